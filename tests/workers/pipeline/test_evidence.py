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
    find_fullest,
    overrule,
    share_words,
    widen,
)

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


@pytest.mark.parametrize(
    ("lengths", "closest", "found"),
    [
        ((100,), 0, (0, 1)),
        ((100, 100, 100), 1, (0, 3)),
        ((100, 100, 100, 100, 100, 100), 0, (0, 4)),
        ((300, 300, 300), 1, (1, 2)),
        ((400, 100, 40), 2, (1, 3)),
        ((2000,), 0, (0, 1)),
    ],
)
def test_a_stretch_grows_to_both_sides_as_far_as_fits(
    lengths: tuple[int, ...], closest: int, found: tuple[int, int]
) -> None:
    starts = [sum(lengths[:place]) for place in range(len(lengths))]
    spans = [Span(start, start + length) for start, length in zip(starts, lengths, strict=True)]
    assert widen(spans, closest) == found


def test_shared_words_are_counted_by_their_lemmas() -> None:
    assert share_words(frozenset({"завод", "открыть"}), "Открыты заводы.", "ru") > 0.4
    assert share_words(frozenset(), "Открыты заводы.", "ru") == 0.0


ARTICLE = Article("a", "Против шестеро.", title="Бюджет принят", published_at=date(2024, 12, 12))
CLAIM = Claim(
    "c", "a", "Против шестеро.", Span(0, 15), "ru", ClaimKind.EVENT, 1.0, context="Бюджет принят"
)
