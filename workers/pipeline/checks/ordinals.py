"""Ordinals: «второй саммит» against «третий саммит»."""

from collections.abc import Callable

from indexes.records import CheckResult
from workers.languages.language import Quantity
from workers.pipeline.checks.check import CheckInput, Match, agrees, differs, silent
from workers.pipeline.checks.contexts import is_on_topic, is_under_one_head, read_surroundings
from workers.pipeline.checks.events import event_at

ORDINALS = "ordinals"


def check_ordinals(given: CheckInput) -> CheckResult:
    """Compares only ordinals of one noun; «первый» is left to the superlatives where it is one."""
    wanted = _ordinals(given.claim.quantities)
    offered = _ordinals(given.evidence.quantities)
    if not given.is_one_language:
        return silent(ORDINALS)
    for one in wanted:
        rivals = [other for other in offered if other.counted == one.counted]
        same = next((other for other in rivals if other.value == one.value), None)
        if same:
            return _answer(agrees, "ordinal_agrees", one, same)
        has_number = any(other.value == one.value for other in given.evidence.quantities)
        if len(rivals) == 1 and not has_number and _is_same_matter(given, one, rivals[0]):
            return _answer(differs, "ordinal_differs", one, rivals[0])
    return silent(ORDINALS)


def _ordinals(quantities: tuple[Quantity, ...]) -> list[Quantity]:
    return [one for one in quantities if one.is_ordinal and one.counted]


def _answer(
    say: Callable[..., CheckResult], code: str, claim: Quantity, evidence: Quantity
) -> CheckResult:
    match = Match(claim.span, evidence.span)
    return say(ORDINALS, code, match, claim=claim.text, evidence=evidence.text)


def _is_same_matter(given: CheckInput, claim: Quantity, evidence: Quantity) -> bool:
    ours = read_surroundings(given.claim, claim.span, claim.counted)
    theirs = read_surroundings(given.evidence, evidence.span, evidence.counted)
    said_of_both = ours.words - {claim.counted}
    if _is_one_event(given, claim, evidence):
        return True
    has_all = bool(said_of_both) and said_of_both <= theirs.words
    return has_all or is_under_one_head(ours, theirs)


def _is_one_event(given: CheckInput, claim: Quantity, evidence: Quantity) -> bool:
    """«пожару присвоен третий ранг», «присвоили первый ранг»."""
    ours = event_at(given.claim.events, claim.span)
    theirs = event_at(given.evidence.events, evidence.span)
    if ours is None or theirs is None or ours.verb != theirs.verb:
        return False
    return is_on_topic(given.claim, given.passage)
