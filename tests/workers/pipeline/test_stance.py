"""The first stance scorer: what moves it, and which way."""

from dataclasses import replace

import pytest

from indexes.records import CheckOutcome, CheckResult, Reason, Stance, StanceProbabilities
from workers.languages.factory import open_language
from workers.models.overlap import load_overlap_scorer
from workers.pipeline.checks import read_facts, run_checks
from workers.pipeline.evidence import choose_stance, overrule
from workers.pipeline.stance import StancePair, fold, read_overlap

SCORER = load_overlap_scorer()


def pair(claim: str, evidence: str, similarity: float = 0.9) -> StancePair:
    language = open_language("ru")
    facts, found = (read_facts(text, language, None) for text in (claim, evidence))
    lemmas = frozenset(fold(token.lemma) for token in found.tokens)
    return StancePair(
        facts, found, (found,), lemmas, similarity, similarity, run_checks(facts, found)
    )


def test_probabilities_sum_to_one_and_keep_the_order() -> None:
    near = pair("Завод в Рязани открыли.", "Завод в Рязани открыли.", 0.98)
    far = pair("Завод в Рязани открыли.", "Улов трески вырос.", 0.75)
    scored = SCORER.score([near, far])
    assert all(one.supports + one.refutes + one.neutral == pytest.approx(1) for one in scored)
    assert scored[0].supports > 0.5 > 0.1 > scored[1].supports


def test_another_number_weighs_against() -> None:
    claim = "На заводе в Рязани работают 1200 человек."
    same = SCORER.score([pair(claim, claim)])[0]
    other = SCORER.score([pair(claim, "На заводе в Рязани работают 800 человек.")])[0]
    assert other.refutes > same.refutes
    assert other.supports < same.supports


def test_words_that_all_candidates_share_weigh_little() -> None:
    given = pair("Путин посетил завод.", "Путин уехал.")
    common = replace(given, commonness={"путин": 1.0})
    assert read_overlap(common)["sentence_cover"] < read_overlap(given)["sentence_cover"]


def test_nothing_to_score() -> None:
    assert SCORER.score([]) == []


DIFFERS = CheckResult("numbers", CheckOutcome.DIFFERS, Reason("number_differs"))
AGREES = CheckResult("numbers", CheckOutcome.AGREES, Reason("number_agrees"))
WEAKER = CheckResult("superlatives", CheckOutcome.SILENT, Reason("superlative_unconfirmed"))


@pytest.mark.parametrize(
    ("belief", "checks", "stance"),
    [
        ((0.9, 0.05, 0.05), (), Stance.SUPPORTS),
        ((0.9, 0.05, 0.05), (AGREES,), Stance.SUPPORTS),
        ((0.9, 0.05, 0.05), (DIFFERS,), Stance.REFUTES),
        ((0.9, 0.05, 0.05), (WEAKER,), Stance.NEUTRAL),
        ((0.4, 0.5, 0.1), (DIFFERS,), Stance.REFUTES),
        ((0.1, 0.1, 0.8), (DIFFERS,), Stance.NEUTRAL),
        ((0.2, 0.7, 0.1), (), Stance.REFUTES),
        ((0.1, 0.1, 0.8), (), Stance.NEUTRAL),
    ],
)
def test_exact_checks_decide_against_a_high_probability(
    belief: tuple[float, float, float], checks: tuple[CheckResult, ...], stance: Stance
) -> None:
    after = overrule(StanceProbabilities(*belief), checks)
    assert choose_stance(after, checks) is stance
