"""What each way of writing a date in English covers: a match to what it resolves to."""

import re
from datetime import date

from workers.languages.dates import periods
from workers.languages.dates.anchoring import (
    UNRESOLVED,
    Anchor,
    Resolved,
    days_away,
    fixed,
    relative_to,
    weekday_near,
)
from workers.languages.dates.english_patterns import (
    DECADES_IN_WORDS,
    YEAR_OFFSETS,
    in_year,
    read_day,
    read_month,
    read_part,
    read_weekday,
)
from workers.languages.dates.periods import Period, join_periods
from workers.languages.numerals.reader import find_numbers

Match = re.Match[str]
_SEASON_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_DAYS_AWAY = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}


def day(match: Match, anchor: Anchor) -> Resolved:
    month, day = read_month(match["month"]), read_day(match["day"])
    return in_year(match, anchor, lambda year: periods.day_of(year, month, day))


def days(match: Match, anchor: Anchor) -> Resolved:
    """From a day to a day; "December 28 - January 3, 2025" starts in the year before."""
    groups = match.groupdict()
    first_month = read_month(match["month"])
    last_month = read_month(groups.get("month_to") or match["month"])
    first, last = read_day(match["day"]), read_day(match["day_to"])

    def build(year: int) -> Period:
        start_year = year - 1 if (first_month, first) > (last_month, last) else year
        start = periods.day_of(start_year, first_month, first)
        return join_periods((start, periods.day_of(year, last_month, last)))

    return in_year(match, anchor, build)


def slashed(match: Match, _: Anchor) -> Resolved:
    """11/12/2025 is November in one country and December in the next: unresolved unless clear."""
    one, other, year = int(match["one"]), int(match["other"]), int(match["year"])
    if one > 12:
        return fixed(periods.day_of(year, other, one))
    if other > 12 or one == other:
        return fixed(periods.day_of(year, one, other))
    return UNRESOLVED


def month(match: Match, anchor: Anchor) -> Resolved:
    month = read_month(match["month"])
    return in_year(
        match, anchor, lambda year: read_part(match, periods.months_of(year, month, month))
    )


def months(match: Match, anchor: Anchor) -> Resolved:
    first, last = read_month(match["month"]), read_month(match["month_to"])

    def build(year: int) -> Period:
        start = periods.months_of(year if first <= last else year - 1, first, first)
        return join_periods((start, periods.months_of(year, last, last)))

    return in_year(match, anchor, build)


def relative_named_month(match: Match, anchor: Anchor) -> Resolved:
    """ "last November": the latest one that is over; "next May": the first to come."""
    month, offset = read_month(match["month"]), YEAR_OFFSETS[match["which"].lower()]

    def build(today: date) -> Period:
        is_before = month < today.month if offset < 0 else month > today.month
        year = today.year if offset == 0 or is_before else today.year + offset
        return periods.months_of(year, month, month)

    return relative_to(anchor, build)


def quarter(match: Match, anchor: Anchor) -> Resolved:
    number = _read_ordinal(match["quarter"])
    return in_year(match, anchor, lambda year: periods.quarter_of(year, number))


def half(match: Match, anchor: Anchor) -> Resolved:
    number = _read_ordinal(match["half"])
    return in_year(match, anchor, lambda year: periods.half_of(year, number))


def _read_ordinal(written: str) -> int:
    return int(written[0]) if written[0].isdigit() else _ORDINALS[written.lower()]


def season(match: Match, anchor: Anchor) -> Resolved:
    month = _SEASON_MONTHS[match["season"].lower()]
    which = match.groupdict().get("which")
    if which:
        offset = YEAR_OFFSETS[which.lower()]
        return relative_to(anchor, lambda today: periods.season_near(today, month, offset))
    return in_year(match, anchor, lambda year: periods.season_of(year, month))


def years(match: Match, _: Anchor) -> Resolved | None:
    first, written = int(match["year"]), match["year_to"]
    last = int(written) if len(written) == 4 else first - first % 100 + int(written)
    return fixed(read_part(match, periods.years_of(first, last))) if first <= last else None


def year(match: Match, anchor: Anchor) -> Resolved:
    return in_year(match, anchor, lambda year: read_part(match, periods.year_of(year)))


def decade(match: Match, _: Anchor) -> Resolved:
    """ "the 1990s", "the '90s"; "the '20s" may be of either century."""
    written = match["decade"]
    if len(written) == 4:
        return fixed(read_part(match, periods.decade_of(int(written))))
    if written in {"10", "20"}:
        return UNRESOLVED
    first = 2000 if written == "00" else 1900 + int(written)
    return fixed(read_part(match, periods.decade_of(first)))


def decade_in_words(match: Match, _: Anchor) -> Resolved:
    return fixed(read_part(match, periods.decade_of(DECADES_IN_WORDS[match["decade"].lower()])))


def century(match: Match, _: Anchor) -> Resolved | None:
    first = read_day(match.groupdict().get("century_from") or match["century"])
    last = read_day(match["century"])
    if not 1 <= first <= last <= 30:
        return None
    return fixed(
        read_part(match, join_periods((periods.century_of(first), periods.century_of(last))))
    )


def unresolved(_: Match, __: Anchor) -> Resolved:
    return UNRESOLVED


def named_day(match: Match, anchor: Anchor) -> Resolved:
    return days_away(anchor, _DAYS_AWAY[match["word"].lower()])


def weekday(match: Match, anchor: Anchor) -> Resolved:
    which = match.groupdict().get("which")
    weeks = YEAR_OFFSETS[which.lower()] if which else None
    return weekday_near(anchor, read_weekday(match["weekday"]), weeks=weeks or None)


def relative(match: Match, anchor: Anchor) -> Resolved:
    """ "last week", "this month"."""
    offset, unit = YEAR_OFFSETS[match["which"].lower()], match["unit"].lower()
    return relative_to(anchor, lambda today: periods.ago(today, -offset, unit))


def ago(match: Match, anchor: Anchor) -> Resolved | None:
    counted = find_numbers(match["count"], "en")
    count = int(counted[0].value) if counted else 1  # "a year ago"
    return relative_to(anchor, lambda today: periods.ago(today, count, match["unit"].lower()))
