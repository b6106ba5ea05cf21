"""From candidates to evidence: where a passage speaks of a claim, and who has the last word."""

from datetime import date

import pytest

from indexes.records import (
    Article,
    CheckOutcome,
    CheckResult,
    Claim,
    ClaimKind,
    Reason,
    Span,
    Stance,
    StanceProbabilities,
)
from workers.languages.factory import open_language
from workers.pipeline.checks import read_facts
from workers.pipeline.evidence import (
    check_stretch,
    choose_stance,
    explain,
    find_fullest,
    overrule,
)
from workers.pipeline.stance import StancePair

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
        ((0.2, 0.7, 0.1), (WEAKER,), Stance.NEUTRAL),
        ((0.2, 0.7, 0.1), (WEAKER, DIFFERS), Stance.REFUTES),
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


@pytest.mark.parametrize(
    ("claim", "stretch", "closest", "fullest"),
    [
        (
            "Бюджет приняли с дефицитом 4,2 млрд рублей.",
            ("Закон принят.", "Расходы выше доходов на 4,17 млрд рублей.", "Один воздержался."),
            0,
            1,
        ),
        (
            "Смену вёл Олег Рябинин.",
            ("Смена началась в восемь.", "Её вёл Рябинин.", "Рябинин доволен."),
            2,
            2,
        ),
        ("Смену вёл Олег Рябинин.", ("Смена началась.", "Её вёл Рябинин."), 0, 1),
        ("Мост открыли.", ("Мост готов.", "Он открыт с мая."), 1, 1),
        ("Мост открыли в мае 2023 года.", ("Мост готов.", "Открыт 3 мая 2023 года."), 0, 1),
    ],
)
def test_the_sentence_with_the_claims_facts_is_quoted(
    claim: str, stretch: tuple[str, ...], closest: int, fullest: int
) -> None:
    language = open_language("ru")
    read = [read_facts(text, language, None) for text in stretch]
    assert find_fullest(read_facts(claim, language, None), read, closest) == fullest


def outcome(claim: str, *stretch: str) -> CheckOutcome:
    """What the numbers check says; the first sentence of the stretch is the closest."""
    language = open_language("ru")
    read = [read_facts(text, language, None) for text in stretch]
    _, results = check_stretch(read_facts(claim, language, None), read, 0)
    return next(one.outcome for one in results if one.check == "numbers")


def test_what_a_neighbour_confirms_is_no_difference() -> None:
    claim = "На заводе работают 1200 человек."
    assert outcome(claim, "На заводе работают 800 человек.") is CheckOutcome.DIFFERS
    assert (
        outcome(
            claim, "На заводе работают 800 человек.", "К осени на заводе работают 1200 человек."
        )
        is CheckOutcome.AGREES
    )


def test_a_neighbour_alone_makes_no_difference() -> None:
    claim = "На заводе работают 1200 человек."
    assert outcome(claim, "Завод открыли в мае.", "Стройка заняла 40 месяцев.") in {
        CheckOutcome.SILENT,
        CheckOutcome.AGREES,
    }


ARTICLE = Article("a", "Против шестеро.", title="Бюджет принят", published_at=date(2024, 12, 12))
CLAIM = Claim(
    "c", "a", "Против шестеро.", Span(0, 15), "ru", ClaimKind.EVENT, 1.0, context="Бюджет принят"
)


@pytest.mark.parametrize(
    ("stance", "checks", "codes"),
    [
        (Stance.REFUTES, (), ["number_faces"]),
        (Stance.REFUTES, (WEAKER,), ["superlative_unconfirmed", "number_faces"]),
        (Stance.REFUTES, (DIFFERS,), ["number_differs"]),
        (Stance.REFUTES, (AGREES,), ["number_agrees"]),
        (Stance.SUPPORTS, (), []),
        (Stance.NEUTRAL, (), []),
    ],
)
def test_a_refutation_shows_the_number_that_faces_the_claims(
    stance: Stance, checks: tuple[CheckResult, ...], codes: list[str]
) -> None:
    language = open_language("ru")
    claim = read_facts("Кражу оценили в 45 млн рублей.", language, None)
    sentence = read_facts("Ущерб составил 54 млн рублей.", language, None)
    pair = StancePair(claim, (sentence,), 0, "", "", 0.9, 0.0, 1.0, 0.0, checks)
    assert [one.reason.code for one in explain(stance, pair) if one.reason] == codes
