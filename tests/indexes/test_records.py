"""Records keep offsets, go to JSON and back, and refuse what is wrong."""

from datetime import UTC, date, datetime

import pytest

from indexes.records import (
    Article,
    CheckOutcome,
    CheckResult,
    Claim,
    ClaimKind,
    Evidence,
    InvalidRecord,
    Judgement,
    Provenance,
    Reason,
    Rejection,
    Review,
    ReviewDecision,
    Source,
    Span,
    Stance,
    StanceProbabilities,
    Tier,
    Verdict,
    VerdictLabel,
    from_dict,
    from_json,
    make_id,
    to_dict,
    to_json,
)

MOMENT = datetime(2025, 11, 12, 10, 30, tzinfo=UTC)
CHECK = CheckResult(
    "numbers", CheckOutcome.DIFFERS, Reason("number_differs", {"claim": "208"}), Span(1, 4)
)
EVIDENCE = Evidence(
    claim_id="c", passage_id="s#0", source_id="s", quote=Span(0, 4), quoted_text="ёлка",
    stance=Stance.REFUTES, probabilities=StanceProbabilities(0.1, 0.8, 0.1), candidate_score=0.9,
    checks=(CHECK,), published_at=date(2025, 11, 11), tier=Tier.OFFICIAL,
)  # fmt: skip
JUDGEMENT = Judgement(VerdictLabel.REFUTED, 0.8, (Reason("sources_refute", {"count": "1"}),))
RECORDS = [
    Article("a", "Ёлка стоит.", published_at=date(2025, 11, 12)),
    Article("a", "text"),
    Claim("c", "a", "Ёлка стоит.", Span(0, 10), "ru", ClaimKind.EVENT, 0.9, Rejection.OPINION),
    Source("s", "ёлка «цветёт» 🎄", tier=Tier.REFERENCE),
    EVIDENCE,
    Verdict("v", "c", JUDGEMENT, JUDGEMENT, (EVIDENCE,), Provenance({"m": "1"}, "7", "1"), MOMENT),
    Review("r", "c", "v", ReviewDecision.OVERRULE, VerdictLabel.SUPPORTED, "Аня", MOMENT, "нет"),
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_json_and_back(record: object) -> None:
    assert from_json(type(record), to_json(record)) == record
    assert from_dict(type(record), to_dict(record)) == record


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ('{"id": "a"}', "text"),
        ('{"id": "a", "text": 7}', "text"),
        ('{"id": "a", "text": "t", "published_at": "12.11.2025"}', "published_at"),
        ("[]", "record"),
        ("{", "record"),
    ],
)
def test_what_is_wrong_is_named(fields: str, problem: str) -> None:
    with pytest.raises(InvalidRecord, match=problem):
        from_json(Article, fields)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_no_span_runs_backwards(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="0 <= start <= end"):
        Span(start, end)


def test_spans_count_characters_of_the_stored_text() -> None:
    text = "«Ёлка» 🎄 стоит"
    assert Span(1, 5).of(text) == "Ёлка"
    assert Span(7, 8).of(text) == "🎄"
    assert Span(1, 5).shifted(2) == Span(3, 7)
    assert len(Span(1, 5)) == 4


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [(Span(0, 5), Span(3, 8), 2), (Span(0, 5), Span(5, 8), 0), (Span(2, 3), Span(0, 9), 1)],
)
def test_overlap(one: Span, other: Span, shared: int) -> None:
    assert one.overlap(other) == other.overlap(one) == shared


def test_a_span_contains_itself_and_what_lies_within() -> None:
    assert Span(0, 5).contains(Span(0, 5))
    assert Span(0, 5).contains(Span(1, 4))
    assert not Span(1, 4).contains(Span(0, 5))


def test_ids_repeat_and_parts_do_not_run_together() -> None:
    assert make_id("ab", "c") == make_id("ab", "c") != make_id("a", "bc")
    assert len(make_id("ab")) == 32


def test_the_content_hash_covers_everything_stored() -> None:
    source = Source("s", "text", published_at=date(2025, 1, 1))
    others = [
        Source("s", "Text", published_at=date(2025, 1, 1)),
        Source("s", "text", published_at=date(2025, 1, 2)),
        Source("s", "text", published_at=date(2025, 1, 1), tier=Tier.OPINION),
        Source("s", "text", "title", published_at=date(2025, 1, 1)),
    ]
    assert len({one.content_hash for one in (source, *others)}) == 5
    assert Source("other id", "text", published_at=date(2025, 1, 1)).content_hash == (
        source.content_hash
    )
