"""What is counted of the end-to-end outcomes, on outcomes made by hand."""

from datetime import UTC, datetime

import pytest

from indexes.records import (
    Claim,
    ClaimKind,
    Judgement,
    Provenance,
    Span,
    Verdict,
    VerdictLabel,
)
from tests.quality.end_to_end import MEASURES, Outcome, summarise
from tests.quality.gold import GoldClaim

SUPPORTED, REFUTED = VerdictLabel.SUPPORTED, VerdictLabel.REFUTED
CONFLICTING, SILENT = VerdictLabel.CONFLICTING, VerdictLabel.NOT_ENOUGH_EVIDENCE
CLAIM = Claim("c", "a", "Школу построили.", Span(0, 16), "ru", ClaimKind.EVENT, 0.9)


def make_outcome(
    gold: VerdictLabel | None,
    now: VerdictLabel | None,
    then: VerdictLabel = SILENT,
    confidence: float = 1.0,
) -> Outcome:
    """`gold` None: no claim; `now` None: not selected. At publication nothing was known."""
    judged = GoldClaim("a", "q", gold is not None, "event", gold, SILENT, ("note",))
    if now is None:
        return Outcome(judged, None, None)
    made = datetime(2025, 1, 1, tzinfo=UTC)
    verdict = Verdict(
        *("v", "c", Judgement(now, confidence), Judgement(then, confidence)),
        *((), Provenance({}, "", ""), made),
    )
    return Outcome(judged, CLAIM, verdict)


OUTCOMES = [
    make_outcome(SUPPORTED, SUPPORTED),
    make_outcome(SUPPORTED, REFUTED, confidence=0.6),
    make_outcome(REFUTED, SILENT),
    make_outcome(CONFLICTING, CONFLICTING, SUPPORTED),
    make_outcome(SUPPORTED, None),
    make_outcome(None, SUPPORTED),
    make_outcome(None, None),
]


@pytest.mark.parametrize(
    ("name", "value", "count"),
    [
        ("quotes_covered", 4 / 5, 5),
        ("non_claims_selected", 1 / 2, 2),
        ("verdict_accuracy_now", 2 / 4, 4),
        ("verdict_accuracy_at_publication", 3 / 4, 4),
        # supported: one found of two, none wrongly; refuted: found once, wrongly; conflicting: all
        ("verdict_macro_f1_now", (2 / 3 + 0 + 1) / 3, 4),
        ("wrong_way", 1 / 4, 4),
        ("deciding_note_cited", 0, 4),
        # right 1.0 four times (of six), 0.6 once right, once wrong; two wrong at 1.0
        ("brier_score", (0.16 + 0.36 + 2) / 8, 4),
    ],
)
def test_counted_by_hand(name: str, value: float, count: int) -> None:
    found = summarise(OUTCOMES)[name]
    assert (found.value, found.n) == (pytest.approx(value), count)


def test_every_measure_has_an_interval_around_it() -> None:
    for one in MEASURES:
        found = one.estimate(OUTCOMES)
        assert found.low <= found.value <= found.high
