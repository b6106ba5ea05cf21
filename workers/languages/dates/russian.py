"""How Russian writes dates, as an ordered table of rules over levelled text."""

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
from workers.languages.dates.neutral import DAY_MONTH_YEAR, ISO_DATE, read_day_month_year
from workers.languages.dates.periods import Period, join_periods
from workers.languages.dates.rules import DateRule, DateRules, rule
from workers.languages.dates.russian_patterns import (
    ANY_MONTH,
    DASH,
    DAY,
    FUTURE,
    MONTH,
    OPTIONAL_YEAR,
    PART,
    ROMAN,
    WEEKDAY,
    WHICH,
    YEAR,
    YEAR_DIGITS,
    YEAR_IN_WORDS,
    YEAR_SUFFIX,
    YEAR_WORD,
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
_DECADE_STEMS = {
    "нулев": 2000,
    "тридцат": 1930,
    "сороков": 1940,
    "пятидесят": 1950,
    "шестидесят": 1960,
    "семидесят": 1970,
    "восьмидесят": 1980,
    "девяност": 1990,
}


def _day(match: Match, anchor: Anchor) -> Resolved:
    month, day = read_month(match["month"]), read_day(match["day"])
    return in_year(match, anchor, lambda year: periods.day_of(year, month, day))


def _days(match: Match, anchor: Anchor) -> Resolved:
    """From a day to a day; «28 декабря – 3 января 2025» starts in the year before."""
    last_month = read_month(match["month"])
    first_month = read_month(match.groupdict().get("month_from") or match["month"])
    first, last = read_day(match["day"]), read_day(match["day_to"])

    def build(year: int) -> Period:
        end = periods.day_of(year, last_month, last)
        start_year = year - 1 if (first_month, first) > (last_month, last) else year
        return join_periods((periods.day_of(start_year, first_month, first), end))

    return in_year(match, anchor, build)


def _month(match: Match, anchor: Anchor) -> Resolved:
    month = read_month(match["month"])
    return in_year(
        match, anchor, lambda year: read_part(match, periods.months_of(year, month, month))
    )


def _months(match: Match, anchor: Anchor) -> Resolved:
    first, last = read_month(match["month_from"]), read_month(match["month"])

    def build(year: int) -> Period:
        if first <= last:
            return periods.months_of(year, first, last)
        start = periods.months_of(year - 1, first, first)
        return join_periods((start, periods.months_of(year, last, last)))

    return in_year(match, anchor, build)


def _first_months(match: Match, anchor: Anchor) -> Resolved:
    """«за девять месяцев 2024 года»: January to September."""
    count = read_whole_number(match["count"], "ru")
    return in_year(match, anchor, lambda year: periods.months_of(year, 1, count))


def _quarter(match: Match, anchor: Anchor) -> Resolved:
    number = _read_quarter(match["quarter"])
    return in_year(match, anchor, lambda year: periods.quarter_of(year, number))


def _half(match: Match, anchor: Anchor) -> Resolved:
    number = _read_quarter(match["half"])
    return in_year(match, anchor, lambda year: periods.half_of(year, number))


def _read_quarter(written: str) -> int:
    lowered = written.lower()
    if lowered[0].isdigit():
        return int(lowered[0])
    exact = _ORDINAL_QUARTERS.get(lowered)
    return exact or next(n for stem, n in _ORDINAL_QUARTERS.items() if lowered.startswith(stem))


def _season(match: Match, anchor: Anchor) -> Resolved:
    month = _SEASON_MONTHS[match["season"][:3].lower()]
    which = match.groupdict().get("which")
    if which:
        offset = read_offset(which)
        if which.lower().startswith("прошл"):  # «прошлым летом» is last year's even in autumn
            return relative_to(anchor, lambda today: periods.season_in(today.year - 1, month))
        return relative_to(anchor, lambda today: periods.season_near(today, month, offset))
    return in_year(match, anchor, lambda year: periods.season_of(year, month))


def _winter(match: Match, _: Anchor) -> Resolved:
    return fixed(periods.winter_across(int(match["year"])))


def _years(match: Match, _: Anchor) -> Resolved:
    """«2014–2016», «2014/15», «в 2014 и 2015 годах» between their ends."""
    first, written = int(match["year"]), match["year_to"]
    last = int(written) if len(written) == 4 else first - first % 100 + int(written)
    return fixed(periods.years_of(first, last))


def _year(match: Match, anchor: Anchor) -> Resolved:
    return in_year(match, anchor, lambda year: read_part(match, periods.year_of(year)))


def _decade(match: Match, _: Anchor) -> Resolved | None:
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


def _decade_in_words(match: Match, _: Anchor) -> Resolved:
    stem = next(stem for stem in _DECADE_STEMS if match["decade"].lower().startswith(stem))
    return fixed(read_part(match, periods.decade_of(_DECADE_STEMS[stem])))


def _century(match: Match, _: Anchor) -> Resolved | None:
    last = read_century(match["century"])
    first = read_century(match.groupdict().get("century_from") or match["century"])
    if not 1 <= first <= last <= 30:
        return None
    whole = join_periods((periods.century_of(first), periods.century_of(last)))
    return fixed(read_part(match, whole))


def _unresolved(_: Match, __: Anchor) -> Resolved:
    return UNRESOLVED


def _named_day(match: Match, anchor: Anchor) -> Resolved:
    return days_away(anchor, _DAYS_AWAY[match["word"].lower()])


def _adjective_day(match: Match, anchor: Anchor) -> Resolved:
    return days_away(anchor, {"вчер": -1, "сего": 0, "завт": 1}[match["word"][:4].lower()])


def _weekday(match: Match, anchor: Anchor) -> Resolved:
    which = match["which"]
    weeks = read_offset(which) if which else None
    return weekday_near(anchor, read_weekday(match["weekday"]), weeks=weeks or None)


def _week(match: Match, anchor: Anchor) -> Resolved:
    days = 7 * read_offset(match["which"])
    return relative_to(anchor, lambda today: periods.week_of(periods.shift_days(today, days)))


def _relative_month(match: Match, anchor: Anchor) -> Resolved:
    offset = read_offset(match["which"])
    return relative_to(anchor, lambda today: periods.month_of(periods.shift_months(today, offset)))


def _ago(match: Match, anchor: Anchor) -> Resolved | None:
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


def _since_new_year(_: Match, anchor: Anchor) -> Resolved:
    return relative_to(anchor, lambda today: Period(periods.year_of(today.year).first, today))


_BEFORE_CHRIST = (
    r"(?: год[ауе]?| г\.| в\.| век[ае]?| веков| тысячелети[еяию])? до (?:нашей эры|н\. ?э)"
)
_SEASON_FORM = r"(?:весн(?:ой|ы|а|у|е)|лет(?:ом|а|о)|осень?ю?|осени|зим(?:ой|ы|а|у|е))"
_WEEKDAY_BEFORE = rf"(?:{WEEKDAY},? )?"
_WEEKDAY_AFTER = rf"(?:,? во? {WEEKDAY}| ?\({WEEKDAY}\))?"
_ORDINAL_HALF = r"(?:перв|втор)[а-я]{2,3}|[12](?:-?[а-я]{1,2})?|II?"
_CENTURY = rf"(?:{ROMAN}|\d\d?(?:-?(?:й|го|м|ом))?|[а-я]+(?:ый|ой|ого|ом|ему|ем|его|ий))"
_CENTURY_WORD = r"(?:(?:век[ауе]?|веков|веками?|столети[еяию])\b|вв?\.)"
_MONTH_LEAD = (
    r"\b(?:в|во|к|ко|с|со|до|за|по|на|после|от|около|течение|начал[аеоу]|конц[аеу]"
    r"|конец|середин[аеуы]"
    r"|числах|весь) "
)

RULES: tuple[DateRule, ...] = (
    rule(
        "before Christ",
        rf"\b(?:{ROMAN}|\d+)(?:{DASH}(?:{ROMAN}|\d+))?(?:-?[а-я]{{1,2}})?{_BEFORE_CHRIST}",
        _unresolved,
    ),
    rule("ISO", ISO_DATE, read_day_month_year),
    rule("day.month.year", DAY_MONTH_YEAR, read_day_month_year),
    rule(
        "days across months",
        rf"\b(?P<day>{DAY}) (?P<month_from>{ANY_MONTH})(?:{DASH}| по | до | и )"
        rf"(?P<day_to>{DAY}) (?P<month>{ANY_MONTH}){OPTIONAL_YEAR}",
        lambda match, anchor: None if " и " in match[0] else _days(match, anchor),
    ),
    rule(
        "days of a month",
        (
            rf"\b(?P<day>{DAY})(?:{DASH}| по | до )(?P<day_to>{DAY}) (?P<month>{ANY_MONTH})"
            rf"{OPTIONAL_YEAR}"
        ),
        _days,
    ),
    rule(
        "between days",
        rf"\bмежду (?P<date>(?P<day>{DAY})(?: (?P<month_from>{ANY_MONTH}))? и (?P<day_to>{DAY}) "
        rf"(?P<month>{ANY_MONTH}){OPTIONAL_YEAR})",
        _days,
    ),
    rule(
        "listed days",
        (
            rf"\b(?P<date>(?P<day>{DAY}))(?=(?:, {DAY})*,? (?:и|или) {DAY} (?P<month>"
            rf"{ANY_MONTH}){OPTIONAL_YEAR})"
        ),
        _day,
    ),
    rule(
        "day of a month",
        rf"\b{_WEEKDAY_BEFORE}(?P<day>{DAY}) (?P<month>{ANY_MONTH}){OPTIONAL_YEAR}{_WEEKDAY_AFTER}",
        _day,
    ),
    rule(
        "months",
        rf"\b(?P<month_from>{ANY_MONTH})(?:{DASH}| по | до )(?P<month>{ANY_MONTH}){OPTIONAL_YEAR}",
        _months,
    ),
    rule("month and year", rf"\b(?:{PART})?(?P<month>{ANY_MONTH}),? {YEAR}", _month),
    rule("part of a month", rf"\b{PART}(?P<month>{MONTH})", _month),
    rule("month", rf"{_MONTH_LEAD}(?P<date>(?P<month>{MONTH}))(?! \d)", _month),
    rule(
        "first months",
        rf"\b(?P<count>\d\d?|[а-я]+) месяц(?:а|ев|ам|ами|ах) {YEAR}",
        _first_months,
    ),
    rule(
        "quarter",
        rf"\b(?P<quarter>(?:перв|втор|трет|четверт)[а-я]{{2,3}}|[1-4](?:-?[а-я]{{1,2}})?"
        rf"|I{{1,3}}|IV)"
        rf" (?:квартал[аеу]?|кв\.){OPTIONAL_YEAR}",
        _quarter,
    ),
    rule("half-year", rf"\b(?P<half>{_ORDINAL_HALF}) полугоди[еяию]{OPTIONAL_YEAR}", _half),
    rule(
        "winter across years",
        rf"\bзим(?:ой|ы|а|у|е) (?P<year>{YEAR_DIGITS}) ?[-—/] ?\d{{2,4}}(?: год\w*| гг\.)?",
        _winter,
    ),
    rule("season and year", rf"\b(?P<season>{_SEASON_FORM}) {YEAR}", _season),
    rule(
        "relative season",
        rf"\b(?P<which>{WHICH}) (?P<season>{_SEASON_FORM})\b",
        _season,
    ),
    rule("season", r"\b(?P<season>весной|летом|осенью|зимой)\b", _season),
    rule(
        "decade",
        rf"\b(?:{PART})?(?P<decade>(?:1\d|20)\d0|\d0)-?(?:х|е|м|ми)\b(?= год|,|\.|\)| и |$"
        rf"| [а-я]*(?:XX|XI))"
        rf"(?: (?:год[а-я]*|гг\.))?(?: (?P<century>{_CENTURY}) {_CENTURY_WORD})?",
        _decade,
    ),
    rule(
        "decade, short",
        (
            rf"\b(?:в|с|до|к|из|на|после) (?P<date>(?:{PART})?(?P<decade>(?:1\d|20)\d0|\d0)-?"
            rf"(?:х|е|м|ми)\b)"
        ),
        _decade,
    ),
    rule(
        "decade in words",
        rf"\b(?:{PART})?(?P<decade>{'|'.join(_DECADE_STEMS)})(?:ых|ые|ым|ыми) год[а-я]+",
        _decade_in_words,
    ),
    rule(
        "decade in words, short",
        (
            rf"(?:\b(?:в|с|до|к) |\b(?=начал|конец|конц|середин))(?P<date>(?:{PART})?"
            rf"(?P<decade>{'|'.join(_DECADE_STEMS)})(?:ых|ые|ым))\b(?! [а-я]+(?:ых|их|ов|ей)\b)"
        ),
        _decade_in_words,
    ),
    rule(
        "years",
        rf"(?<![\d.,-])(?P<year>{YEAR_DIGITS}){YEAR_SUFFIX}(?: ?{YEAR_WORD})?{DASH}"
        rf"(?P<year_to>{YEAR_DIGITS})(?!\d)"
        rf"{YEAR_SUFFIX}(?: ?(?:год[а-я]*|гг\.|г\.))?",
        _years,
    ),
    rule(
        "years in words",
        rf"\b(?P<year>{YEAR_DIGITS}){YEAR_SUFFIX}(?: ?{YEAR_WORD})? (?:по|до) (?P<year_to>"
        rf"{YEAR_DIGITS}){YEAR_SUFFIX}"
        r" ?(?:год[а-я]*|гг\.|г\.)?",
        _years,
    ),
    rule(
        "between years",
        (
            rf"\bмежду (?P<date>(?P<year>{YEAR_DIGITS}){YEAR_SUFFIX} и (?P<year_to>"
            rf"{YEAR_DIGITS}){YEAR_SUFFIX}(?: год[а-я]*)?)"
        ),
        _years,
    ),
    rule(
        "season of two years",
        (
            rf"(?<![\d.,-])(?P<year>{YEAR_DIGITS})/(?P<year_to>\d\d|{YEAR_DIGITS})(?!\d)"
            rf"(?: год[а-я]*| гг\.)?"
        ),
        _years,
    ),
    rule(
        "listed years",
        rf"\b(?P<date>(?P<year>{YEAR_DIGITS}){YEAR_SUFFIX})(?=(?:, {YEAR_DIGITS}"
        rf"{YEAR_SUFFIX})*,? (?:и|или) {YEAR_DIGITS}"
        rf"{YEAR_SUFFIX} (?:год|гг))",
        _year,
    ),
    rule(
        "year",
        rf"\b(?:{PART})?(?:(?P<year>{YEAR_DIGITS}){YEAR_SUFFIX} ?(?:{YEAR_WORD}|гг\.|годах"
        rf"|годов|годы)"
        rf"|(?P<year_words>{YEAR_IN_WORDS}){YEAR_WORD})",
        _year,
    ),
    rule("early year", r"\b(?:в|к|до|с) (?P<date>(?P<year>[3-9]\d\d)(?:-?м)? год[ау]\b)", _year),
    rule(
        "year, short",
        (
            rf"\b(?:в|к|с|до|по|после|из|на|от|{PART}) ?(?P<date>(?P<year>{YEAR_DIGITS})-(?:м"
            rf"|го|му|й|ом)\b)"
        ),
        _year,
    ),
    rule(
        "bare year",
        (
            rf"\b(?:в|к|с|до|по|после|от) (?P<date>(?P<year>{YEAR_DIGITS}))(?=[,.;:)!?»\n](?!"
            rf"\d)|$| и | а | но | [-—] )"
        ),
        _year,
    ),
    rule("year in brackets", rf"(?<=\()(?P<year>{YEAR_DIGITS})(?=[,)])", _year),
    rule("relative year", rf"\b(?:{PART})?(?P<which_year>{WHICH}) год(?:а|у|ом|е)?\b", _year),
    rule(
        "century",
        (
            rf"\b(?:{PART})?(?:(?P<century_from>{_CENTURY})(?:{DASH}| и ))?"
            rf"(?P<century>{_CENTURY}) {_CENTURY_WORD}"
        ),
        _century,
    ),
    rule(
        "weekday",
        (
            rf"\b(?:в|во|с|со|до|утром|вечером|днем|к) (?P<date>(?:(?P<which>{WHICH}) )?"
            rf"(?P<weekday>{WEEKDAY}))"
        ),
        _weekday,
    ),
    rule("relative week", rf"\b(?P<which>{WHICH}) недел[яюеи]\b", _week),
    rule("relative month", rf"\b(?P<which>{WHICH}) месяц[аеу]?\b", _relative_month),
    rule(
        "ago",
        (
            r"\b(?:(?P<count>\d+|[а-я]+(?: [а-я]+)?) )?(?P<unit>день|дня|дней|сутки|суток"
            r"|недел[юиь]|месяц(?:а|ев)?|года?|лет) назад\b"
        ),
        _ago,
    ),
    rule("since new year", r"\bс (?P<date>начала года)\b", _since_new_year),
    rule("named day", r"\b(?P<word>позавчера|вчера|сегодня|завтра|послезавтра)\b", _named_day),
    rule(
        "the day before",
        r"\b(?P<word>накануне)\b(?! [а-я]+(?:ов|ев|ей|ия|ого|его|ых|их|ой|ы|а|я|и)\b)",
        _named_day,
    ),
    rule("adjective day", r"\b(?P<word>вчерашн|сегодняшн|завтрашн)[а-я]+", _adjective_day),
)
RUSSIAN_DATES = DateRules(RULES, FUTURE)
