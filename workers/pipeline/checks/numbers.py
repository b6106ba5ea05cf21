"""Numbers: the same thing counted or measured, the same or another number."""

from collections.abc import Sequence
from dataclasses import dataclass

from indexes.records import CheckResult
from workers.languages.language import Quantity
from workers.pipeline.checks.check import CheckInput, Match, agrees, differs, silent
from workers.pipeline.checks.contexts import (
    has_other_frame,
    is_same_matter,
    is_under_one_head,
    read_surroundings,
    share_found,
)
from workers.pipeline.checks.magnitudes import Fit, compare, is_derivable
from workers.pipeline.checks.times import is_compatible_in_time

NUMBERS = "numbers"
_BEST_FIRST = (Fit.MATCHES, Fit.COMPATIBLE, Fit.DIFFERS)
COMMON_UNITS = frozenset({"s", "month", "percent", "times"})  # many things last, many have shares
LEAST_SHARED_TO_AGREE = 0.2  # «50 школ» is not met by «50 рублей» or by anybody's 50


@dataclass(frozen=True, slots=True)
class _Pair:
    """A number of the claim with the evidence's that fits it best."""

    claim: Quantity
    evidence: Quantity | None
    fit: Fit


def check_numbers(given: CheckInput) -> CheckResult:
    """Agrees where every number of the claim is met, differs where one stands against another."""
    wanted = [one for one in given.claim.quantities if not one.is_ordinal]
    offered = [one for one in given.evidence.quantities if not one.is_ordinal]
    if not wanted or not offered:
        return silent(NUMBERS)
    pairs = [_fit_best(given, one, offered) for one in wanted]
    for pair in pairs:
        rival = _find_rival(given, pair, pairs, offered)
        if rival:
            match = Match(pair.claim.span, rival.span)
            details = {"claim": pair.claim.text, "evidence": rival.text}
            return differs(NUMBERS, "number_differs", match, **details)
    met = [pair for pair in pairs if pair.fit is Fit.MATCHES]
    if len(met) < len(wanted) or met[0].evidence is None:
        return silent(NUMBERS)
    match = Match(met[0].claim.span, met[0].evidence.span)
    details = {"claim": met[0].claim.text, "evidence": met[0].evidence.text}
    return agrees(NUMBERS, "number_agrees", match, **details)


def _fit_best(given: CheckInput, wanted: Quantity, offered: Sequence[Quantity]) -> _Pair:
    pairs = [
        _Pair(wanted, one, compare(wanted, one))
        for one in offered
        if _is_comparable(given, wanted, one)
    ]
    nothing = _Pair(wanted, None, Fit.DIFFERS)
    return min(pairs, key=lambda pair: _BEST_FIRST.index(pair.fit), default=nothing)


def _is_comparable(given: CheckInput, wanted: Quantity, offered: Quantity) -> bool:
    """One unit; plain numbers of different nouns only where the sentences share more than that."""
    if wanted.unit != offered.unit:
        return False
    if wanted.unit or not given.is_one_language or wanted.counted == offered.counted:
        return True
    claim = read_surroundings(given.claim, wanted.span)
    evidence = read_surroundings(given.evidence, offered.span)
    return share_found(claim.words, evidence.words) >= LEAST_SHARED_TO_AGREE


def _find_rival(
    given: CheckInput, pair: _Pair, pairs: Sequence[_Pair], offered: Sequence[Quantity]
) -> Quantity | None:
    """The evidence's one other number for the very thing that the claim counts."""
    wanted = pair.claim
    if pair.fit is not Fit.DIFFERS or not given.is_one_language:
        return None
    if not wanted.unit and not wanted.counted:
        return None
    met = [other.evidence for other in pairs if other.fit is not Fit.DIFFERS]
    rivals = [one for one in offered if one not in met and _counts_the_same(wanted, one)]
    if len(rivals) != 1 or not _can_conflict(given, wanted, rivals[0]):
        return None
    return None if is_derivable(wanted, offered) else rivals[0]


def _counts_the_same(wanted: Quantity, offered: Quantity) -> bool:
    return wanted.unit == offered.unit and wanted.counted == offered.counted


def _can_conflict(given: CheckInput, wanted: Quantity, offered: Quantity) -> bool:
    """One matter, one time, and no plan, part or comparison that would explain the difference."""
    if has_other_frame(given.claim, given.evidence):
        return False
    if not is_compatible_in_time(given.claim, given.evidence):
        return False
    claim = read_surroundings(given.claim, wanted.span, wanted.counted)
    evidence = read_surroundings(given.evidence, offered.span, offered.counted)
    is_close = is_under_one_head if wanted.unit in COMMON_UNITS else is_same_matter
    return is_close(claim, evidence)
