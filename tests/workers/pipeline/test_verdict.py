"""The rules that no model may override."""

from dataclasses import replace
from datetime import date

import pytest

from indexes.records import (
    CheckOutcome,
    CheckResult,
    Evidence,
    Reason,
    Span,
    Stance,
    StanceProbabilities,
    VerdictLabel,
)
from workers.pipeline.verdict import find_flags, judge, judge_at_publication, take_sides

PROBABILITIES = {
    Stance.SUPPORTS: lambda p: StanceProbabilities(p, (1 - p) / 2, (1 - p) / 2),
    Stance.REFUTES: lambda p: StanceProbabilities((1 - p) / 2, p, (1 - p) / 2),
    Stance.NEUTRAL: lambda p: StanceProbabilities((1 - p) / 2, (1 - p) / 2, p),
}
S, R, N = Stance.SUPPORTS, Stance.REFUTES, Stance.NEUTRAL


def evidence(
    stance: Stance,
    probability: float = 0.9,
    source: str = "a",
    origin: str = "",
    day: date | None = date(2025, 11, 1),
    checks: tuple[CheckResult, ...] = (),
) -> Evidence:
    return Evidence(
        claim_id="c",
        passage_id=f"{source}#0",
        source_id=source,
        quote=Span(0, 4),
        quoted_text="text",
        stance=stance,
        probabilities=PROBABILITIES[stance](probability),
        candidate_score=0.1,
        checks=checks,
        origin=origin or source,
        published_at=day,
        publisher=source.upper(),
    )


@pytest.mark.parametrize(
    ("given", "label"),
    [
        ([], VerdictLabel.NOT_ENOUGH_EVIDENCE),
        ([evidence(N)], VerdictLabel.NOT_ENOUGH_EVIDENCE),
        ([evidence(N), evidence(N, source="b")], VerdictLabel.NOT_ENOUGH_EVIDENCE),
        ([evidence(S)], VerdictLabel.SUPPORTED),
        ([evidence(S), evidence(N, source="b")], VerdictLabel.SUPPORTED),
        ([evidence(R)], VerdictLabel.REFUTED),
        ([evidence(S), evidence(R, source="b")], VerdictLabel.CONFLICTING),
        ([evidence(S, 0.95), evidence(R, 0.5, source="b")], VerdictLabel.SUPPORTED),
        ([evidence(S, 0.5), evidence(R, 0.95, source="b")], VerdictLabel.REFUTED),
        # one origin has one voice: its strongest evidence
        ([evidence(S, 0.6, origin="wire"), evidence(R, 0.9, "b", "wire")], VerdictLabel.REFUTED),
    ],
)
def test_label(given: list[Evidence], label: VerdictLabel) -> None:
    assert judge(given).label is label


def test_silence_gives_a_reason() -> None:
    assert [reason.code for reason in judge([]).reasons] == ["nothing_found"]
    assert judge([evidence(N)]).reasons[0].code == "nothing_decides"


def test_ten_copies_are_one_voice() -> None:
    copies = [evidence(S, 0.7, source=str(n), origin="wire") for n in range(10)]
    single = judge([evidence(S, 0.7)])
    assert judge(copies).confidence == single.confidence
    assert judge(copies).reasons[0].details["count"] == "1"


def test_independent_sources_raise_confidence() -> None:
    pair = [evidence(S, 0.7), evidence(S, 0.7, source="b")]
    assert judge(pair).confidence > judge(pair[:1]).confidence


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2025, 11, 1), VerdictLabel.SUPPORTED),
        (date(2025, 11, 12), VerdictLabel.SUPPORTED),
        (date(2025, 11, 13), VerdictLabel.NOT_ENOUGH_EVIDENCE),
        (None, VerdictLabel.NOT_ENOUGH_EVIDENCE),
    ],
)
def test_at_publication_only_what_was_out(day: date | None, label: VerdictLabel) -> None:
    given = [evidence(S, day=day)]
    assert judge_at_publication(given, date(2025, 11, 12)).label is label
    assert judge(given).label is VerdictLabel.SUPPORTED


def test_without_a_publication_date_nothing_is_said_of_then() -> None:
    judgement = judge_at_publication([evidence(S)], None)
    assert judgement.label is VerdictLabel.NOT_ENOUGH_EVIDENCE
    assert judgement.reasons[0].code == "publication_date_unknown"


def test_the_deciding_check_is_named() -> None:
    reason = Reason("number_differs", {"claim": "208", "evidence": "108"})
    check = CheckResult("numbers", CheckOutcome.DIFFERS, reason)
    assert reason in judge([evidence(R, checks=(check,))]).reasons


@pytest.mark.parametrize(
    ("given", "day", "flags"),
    [
        ([evidence(S, 0.9)], date(2025, 11, 12), ()),
        ([evidence(R, 0.9)], date(2025, 11, 12), ("refuted",)),
        ([evidence(S, 0.55)], date(2025, 11, 12), ("low_confidence",)),
        ([evidence(S, 0.9)], date(2025, 10, 12), ("changed_since_publication",)),
        ([evidence(S, 0.9)], None, ()),
        ([evidence(N, 0.9)], date(2025, 11, 12), ()),
    ],
)
def test_flags(given: list[Evidence], day: date | None, flags: tuple[str, ...]) -> None:
    now, then = judge(given), judge_at_publication(given, day)
    assert find_flags(now, then, given) == flags


def test_sides_are_ranked_by_strength() -> None:
    weak, strong = evidence(S, 0.6), evidence(S, 0.9, source="b")
    assert take_sides([weak, strong]).supporting == (strong, weak)


EARLY, LATE = date(2025, 2, 17), date(2025, 2, 27)


@pytest.mark.parametrize(
    ("given", "label"),
    [
        # «Сводка от 17 февраля исправлена»: the publisher's last word counts
        ([evidence(S, 0.9, "a", day=EARLY), evidence(R, 0.8, "a", day=LATE)], "refuted"),
        ([evidence(R, 0.9, "a", day=EARLY), evidence(S, 0.8, "a", day=LATE)], "supported"),
        # a faint later note takes nothing back
        ([evidence(S, 0.9, "a", day=EARLY), evidence(R, 0.5, "a", day=LATE)], "supported"),
        # nobody knows which of the two is later
        ([evidence(S, 0.9, "a", day=None), evidence(R, 0.8, "a", day=LATE)], "supported"),
        # another publisher contradicts, and corrects nothing
        ([evidence(S, 0.9, "a", day=EARLY), evidence(R, 0.8, "b", day=LATE)], "conflicting"),
    ],
)
def test_a_publishers_last_word(given: list[Evidence], label: str) -> None:
    notes = [
        replace(one, source_id=f"note-{place}", origin=f"note-{place}")
        for place, one in enumerate(given)
    ]
    assert judge(notes).label == label


def test_two_notes_of_one_publisher_are_one_voice() -> None:
    notes = [replace(evidence(S, 0.6, "a"), source_id=f"n{n}", origin=f"n{n}") for n in range(3)]
    assert len(take_sides(notes).supporting) == 1
    others = [replace(one, publisher=f"p{n}") for n, one in enumerate(notes)]
    assert len(take_sides(others).supporting) == 3
    nameless = [replace(one, publisher="") for one in notes]
    assert len(take_sides(nameless).supporting) == 3
