"""How English writes dates, as an ordered table of rules over levelled text."""

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
    DASH,
    DAY,
    FUTURE,
    MONTH,
    OPTIONAL_YEAR,
    PART,
    WEEKDAY,
    WHICH,
    YEAR,
    YEAR_DIGITS,
    YEAR_OFFSETS,
    in_year,
    read_day,
    read_month,
    read_part,
    read_weekday,
)
from workers.languages.dates.neutral import ISO_DATE, read_day_month_year
from workers.languages.dates.periods import Period, join_periods
from workers.languages.dates.rules import DateRule, DateRules, rule
from workers.languages.numerals.reader import find_numbers

Match = re.Match[str]
_SEASON_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_DAYS_AWAY = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_NINETIES = {
    "twenties": 1920,
    "thirties": 1930,
    "forties": 1940,
    "fifties": 1950,
    "sixties": 1960,
    "seventies": 1970,
    "eighties": 1980,
    "nineties": 1990,
}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}


def _day(match: Match, anchor: Anchor) -> Resolved:
    month, day = read_month(match["month"]), read_day(match["day"])
    return in_year(match, anchor, lambda year: periods.day_of(year, month, day))


def _days(match: Match, anchor: Anchor) -> Resolved:
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


def _slashed(match: Match, _: Anchor) -> Resolved:
    """11/12/2025 is November in one country and December in the next: unresolved unless clear."""
    one, other, year = int(match["one"]), int(match["other"]), int(match["year"])
    if one > 12:
        return fixed(periods.day_of(year, other, one))
    if other > 12 or one == other:
        return fixed(periods.day_of(year, one, other))
    return UNRESOLVED


def _month(match: Match, anchor: Anchor) -> Resolved:
    month = read_month(match["month"])
    return in_year(
        match, anchor, lambda year: read_part(match, periods.months_of(year, month, month))
    )


def _months(match: Match, anchor: Anchor) -> Resolved:
    first, last = read_month(match["month"]), read_month(match["month_to"])

    def build(year: int) -> Period:
        start = periods.months_of(year if first <= last else year - 1, first, first)
        return join_periods((start, periods.months_of(year, last, last)))

    return in_year(match, anchor, build)


def _relative_named_month(match: Match, anchor: Anchor) -> Resolved:
    """ "last November": the latest one that is over; "next May": the first to come."""
    month, offset = read_month(match["month"]), YEAR_OFFSETS[match["which"].lower()]

    def build(today: date) -> Period:
        is_before = month < today.month if offset < 0 else month > today.month
        year = today.year if offset == 0 or is_before else today.year + offset
        return periods.months_of(year, month, month)

    return relative_to(anchor, build)


def _quarter(match: Match, anchor: Anchor) -> Resolved:
    number = _read_ordinal(match["quarter"])
    return in_year(match, anchor, lambda year: periods.quarter_of(year, number))


def _half(match: Match, anchor: Anchor) -> Resolved:
    number = _read_ordinal(match["half"])
    return in_year(match, anchor, lambda year: periods.half_of(year, number))


def _read_ordinal(written: str) -> int:
    return int(written[0]) if written[0].isdigit() else _ORDINALS[written.lower()]


def _season(match: Match, anchor: Anchor) -> Resolved:
    month = _SEASON_MONTHS[match["season"].lower()]
    which = match.groupdict().get("which")
    if which:
        offset = YEAR_OFFSETS[which.lower()]
        return relative_to(anchor, lambda today: periods.season_near(today, month, offset))
    return in_year(match, anchor, lambda year: periods.season_of(year, month))


def _years(match: Match, _: Anchor) -> Resolved:
    first, written = int(match["year"]), match["year_to"]
    last = int(written) if len(written) == 4 else first - first % 100 + int(written)
    return fixed(read_part(match, periods.years_of(first, last)))


def _year(match: Match, anchor: Anchor) -> Resolved:
    return in_year(match, anchor, lambda year: read_part(match, periods.year_of(year)))


def _decade(match: Match, _: Anchor) -> Resolved:
    """ "the 1990s", "the '90s"; "the '20s" may be of either century."""
    written = match["decade"]
    if len(written) == 4:
        return fixed(read_part(match, periods.decade_of(int(written))))
    if written in {"10", "20"}:
        return UNRESOLVED
    first = 2000 if written == "00" else 1900 + int(written)
    return fixed(read_part(match, periods.decade_of(first)))


def _decade_in_words(match: Match, _: Anchor) -> Resolved:
    return fixed(read_part(match, periods.decade_of(_NINETIES[match["decade"].lower()])))


def _century(match: Match, _: Anchor) -> Resolved | None:
    first = read_day(match.groupdict().get("century_from") or match["century"])
    last = read_day(match["century"])
    if not 1 <= first <= last <= 30:
        return None
    return fixed(
        read_part(match, join_periods((periods.century_of(first), periods.century_of(last))))
    )


def _unresolved(_: Match, __: Anchor) -> Resolved:
    return UNRESOLVED


def _named_day(match: Match, anchor: Anchor) -> Resolved:
    return days_away(anchor, _DAYS_AWAY[match["word"].lower()])


def _weekday(match: Match, anchor: Anchor) -> Resolved:
    which = match.groupdict().get("which")
    weeks = YEAR_OFFSETS[which.lower()] if which else None
    return weekday_near(anchor, read_weekday(match["weekday"]), weeks=weeks or None)


def _relative(match: Match, anchor: Anchor) -> Resolved:
    """ "last week", "this month"."""
    offset, unit = YEAR_OFFSETS[match["which"].lower()], match["unit"].lower()
    return relative_to(anchor, lambda today: periods.ago(today, -offset, unit))


def _ago(match: Match, anchor: Anchor) -> Resolved | None:
    counted = find_numbers(match["count"], "en")
    count = int(counted[0].value) if counted else 1  # "a year ago"
    return relative_to(anchor, lambda today: periods.ago(today, count, match["unit"].lower()))


_CENTURY = r"(?:\d\d?(?:st|nd|rd|th)|(?:twenty-)?[a-z]+(?:th|st|nd|rd))"
_WEEKDAY_BEFORE = rf"(?:{WEEKDAY},? )?"
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
_COUNT = r"(?P<count>an?|\d+|[a-z]+(?:-[a-z]+)?)"
_TO = rf"(?:{DASH}| to | until | through )"
# After these a four-digit number is a year even before a plural: "the 2014 elections".
_STRONG_LEAD = r"\b(?:since|the|until|till|circa|year|season|early|late|mid|during|back in)"
_LEAD = (
    r"\b(?:in|by|from|before|after|of|for|to|and|between|through|summer|spring|winter|autumn|fall)"
)

RULES: tuple[DateRule, ...] = (
    rule(
        "before Christ",
        r"\b(?:\d+(?:st|nd|rd|th)?(?: century| centuries| millennium)?) (?:BCE?|B\.C\.)",
        _unresolved,
    ),
    rule("ISO", ISO_DATE, read_day_month_year),
    rule(
        "slashed",
        (
            r"(?<![\d./-])(?P<one>\d\d?)(?P<mark>[./])(?P<other>\d\d?)(?P=mark)(?P<year>(?:1\d"
            r"|20)\d\d)(?![\d/.]\d)"
        ),
        _slashed,
    ),
    rule(
        "days across months",
        (
            rf"\b(?P<month>{MONTH}) (?P<day>{DAY}){_TO}(?P<month_to>{MONTH}) (?P<day_to>{DAY})"
            rf"{OPTIONAL_YEAR}"
        ),
        _days,
    ),
    rule(
        "days across months, day first",
        (
            rf"\b(?P<day>{DAY}) (?P<month>{MONTH}){_TO}(?P<day_to>{DAY}) (?P<month_to>{MONTH})"
            rf"{OPTIONAL_YEAR}"
        ),
        _days,
    ),
    rule(
        "days of a month",
        rf"\b(?P<month>{MONTH}) (?P<day>{DAY}){_TO}(?P<day_to>{DAY}){OPTIONAL_YEAR}",
        _days,
    ),
    rule(
        "days of a month, day first",
        rf"\b(?P<day>{DAY}){_TO}(?P<day_to>{DAY}) (?P<month>{MONTH}){OPTIONAL_YEAR}",
        _days,
    ),
    rule(
        "between days",
        (
            rf"\bbetween (?P<date>(?P<month>{MONTH}) (?P<day>{DAY}) and (?:(?P<month_to>"
            rf"{MONTH}) )?(?P<day_to>{DAY}){OPTIONAL_YEAR})"
        ),
        _days,
    ),
    rule(
        "between days, day first",
        (
            rf"\bbetween (?P<date>(?P<day>{DAY}) and (?P<day_to>{DAY}) (?P<month>{MONTH})"
            rf"{OPTIONAL_YEAR})"
        ),
        _days,
    ),
    rule(
        "day of a month, day first",
        rf"\b{_WEEKDAY_BEFORE}(?:the )?(?P<day>{DAY}) (?:of )?(?P<month>{MONTH}){OPTIONAL_YEAR}",
        _day,
    ),
    rule(
        "day of a month",
        rf"\b{_WEEKDAY_BEFORE}(?P<month>{MONTH}) (?:the )?(?P<day>{DAY})\b{OPTIONAL_YEAR}",
        _day,
    ),
    rule("months", rf"\b(?P<month>{MONTH}){_TO}(?P<month_to>{MONTH}){OPTIONAL_YEAR}", _months),
    rule("month and year", rf"\b(?:{PART})?(?P<month>{MONTH}),? (?:of )?{YEAR}", _month),
    rule(
        "relative named month", rf"\b(?P<which>{WHICH}) (?P<month>{MONTH})\b", _relative_named_month
    ),
    rule("part of a month", rf"\b{PART}(?P<month>{MONTH})", _month),
    rule(
        "month",
        (
            rf"\b(?:in|since|until|till|by|from|during|for|of|throughout) (?P<date>(?P<month>"
            rf"{MONTH}))(?! \d)(?! [A-Z])"
        ),
        _month,
    ),
    rule(
        "quarter",
        (
            rf"\b(?P<quarter>first|second|third|fourth|final|[1-4](?:st|nd|rd|th)) quarter"
            rf"(?: of(?: the year(?! \d))?)?{OPTIONAL_YEAR}"
        ),
        _quarter,
    ),
    rule("Q1", rf"\bQ(?P<quarter>[1-4]){OPTIONAL_YEAR}", _quarter),
    rule("half of a named year", rf"\b(?P<half>first|second) half of (?:the )?{YEAR}", _half),
    rule("half of the year", rf"\b(?P<half>first|second) half of the year\b{OPTIONAL_YEAR}", _half),
    rule("H1", rf"\bH(?P<half>[12]) {YEAR}", _half),
    rule("season and year", rf"\b{_SEASON},?(?: of)? {YEAR}", _season),
    rule("relative season", rf"\b(?P<which>{WHICH}) {_SEASON}\b", _season),
    rule("season", rf"\bin (?P<date>(?:the )?{_SEASON})\b", _season),
    rule(
        "years",
        (
            rf"(?<![\d.,$-])(?P<year>{YEAR_DIGITS})[-—](?P<year_to>{YEAR_DIGITS}|\d\d)(?![\d-])"
            rf"(?![.,]\d)"
        ),
        _years,
    ),
    rule(
        "years in words",
        (
            rf"\bfrom (?P<date>(?P<year>{YEAR_DIGITS}) (?:to|until|through) (?P<year_to>"
            rf"{YEAR_DIGITS}))\b(?![.,]\d)"
        ),
        _years,
    ),
    rule(
        "between years",
        rf"\bbetween (?P<date>(?P<year>{YEAR_DIGITS}) and (?P<year_to>{YEAR_DIGITS}))\b(?![.,]\d)",
        _years,
    ),
    rule(
        "season of two years",
        rf"(?<![\d.,-])(?P<year>{YEAR_DIGITS})/(?P<year_to>\d\d|{YEAR_DIGITS})(?![\d/])",
        _years,
    ),
    rule("decade", rf"\b(?:{PART})?(?:the )?(?P<decade>(?:1\d|20)\d0)'?s\b", _decade),
    rule("decade, short", rf"\b(?:{PART})?the '?(?P<decade>\d0)'?s\b", _decade),
    rule(
        "decade in words",
        rf"\b(?:{PART})?the (?P<decade>{'|'.join(_NINETIES)})\b",
        _decade_in_words,
    ),
    rule(
        "century",
        (
            rf"\b(?:{PART})?(?:the )?(?:(?P<century_from>{_CENTURY})(?: and |{DASH}| to ))?"
            rf"(?P<century>{_CENTURY})[ -]centur(?:y|ies)\b"
        ),
        _century,
    ),
    rule("part of a year", rf"\b{PART}(?P<year>{YEAR_DIGITS})\b(?![.,]\d|%)", _year),
    rule(
        "year after a strong lead",
        (
            rf"{_STRONG_LEAD} (?P<date>(?P<year>{YEAR_DIGITS}))\b(?![.,]\d|%| people| million"
            rf"| percent| per cent)"
        ),
        _year,
    ),
    rule(
        "year after a lead",
        (
            rf"{_LEAD} (?P<date>(?P<year>{YEAR_DIGITS}))\b(?![.,]\d|%| [a-z]+s\b| people| of\b"
            rf"| million| percent)"
        ),
        _year,
    ),
    rule(
        "year before a mark",
        rf"(?<![\w.,$€£:/-])(?<![\d] )(?P<year>{YEAR_DIGITS})(?=[,.;:)\]!?](?!\d)|\n|$)",
        _year,
    ),
    rule("relative year", rf"\b(?:{PART})?(?:the )?(?P<which_year>{WHICH}) year\b", _year),
    rule("relative week", rf"\b(?P<which>{WHICH}) (?P<unit>week|month)\b", _relative),
    rule("weekday", rf"\b(?:(?P<which>{WHICH}) )?(?P<weekday>{WEEKDAY})", _weekday),
    rule("ago", rf"\b{_COUNT} (?P<unit>day|week|month|year)s? ago\b", _ago),
    rule("named day", r"\b(?P<word>yesterday|today|tonight|tomorrow)\b", _named_day),
)
ENGLISH_DATES = DateRules(RULES, FUTURE)
