"""What each way of writing a date in Russian covers: a match to what it resolves to."""

import re

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
from workers.languages.dates.periods import Period, join_periods
from workers.languages.dates.russian_patterns import (
    DECADE_STEMS,
    in_year,
    read_century,
    read_day,
    read_month,
    read_offset,
    read_part,
    read_weekday,
)
from workers.languages.numerals.reader import find_numbers, read_whole_number

Match = re.Match[str]
_SEASON_MONTHS = {"вес": 3, "лет": 6, "осе": 9, "зим": 12}
_DAYS_AWAY = {
    "позавчера": -2,
    "вчера": -1,
    "накануне": -1,
    "сегодня": 0,
    "завтра": 1,
    "послезавтра": 2,
}
_ORDINAL_QUARTERS = {
    "перв": 1,
    "втор": 2,
    "трет": 3,
    "четверт": 4,
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
}


def day(match: Match, anchor: Anchor) -> Resolved:
    month, day = read_month(match["month"]), read_day(match["day"])
    return in_year(match, anchor, lambda year: periods.day_of(year, month, day))


def days(match: Match, anchor: Anchor) -> Resolved:
    """From a day to a day; «28 декабря – 3 января 2025» starts in the year before."""
    last_month = read_month(match["month"])
    first_month = read_month(match.groupdict().get("month_from") or match["month"])
    first, last = read_day(match["day"]), read_day(match["day_to"])

    def build(year: int) -> Period:
        end = periods.day_of(year, last_month, last)
        start_year = year - 1 if (first_month, first) > (last_month, last) else year
        return join_periods((periods.day_of(start_year, first_month, first), end))

    return in_year(match, anchor, build)


def month(match: Match, anchor: Anchor) -> Resolved:
    month = read_month(match["month"])
    return in_year(
        match, anchor, lambda year: read_part(match, periods.months_of(year, month, month))
    )


def months(match: Match, anchor: Anchor) -> Resolved:
    first, last = read_month(match["month_from"]), read_month(match["month"])

    def build(year: int) -> Period:
        if first <= last:
            return periods.months_of(year, first, last)
        start = periods.months_of(year - 1, first, first)
        return join_periods((start, periods.months_of(year, last, last)))

    return in_year(match, anchor, build)


def first_months(match: Match, anchor: Anchor) -> Resolved:
    """«за девять месяцев 2024 года»: January to September."""
    count = read_whole_number(match["count"], "ru")
    return in_year(match, anchor, lambda year: periods.months_of(year, 1, count))


def quarter(match: Match, anchor: Anchor) -> Resolved:
    number = _read_quarter(match["quarter"])
    return in_year(match, anchor, lambda year: periods.quarter_of(year, number))


def half(match: Match, anchor: Anchor) -> Resolved:
    number = _read_quarter(match["half"])
    return in_year(match, anchor, lambda year: periods.half_of(year, number))


def _read_quarter(written: str) -> int:
    lowered = written.lower()
    if lowered[0].isdigit():
        return int(lowered[0])
    exact = _ORDINAL_QUARTERS.get(lowered)
    return exact or next(n for stem, n in _ORDINAL_QUARTERS.items() if lowered.startswith(stem))


def season(match: Match, anchor: Anchor) -> Resolved:
    month = _SEASON_MONTHS[match["season"][:3].lower()]
    which = match.groupdict().get("which")
    if which:
        offset = read_offset(which)
        if which.lower().startswith("прошл"):  # «прошлым летом» is last year's even in autumn
            return relative_to(anchor, lambda today: periods.season_in(today.year - 1, month))
        return relative_to(anchor, lambda today: periods.season_near(today, month, offset))
    return in_year(match, anchor, lambda year: periods.season_of(year, month))


def winter(match: Match, _: Anchor) -> Resolved:
    return fixed(periods.winter_across(int(match["year"])))


def years(match: Match, _: Anchor) -> Resolved | None:
    """«2014–2016», «2014/15», «в 2014 и 2015 годах» between their ends."""
    first, written = int(match["year"]), match["year_to"]
    last = int(written) if len(written) == 4 else first - first % 100 + int(written)
    return fixed(periods.years_of(first, last)) if first <= last else None


def year(match: Match, anchor: Anchor) -> Resolved:
    return in_year(match, anchor, lambda year: read_part(match, periods.year_of(year)))


def decade(match: Match, _: Anchor) -> Resolved | None:
    """«90-е», «1990-х», «80-х годов XIX века»; «20-е» may be of either century."""
    written, century = match["decade"], match.groupdict().get("century")
    if not written.endswith("0"):
        return None
    if len(written) == 4:
        return fixed(read_part(match, periods.decade_of(int(written))))
    if century and not read_century(century):  # «прошлого века»: which one, nobody wrote
        return UNRESOLVED
    if century:
        first = (read_century(century) - 1) * 100 + int(written)
        return fixed(read_part(match, periods.decade_of(first)))
    if written in {"10", "20"}:
        return UNRESOLVED
    first = 2000 if written == "00" else 1900 + int(written)
    return fixed(read_part(match, periods.decade_of(first)))


def decade_in_words(match: Match, _: Anchor) -> Resolved:
    stem = next(stem for stem in DECADE_STEMS if match["decade"].lower().startswith(stem))
    return fixed(read_part(match, periods.decade_of(DECADE_STEMS[stem])))


def century(match: Match, _: Anchor) -> Resolved | None:
    last = read_century(match["century"])
    first = read_century(match.groupdict().get("century_from") or match["century"])
    if not 1 <= first <= last <= 30:
        return None
    whole = join_periods((periods.century_of(first), periods.century_of(last)))
    return fixed(read_part(match, whole))


def unresolved(_: Match, __: Anchor) -> Resolved:
    return UNRESOLVED


def named_day(match: Match, anchor: Anchor) -> Resolved:
    return days_away(anchor, _DAYS_AWAY[match["word"].lower()])


def adjective_day(match: Match, anchor: Anchor) -> Resolved:
    return days_away(anchor, {"вчер": -1, "сего": 0, "завт": 1}[match["word"][:4].lower()])


def weekday(match: Match, anchor: Anchor) -> Resolved:
    which = match["which"]
    weeks = read_offset(which) if which else None
    return weekday_near(anchor, read_weekday(match["weekday"]), weeks=weeks or None)


def week(match: Match, anchor: Anchor) -> Resolved:
    days = 7 * read_offset(match["which"])
    return relative_to(anchor, lambda today: periods.week_of(periods.shift_days(today, days)))


def relative_month(match: Match, anchor: Anchor) -> Resolved:
    offset = read_offset(match["which"])
    return relative_to(anchor, lambda today: periods.month_of(periods.shift_months(today, offset)))


def ago(match: Match, anchor: Anchor) -> Resolved | None:
    """«три дня назад» is a day, «две недели назад» a week, «год назад» a year."""
    counted = find_numbers(match["count"] or "один", "ru")
    if len(counted) != 1:
        return None
    count, unit = counted[0].value, match["unit"].lower()
    if count != int(count):  # «полтора года назад»
        return UNRESOLVED
    return relative_to(anchor, lambda today: periods.ago(today, int(count), _UNITS_AGO[unit[:3]]))


_UNITS_AGO = {
    "ден": "day",
    "дня": "day",
    "дне": "day",
    "сут": "day",
    "нед": "week",
    "мес": "month",
    "год": "year",
    "лет": "year",
}


def since_new_year(_: Match, anchor: Anchor) -> Resolved:
    return relative_to(anchor, lambda today: Period(periods.year_of(today.year).first, today))
