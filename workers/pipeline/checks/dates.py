"""Dates: when the claim says that something happened, and when the evidence does."""

from collections.abc import Sequence
from datetime import timedelta

from indexes.records import CheckResult
from workers.languages.language import DateMention
from workers.pipeline.checks.check import CheckInput, Match, agrees, differs, silent
from workers.pipeline.checks.contexts import (
    has_other_frame,
    is_on_topic,
    is_under_one_head,
    read_surroundings,
)
from workers.pipeline.checks.events import are_one_event, event_at
from workers.pipeline.checks.frames import frames_of
from workers.pipeline.checks.times import Meeting, is_edge, meet

DATES = "dates"
MONTH = timedelta(days=27)
OTHER_LIGHTS = frozenset({"not", "compared", "delta", "part", "against", "every"})


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
    """The sentence's one date for the same event, where the whole passage has not the claim's."""
    if wanted.is_relative or not given.is_one_language:
        return None
    if any(meet(wanted, one) is not Meeting.APART for one in given.passage.dates):
        return None
    rivals = [one for one in given.evidence.dates if _can_conflict(given, wanted, one)]
    return rivals[0] if len(rivals) == 1 and is_on_topic(given.claim, given.passage) else None


def _can_conflict(given: CheckInput, wanted: DateMention, rival: DateMention) -> bool:
    """Both dates are days or both are longer, and of one event in one light."""
    if rival.is_relative or meet(wanted, rival) is not Meeting.APART:
        return False
    if is_edge(given.claim, wanted) != is_edge(given.evidence, rival):
        return False
    if _is_series(given, wanted, rival):
        return False
    lights = [
        frames_of(facts, one.span) - OTHER_LIGHTS
        for facts, one in ((given.claim, wanted), (given.evidence, rival))
    ]
    return lights[0] == lights[1] and _is_one_event(given, wanted, rival)


def _is_one_event(given: CheckInput, wanted: DateMention, rival: DateMention) -> bool:
    """One verb of one thing, or one head in surroundings that are much alike."""
    claim = event_at(given.claim.events, wanted.span)
    evidence = event_at(given.evidence.events, rival.span)
    if claim and evidence and are_one_event(claim, evidence):
        return True
    return not has_other_frame(given.claim, given.evidence) and is_under_one_head(
        read_surroundings(given.claim, wanted.span), read_surroundings(given.evidence, rival.span)
    )


def _is_series(given: CheckInput, wanted: DateMention, rival: DateMention) -> bool:
    """«в 2020 году 14 тысяч тонн», «в 2024-м 21 тысяча»: what is measured again and again."""
    is_long = min(one.last - one.first for one in (wanted, rival)) >= MONTH
    has_numbers = given.claim.quantities and given.evidence.quantities
    return is_long and bool(has_numbers)
