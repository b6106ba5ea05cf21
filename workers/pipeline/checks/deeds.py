"""Deeds against plans: «планируется открыть» does not say that it was opened."""

from indexes.records import CheckResult, Reason
from workers.pipeline.checks.check import CheckInput, Match, agrees, silent
from workers.pipeline.checks.denials import PLANS
from workers.pipeline.checks.events import Event, Part

DEEDS = "deeds"


def check_deeds(given: CheckInput) -> CheckResult:
    """Agrees where what the claim tells as done is told as done; a plan leaves a reason."""
    if not given.is_one_language:
        return silent(DEEDS)
    planned: tuple[Event, Event] | None = None
    for claim in given.claim.events:
        if claim.is_planned or claim.is_denied or claim.verb in PLANS:
            continue
        for evidence in given.evidence.events:
            if not _is_one(claim, evidence):
                continue
            if not evidence.is_planned:
                match = Match(claim.span, evidence.span)
                return agrees(DEEDS, "deed_agrees", match, **_texts(given, claim, evidence))
            planned = planned or (claim, evidence)
    if planned is None or _is_done_elsewhere(given, planned[0]):
        return silent(DEEDS)
    return silent(DEEDS, Reason("plan_is_no_deed", _texts(given, *planned)))


def _is_one(claim: Event, evidence: Event) -> bool:
    """One verb of one thing: «мост открыли», «мост планируют открыть»."""
    if claim.verb != evidence.verb or evidence.is_denied:
        return False
    return _is_same(claim.core, evidence.core)


def _is_same(one: Part | None, other: Part | None) -> bool:
    return one is not None and other is not None and one.root == other.root


def _is_done_elsewhere(given: CheckInput, claim: Event) -> bool:
    """Another sentence of the passage tells it as done."""
    return any(
        _is_one(claim, event) and not event.is_planned
        for facts in given.passage.sentences
        for event in facts.events
    )


def _texts(given: CheckInput, claim: Event, evidence: Event) -> dict[str, str]:
    return {
        "claim": claim.span.of(given.claim.text),
        "evidence": evidence.span.of(given.evidence.text),
    }
