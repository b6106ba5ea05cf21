"""Dates: when the claim says that something happened, and when the evidence does."""

from collections.abc import Sequence
from datetime import timedelta

from indexes.records import CheckResult
from workers.languages.language import DateMention
from workers.pipeline.checks.check import CheckInput, Match, agrees, differs, silent
from workers.pipeline.checks.contexts import has_other_frame, is_under_one_head, read_surroundings
from workers.pipeline.checks.times import Meeting, is_edge, meet

DATES = "dates"
MONTH = timedelta(days=27)


def check_dates(given: CheckInput) -> CheckResult:
    """Agrees where every date of the claim is met; differs where one event has two dates."""
    wanted, offered = given.claim.dates, given.evidence.dates
    if not wanted or not offered:
        return silent(DATES)
    met = [(one, other) for one in wanted if (other := _find_met(one, offered))]
    for one in wanted:
        rival = _find_rival(given, one)
        if rival:
            match = Match(one.span, rival.span)
            return differs(DATES, "date_differs", match, claim=one.text, evidence=rival.text)
    if len(met) < len(wanted):
        return silent(DATES)
    claim, evidence = met[0]
    match = Match(claim.span, evidence.span)
    return agrees(DATES, "date_agrees", match, claim=claim.text, evidence=evidence.text)


def _find_met(wanted: DateMention, offered: Sequence[DateMention]) -> DateMention | None:
    return next((one for one in offered if meet(wanted, one) is Meeting.MATCHES), None)


def _find_rival(given: CheckInput, wanted: DateMention) -> DateMention | None:
    """The evidence's only date, where it dates the same event otherwise."""
    offered = given.evidence.dates
    if len(offered) != 1 or len(given.claim.dates) != 1:
        return None
    rival = offered[0]
    is_sure = not (wanted.is_relative or rival.is_relative)
    is_apart = meet(wanted, rival) is Meeting.APART
    if not is_sure or not is_apart or not given.is_one_language:
        return None
    if is_edge(given.claim, wanted) != is_edge(given.evidence, rival):
        return None
    return rival if _is_one_event(given, wanted, rival) else None


def _is_one_event(given: CheckInput, wanted: DateMention, rival: DateMention) -> bool:
    if has_other_frame(given.claim, given.evidence) or _is_series(given, wanted, rival):
        return False
    return is_under_one_head(
        read_surroundings(given.claim, wanted.span), read_surroundings(given.evidence, rival.span)
    )


def _is_series(given: CheckInput, wanted: DateMention, rival: DateMention) -> bool:
    """«в 2020 году 14 тысяч тонн», «в 2024-м 21 тысяча»: what is measured again and again."""
    is_long = min(one.last - one.first for one in (wanted, rival)) >= MONTH
    has_numbers = given.claim.quantities and given.evidence.quantities
    return is_long and bool(has_numbers)
