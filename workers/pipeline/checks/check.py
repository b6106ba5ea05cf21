"""What a check is, and the three answers that it can give."""

from collections.abc import Callable
from dataclasses import dataclass

from indexes.records import CheckOutcome, CheckResult, Reason, Span
from workers.pipeline.checks.facts import Facts, Passage


@dataclass(frozen=True, slots=True)
class CheckInput:
    """A claim and one stretch of evidence, both read."""

    claim: Facts
    evidence: Facts
    passage: Passage  # the evidence and what stands around it

    @property
    def is_one_language(self) -> bool:
        """Lemmas can be compared only within one language."""
        return self.claim.language == self.evidence.language


Check = Callable[[CheckInput], CheckResult]


@dataclass(frozen=True, slots=True)
class Match:
    """Where claim and evidence speak of the same thing."""

    claim_span: Span
    evidence_span: Span


def silent(check: str, reason: Reason | None = None) -> CheckResult:
    """Nothing to compare; the reason, where there is one, is for people and for the verdict."""
    return CheckResult(check, CheckOutcome.SILENT, reason)


def agrees(check: str, code: str, match: Match, **details: str) -> CheckResult:
    return _decided(check, CheckOutcome.AGREES, code, match, details)


def differs(check: str, code: str, match: Match, **details: str) -> CheckResult:
    return _decided(check, CheckOutcome.DIFFERS, code, match, details)


def _decided(
    check: str, outcome: CheckOutcome, code: str, match: Match, details: dict[str, str]
) -> CheckResult:
    return CheckResult(check, outcome, Reason(code, details), match.claim_span, match.evidence_span)
