"""What happened to a claim: verdicts and reviews on one timeline, and what each check changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from indexes.claims.stored import StoredVerdict
from indexes.records import Evidence, Review, Verdict, VerdictLabel


@dataclass(frozen=True, slots=True)
class Change:
    """How a verdict differs from the one before it."""

    label_before: VerdictLabel | None  # None: the same label as before, or the first verdict
    confidence_before: float | None
    added: tuple[Evidence, ...]  # evidence of sources that the verdict before did not rest on
    dropped: tuple[Evidence, ...]
    is_library_same: bool


@dataclass(frozen=True, slots=True)
class Event:
    """A verdict with its change, or a review."""

    happened_at: datetime
    verdict: StoredVerdict | None = None
    change: Change | None = None
    review: Review | None = None


def tell_history(verdicts: Sequence[StoredVerdict], reviews: Iterable[Review]) -> list[Event]:
    """Verdicts (given the newest first) and reviews, the newest first."""
    older = [*verdicts[1:], None] if verdicts else []
    events = [
        Event(stored.stored_at, verdict=stored, change=_changed(stored, before))
        for stored, before in zip(verdicts, older, strict=True)
    ]
    events += [Event(review.reviewed_at, review=review) for review in reviews]
    return sorted(events, key=lambda event: event.happened_at, reverse=True)


def _changed(stored: StoredVerdict, before: StoredVerdict | None) -> Change | None:
    return find_change(stored.verdict, before.verdict) if before else None


def find_change(verdict: Verdict, before: Verdict) -> Change:
    """What is different; sources are compared, not their quotes."""
    is_same_label = verdict.now.label is before.now.label
    return Change(
        label_before=None if is_same_label else before.now.label,
        confidence_before=before.now.confidence,
        added=_only_in(verdict, before),
        dropped=_only_in(before, verdict),
        is_library_same=verdict.provenance.library_version == before.provenance.library_version,
    )


def _only_in(verdict: Verdict, other: Verdict) -> tuple[Evidence, ...]:
    known = {one.source_id for one in other.evidence}
    new = {one.source_id: one for one in verdict.evidence if one.source_id not in known}
    return tuple(new.values())
