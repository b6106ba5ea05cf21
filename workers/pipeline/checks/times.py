"""How two resolved dates stand to each other."""

import re
from datetime import timedelta
from enum import Enum

from workers.languages.language import DateMention
from workers.pipeline.checks.facts import Facts, Passage

# «до 12 ноября», «с 2014 года», "by 2030": the edge of a stretch, not the day of an event.
_EDGE = re.compile(
    r"\b(?:до|после|к|ко|с|со|от|начиная с|по|не позднее|не раньше|накануне|перед"
    r"|before|after|by|since"
    r"|until|till|from|through|prior to|no later than) $",
    re.IGNORECASE,
)
LOOK_BACK = 16
RECENT = timedelta(days=45)


class Meeting(Enum):
    """How a claim's date stands to an evidence's."""

    MATCHES = "matches"  # the evidence's date lies within the claim's
    COMPATIBLE = "compatible"  # they overlap: the claim is narrower, or an edge is open
    APART = "apart"


def meet(claim: DateMention, evidence: DateMention) -> Meeting:
    """«в августе 2018» is met by «12 августа 2018», not the other way round."""
    if claim.first <= evidence.first and evidence.last <= claim.last:
        return Meeting.MATCHES
    if claim.first <= evidence.last and evidence.first <= claim.last:
        return Meeting.COMPATIBLE
    if (claim.is_year_assumed or evidence.is_year_assumed) and _is_same_day_of_year(
        claim, evidence
    ):
        return Meeting.COMPATIBLE
    return Meeting.APART


def _is_same_day_of_year(one: DateMention, other: DateMention) -> bool:
    return (one.first.month, one.first.day) == (other.first.month, other.first.day)


def is_edge(facts: Facts, mention: DateMention) -> bool:
    """Whether the date only bounds when something happened."""
    start = mention.span.start
    return _EDGE.search(facts.text[max(0, start - LOOK_BACK) : start]) is not None


def is_compatible_in_time(claim: Facts, evidence: Facts, passage: Passage) -> bool:
    """Whether the two texts may speak of one time: the evidence meets all dates of the claim.

    «12 декабря 2024 года принят бюджет на 2025 год» is of another time than a budget «на 2024 год».
    A sentence without dates speaks of the time of its passage, or of its publication.
    """
    offered = evidence.dates or passage.dates
    return all(
        any(meet(one, other) is not Meeting.APART for other in offered)
        or (not evidence.dates and _is_recent(one, evidence))
        for one in claim.dates
    )


def _is_recent(mention: DateMention, evidence: Facts) -> bool:
    """Whether the date is of the weeks before the evidence's publication."""
    day = evidence.published_at
    return day is None or (mention.first <= day and mention.last >= day - RECENT)
