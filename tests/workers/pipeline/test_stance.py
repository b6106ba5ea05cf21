"""The formula beside the reader: what it is given, and which way each feature may move it."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from indexes.records import Stance
from workers.languages.factory import open_language
from workers.models.formulas import load_formula
from workers.pipeline.checks import read_facts
from workers.pipeline.evidence import check_stretch, choose_stance, overrule
from workers.pipeline.stance import (
    KIN,
    StancePair,
    StanceScorer,
    mix_readings,
    read_features,
    read_twice,
)

FORMULA = load_formula()
FIRST_IN_BOTH = 2.0  # retrieval's score of what is found first, by the claim and with its context


class FixedReader:
    """Believes the same of every pair, and remembers what it was given."""

    name = "fixed"

    def __init__(self, *belief: float) -> None:
        self.belief = belief
        self.asked: list[tuple[str, str]] = []

    def judge(self, pairs: list[tuple[str, str]]) -> NDArray[np.float32]:
        self.asked += pairs
        return np.array([self.belief] * len(pairs), np.float32).reshape(len(pairs), 3)


def pair(claim: str, *evidence: str, language: str = "ru") -> StancePair:
    """The claim with a stretch whose first sentence is the closest."""
    model = open_language(language)
    facts = read_facts(claim, model, None)
    stretch = tuple(read_facts(text, model, None) for text in evidence)
    telling, checks = check_stretch(facts, stretch, 0)
    return StancePair(
        facts, stretch, telling, " ".join(evidence), claim, 0.9, 0.0, FIRST_IN_BOTH, 0.0, checks
    )


def test_the_reader_is_given_the_stretch_and_the_quoted_sentence() -> None:
    reader = FixedReader(0.8, 0.1, 0.1)
    StanceScorer(reader, FORMULA).score([pair("Завод открыли.", "Завод открыт.", "Он новый.")])
    assert reader.asked == [
        ("Завод открыт. Он новый.", "Завод открыли."),
        ("Завод открыт.", "Завод открыли."),
    ]


class SurroundingsReader(FixedReader):
    """Takes a sentence alone for support, the same within others for the contrary."""

    def judge(self, pairs: list[tuple[str, str]]) -> NDArray[np.float32]:
        rows = [(0.1, 0.8, 0.1) if "Он" in premise else (0.8, 0.1, 0.1) for premise, _ in pairs]
        return np.array(rows, np.float32)


@pytest.mark.parametrize(("within_share", "likeliest"), [(1.0, 1), (0.75, 1), (0.25, 0), (0.0, 0)])
def test_the_two_readings_are_mixed_as_asked(within_share: float, likeliest: int) -> None:
    within, alone = ("Завод открыт. Он нов.", "Завод открыли."), ("Завод открыт.", "Завод открыли.")
    readings = read_twice(SurroundingsReader(), [within], [alone])
    assert readings.shape == (1, 2, 3)
    (mixed,) = mix_readings(readings, within_share)
    assert mixed.argmax() == likeliest


def test_evenly_mixed_both_readings_count_alike() -> None:
    mixed = mix_readings(np.array([[0.1, 0.8, 0.1], [0.8, 0.1, 0.1]], np.float32), 0.5)
    assert mixed[0] == pytest.approx(mixed[1])
    assert mixed[0] > mixed[2]


def test_nothing_to_score() -> None:
    assert StanceScorer(FixedReader(1, 0, 0), FORMULA).score([]) == []


def test_the_name_names_reader_and_formula() -> None:
    assert StanceScorer(FixedReader(1, 0, 0), FORMULA).name == f"fixed+{FORMULA.name}"


def test_every_feature_of_the_formula_is_read() -> None:
    features = read_features(pair("Завод открыли.", "Завод открыт."), np.array([0.2, 0.3, 0.5]))
    assert set(FORMULA.alone.weights) <= set(features)
    assert set(FORMULA.in_article.weights) <= set(features) | set(KIN)
    assert all(np.isfinite(list(features.values())))


@pytest.mark.parametrize(
    ("belief", "stance"),
    [
        ((0.97, 0.01, 0.02), Stance.SUPPORTS),
        ((0.01, 0.97, 0.02), Stance.REFUTES),
        ((0.01, 0.01, 0.98), Stance.NEUTRAL),
    ],
)
def test_where_nothing_exact_stands_against_it_the_reader_decides(
    belief: tuple[float, float, float], stance: Stance
) -> None:
    claim = "Депутаты утвердили новый устав города."
    given = pair(claim, "Городская дума приняла новый устав города.")
    (scored,) = StanceScorer(FixedReader(*belief), FORMULA).score([given])
    assert choose_stance(scored, given.checks) is stance
    assert scored.supports + scored.refutes + scored.neutral == pytest.approx(1)


def test_another_number_decides_against_the_reader() -> None:
    given = pair("На заводе работают 1200 человек.", "На заводе работают 800 человек.")
    (scored,) = StanceScorer(FixedReader(0.9, 0.05, 0.05), FORMULA).score([given])
    assert choose_stance(overrule(scored, given.checks), given.checks) is Stance.REFUTES


def test_the_same_number_makes_support_likelier() -> None:
    reader = FixedReader(0.5, 0.2, 0.3)
    claim = "На заводе работают 1200 человек."
    same, silent = pair(claim, claim), pair(claim, "На заводе работает много людей.")
    confirmed, missing = StanceScorer(reader, FORMULA).score([same, silent])
    assert confirmed.supports > missing.supports


def test_a_passage_far_behind_the_closest_is_believed_less() -> None:
    given = pair("Завод открыли.", "Завод открыт.")
    scorer = StanceScorer(FixedReader(0.7, 0.1, 0.2), FORMULA)
    near, far = scorer.score([given, replace(given, lag=0.1)])
    assert far.supports <= near.supports
    assert far.neutral >= near.neutral
