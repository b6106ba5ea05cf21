"""A verdict ready to be read: quotes in their passages, reasons as sentences, origins counted."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from indexes.records import Evidence, Stance, Verdict
from indexes.sources.library import Library, LibraryError
from service.dashboard.excerpts import Excerpt, cut_excerpt
from service.dashboard.wording import describe_reason


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """One piece of evidence with the passage around its quote."""

    evidence: Evidence
    excerpt: Excerpt
    reasons: tuple[str, ...]
    is_in_library: bool  # False: the source was removed or says something else now
    repeats: str = ""  # who, listed above, has it from the same origin


@dataclass(frozen=True, slots=True)
class ShownVerdict:
    """A verdict, its reasons and its evidence; what decides stands first."""

    verdict: Verdict
    reasons: tuple[str, ...]
    reasons_at_publication: tuple[str, ...]
    decisive: tuple[ShownEvidence, ...]
    neutral: tuple[ShownEvidence, ...]

    @property
    def source_count(self) -> int:
        return len({one.evidence.source_id for one in self.decisive})

    @property
    def origin_count(self) -> int:
        """Sources that repeat one another count once."""
        return len({one.evidence.origin or one.evidence.source_id for one in self.decisive})

    @property
    def is_same_at_publication(self) -> bool:
        return self.verdict.now.label is self.verdict.at_publication.label


def show_verdict(verdict: Verdict, library: Library) -> ShownVerdict:
    """The verdict with what the library says around each quote."""
    ranked = sorted(verdict.evidence, key=stance_probability, reverse=True)
    shown = name_repetitions([show_evidence(one, library) for one in ranked])
    return ShownVerdict(
        verdict=verdict,
        reasons=tuple(map(describe_reason, verdict.now.reasons)),
        reasons_at_publication=tuple(map(describe_reason, verdict.at_publication.reasons)),
        decisive=tuple(one for one in shown if one.evidence.stance is not Stance.NEUTRAL),
        neutral=tuple(one for one in shown if one.evidence.stance is Stance.NEUTRAL),
    )


def name_repetitions(shown: Iterable[ShownEvidence]) -> list[ShownEvidence]:
    """Evidence whose origin another source above has spoken for names that source."""
    first: dict[str, Evidence] = {}
    named = []
    for one in shown:
        teller = first.setdefault(one.evidence.origin or one.evidence.source_id, one.evidence)
        is_repetition = teller.source_id != one.evidence.source_id
        name = teller.publisher or teller.title or teller.source_id
        named.append(replace(one, repeats=name if is_repetition else ""))
    return named


def stance_probability(evidence: Evidence) -> float:
    """How strongly the evidence holds its own stance."""
    return float(getattr(evidence.probabilities, evidence.stance.value))


def show_evidence(evidence: Evidence, library: Library) -> ShownEvidence:
    text = _stored_text(evidence, library)
    is_in_library = evidence.quote.of(text) == evidence.quoted_text
    bare = Excerpt("", evidence.quoted_text, "")
    reasons = (check.reason for check in evidence.checks if check.reason is not None)
    return ShownEvidence(
        evidence=evidence,
        excerpt=cut_excerpt(text, evidence.quote) if is_in_library else bare,
        reasons=unique(map(describe_reason, reasons)),
        is_in_library=is_in_library,
    )


def _stored_text(evidence: Evidence, library: Library) -> str:
    """The source's text; "" when it is gone or the library does not answer: the quote remains."""
    try:
        source = library.get(evidence.source_id)
    except LibraryError:
        return ""
    return source.text if source else ""


def unique(sentences: Iterable[str]) -> tuple[str, ...]:
    """Each sentence once, in the order of the first."""
    return tuple(dict.fromkeys(sentences))
