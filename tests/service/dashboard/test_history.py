from dataclasses import replace
from datetime import UTC, datetime, timedelta

from indexes.claims.stored import StoredVerdict
from indexes.records import Judgement, Review, ReviewDecision, Source, Verdict, VerdictLabel
from service.dashboard.history import find_change, tell_history
from tests.plain import make_claim, make_verdict
from tests.service.dashboard.newsroom import make_evidence

CLAIM = make_claim("a", "Школа построена в 1991 году.")
START = datetime(2026, 1, 1, tzinfo=UTC)


def verdict(label: str, *source_ids: str, library: str = "1") -> Verdict:
    made = make_verdict(CLAIM, VerdictLabel(label))
    sources = [Source(id=one, text="Школа построена.") for one in source_ids]
    evidence = tuple(make_evidence(CLAIM, source, 0) for source in sources)
    provenance = replace(made.provenance, library_version=library)
    return replace(made, evidence=evidence, provenance=provenance)


def stored(number: int, one: Verdict) -> StoredVerdict:
    return StoredVerdict(one, number, False, None, "job", START + timedelta(days=number))


def test_changes_of_label_evidence_and_library() -> None:
    change = find_change(
        verdict("refuted", "b", "c", library="2"), verdict("supported", "a", "b", library="1")
    )
    assert change.label_before is VerdictLabel.SUPPORTED
    assert [one.source_id for one in change.added] == ["c"]
    assert [one.source_id for one in change.dropped] == ["a"]
    assert not change.is_library_same


def test_the_same_again() -> None:
    before = verdict("supported", "a")
    change = find_change(replace(before, now=Judgement(before.now.label, 0.9)), before)
    assert (change.label_before, change.added, change.dropped) == (None, (), ())
    assert change.is_library_same


def test_two_quotes_of_one_source_are_one_change() -> None:
    change = find_change(verdict("supported", "a", "a"), verdict("supported"))
    assert [one.source_id for one in change.added] == ["a"]


def test_newest_first_with_reviews_between() -> None:
    verdicts = [stored(2, verdict("refuted")), stored(1, verdict("supported"))]
    review = Review(
        "r",
        CLAIM.id,
        "v",
        ReviewDecision.AGREE,
        VerdictLabel.SUPPORTED,
        "Анна",
        START + timedelta(days=1, hours=1),
    )
    newest, between, first = tell_history(verdicts, [review])
    assert newest.change.label_before is VerdictLabel.SUPPORTED
    assert between.review is review
    assert (first.verdict.number, first.change) == (1, None)


def test_nothing_has_happened() -> None:
    assert tell_history([], []) == []
