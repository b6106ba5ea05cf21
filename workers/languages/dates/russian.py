"""How Russian writes dates, as an ordered table of rules over levelled text."""

from workers.languages.dates import russian_readings as read
from workers.languages.dates.neutral import DAY_MONTH_YEAR, ISO_DATE, read_day_month_year
from workers.languages.dates.rules import DateRule, DateRules, rule
from workers.languages.dates.russian_patterns import (
    ANY_MONTH,
    DASH,
    DAY,
    DECADE_STEMS,
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
)
from workers.languages.dates.tenses import is_foretold_in_russian

_BEFORE_CHRIST = (
    r"(?: год[ауе]?| г\.| в\.| век[ае]?| веков| тысячелети[еяию])? до (?:нашей эры|н\. ?э)"
)
_SEASON_FORM = r"(?:весн(?:ой|ы|а|у|е)|лет(?:ом|а|о|у)|осень?ю?|осени|зим(?:ой|ы|а|у|е))"
_WEEKDAY_BEFORE = rf"(?:{WEEKDAY},? )?"
_WEEKDAY_AFTER = rf"(?: ?\({WEEKDAY}\))?"
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
        read.unresolved,
    ),
    rule("ISO", ISO_DATE, read_day_month_year),
    rule("day.month.year", DAY_MONTH_YEAR, read_day_month_year),
    rule(
        "days across months",
        rf"\b(?P<day>{DAY}) (?P<month_from>{ANY_MONTH})(?:{DASH}| по | до )"
        rf"(?P<day_to>{DAY}) (?P<month>{ANY_MONTH}){OPTIONAL_YEAR}",
        read.days,
    ),
    rule(
        "days of a month",
        (
            rf"\b(?P<day>{DAY})(?:{DASH}| по | до )(?P<day_to>{DAY}) (?P<month>{ANY_MONTH})"
            rf"{OPTIONAL_YEAR}"
        ),
        read.days,
    ),
    rule(
        "between days",
        rf"\bмежду (?P<date>(?P<day>{DAY})(?: (?P<month_from>{ANY_MONTH}))? и (?P<day_to>{DAY}) "
        rf"(?P<month>{ANY_MONTH}){OPTIONAL_YEAR})",
        read.days,
    ),
    rule(
        "listed days",
        (
            rf"\b(?P<date>(?P<day>{DAY}))(?=(?:, {DAY})*,? (?:и|или) {DAY} (?P<month>"
            rf"{ANY_MONTH}){OPTIONAL_YEAR})"
        ),
        read.day,
    ),
    rule(
        "day of a month",
        rf"\b{_WEEKDAY_BEFORE}(?P<day>{DAY}) (?P<month>{ANY_MONTH}){OPTIONAL_YEAR}{_WEEKDAY_AFTER}",
        read.day,
    ),
    rule(
        "months",
        rf"\b(?P<month_from>{ANY_MONTH})(?:{DASH}| по | до )(?P<month>{ANY_MONTH}){OPTIONAL_YEAR}",
        read.months,
    ),
    rule("month and year", rf"\b(?:{PART})?(?P<month>{ANY_MONTH}),? {YEAR}", read.month),
    rule("part of a month", rf"\b{PART}(?P<month>{MONTH})", read.month),
    rule("month", rf"{_MONTH_LEAD}(?P<date>(?P<month>{MONTH}))(?! \d)", read.month),
    rule(
        "first months",
        rf"\b(?P<count>\d\d?|[а-я]+) месяц(?:а|ев|ам|ами|ах) {YEAR}",
        read.first_months,
    ),
    rule(
        "quarter",
        rf"\b(?P<quarter>(?:перв|втор|трет|четверт)[а-я]{{2,3}}|[1-4](?:-?[а-я]{{1,2}})?"
        rf"|I{{1,3}}|IV)"
        rf" (?:квартал[аеу]?|кв\.){OPTIONAL_YEAR}",
        read.quarter,
    ),
    rule("half-year", rf"\b(?P<half>{_ORDINAL_HALF}) полугоди[еяию]{OPTIONAL_YEAR}", read.half),
    rule(
        "winter across years",
        rf"\bзим(?:ой|ы|а|у|е) (?P<year>{YEAR_DIGITS}) ?[-—/] ?\d{{2,4}}(?: год\w*| гг\.)?",
        read.winter,
    ),
    rule("season and year", rf"\b(?P<season>{_SEASON_FORM}) {YEAR}", read.season),
    rule(
        "relative season",
        rf"\b(?P<which>{WHICH}) (?P<season>{_SEASON_FORM})\b",
        read.season,
    ),
    rule("season", r"\b(?P<season>весной|летом|осенью|зимой)\b", read.season),
    rule(
        "decade",
        rf"\b(?:{PART})?(?P<decade>(?:1\d|20)\d0|\d0)-?(?:х|е|м|ми)\b(?= год|,|\.|\)| и |$"
        rf"| [а-я]*(?:XX|XI))"
        rf"(?: (?:год[а-я]*|гг\.))?(?: (?P<century>{_CENTURY}) {_CENTURY_WORD})?",
        read.decade,
    ),
    rule(
        "decade, short",
        (
            rf"\b(?:в|с|до|к|из|на|после) (?P<date>(?:{PART})?(?P<decade>(?:1\d|20)\d0|\d0)-?"
            rf"(?:х|е|м|ми)\b)"
        ),
        read.decade,
    ),
    rule(
        "decade in words",
        rf"\b(?:{PART})?(?P<decade>{'|'.join(DECADE_STEMS)})(?:ых|ые|ым|ыми) год[а-я]+",
        read.decade_in_words,
    ),
    rule(
        "decade in words, short",
        (
            rf"(?:\b(?:в|с|до|к) |\b(?=начал|конец|конц|середин))(?P<date>(?:{PART})?"
            rf"(?P<decade>{'|'.join(DECADE_STEMS)})(?:ых|ые|ым))\b(?! [а-я]+(?:ых|их|ов|ей)\b)"
        ),
        read.decade_in_words,
    ),
    rule(
        "years",
        rf"(?<![\d.,-])(?P<year>{YEAR_DIGITS}){YEAR_SUFFIX}{DASH}(?P<year_to>{YEAR_DIGITS})(?!\d)"
        rf"{YEAR_SUFFIX}(?: ?(?:год[а-я]*|гг\.|г\.))?",
        read.years,
    ),
    rule(
        "years in words",
        rf"\b(?P<year>{YEAR_DIGITS}){YEAR_SUFFIX}(?: ?{YEAR_WORD})? (?:по|до) (?P<year_to>"
        rf"{YEAR_DIGITS}){YEAR_SUFFIX}"
        r" ?(?:год[а-я]*|гг\.|г\.)?",
        read.years,
    ),
    rule(
        "between years",
        (
            rf"\bмежду (?P<date>(?P<year>{YEAR_DIGITS}){YEAR_SUFFIX} и (?P<year_to>"
            rf"{YEAR_DIGITS}){YEAR_SUFFIX}(?: год[а-я]*)?)"
        ),
        read.years,
    ),
    rule(
        "season of two years",
        (
            rf"(?<![\d.,-])(?P<year>{YEAR_DIGITS})/(?P<year_to>\d\d|{YEAR_DIGITS})(?!\d)"
            rf"(?: год[а-я]*| гг\.)?"
        ),
        read.years,
    ),
    rule(
        "listed years",
        rf"\b(?P<date>(?P<year>{YEAR_DIGITS}){YEAR_SUFFIX})(?=(?:, {YEAR_DIGITS}"
        rf"{YEAR_SUFFIX})*,? (?:и|или) {YEAR_DIGITS}"
        rf"{YEAR_SUFFIX} (?:год|гг))",
        read.year,
    ),
    rule(
        "year",
        rf"\b(?:{PART})?(?:(?P<year>{YEAR_DIGITS}){YEAR_SUFFIX} ?(?:{YEAR_WORD}|гг\.|годах"
        rf"|годов|годы)"
        rf"|(?P<year_words>{YEAR_IN_WORDS}){YEAR_WORD})",
        read.year,
    ),
    rule(
        "early year", r"\b(?:в|к|до|с) (?P<date>(?P<year>[3-9]\d\d)(?:-?м)? год[ау]\b)", read.year
    ),
    rule(
        "year, short",
        (
            rf"\b(?:в|к|с|до|по|после|из|на|от|{PART}) ?(?P<date>(?P<year>{YEAR_DIGITS})-(?:м"
            rf"|го|му|й|ом)\b)"
        ),
        read.year,
    ),
    rule(
        "bare year",
        (
            rf"\b(?:в|к|с|до|по|после|от) (?P<date>(?P<year>{YEAR_DIGITS}))(?=[,.;:)!?»\n](?!"
            rf"\d)|$| и | а | но | [-—] )"
        ),
        read.year,
    ),
    rule("year in brackets", rf"(?<=\()(?P<year>{YEAR_DIGITS})(?=[,)])", read.year),
    rule("relative year", rf"\b(?:{PART})?(?P<which_year>{WHICH}) год(?:а|у|ом|е)?\b", read.year),
    rule(
        "century",
        (
            rf"\b(?:{PART})?(?:(?P<century_from>{_CENTURY})(?:{DASH}| и ))?"
            rf"(?P<century>{_CENTURY}) {_CENTURY_WORD}"
        ),
        read.century,
    ),
    rule(
        "weekday",
        (
            rf"\b(?:в|во|с|со|до|утром|вечером|днем|к|в ночь на) (?P<date>(?:(?P<which>{WHICH}) )?"
            rf"(?P<weekday>{WEEKDAY}))"
        ),
        read.weekday,
    ),
    rule("relative week", rf"\b(?P<which>{WHICH}) недел[яюеи]\b", read.week),
    rule("relative month", rf"\b(?P<which>{WHICH}) месяц[аеу]?\b", read.relative_month),
    rule(
        "ago",
        (
            r"\b(?:(?P<count>\d+|[а-я]+(?: [а-я]+)?) )?(?P<unit>день|дня|дней|сутки|суток"
            r"|недел[юиь]|месяц(?:а|ев)?|года?|лет) назад\b"
        ),
        read.ago,
    ),
    rule("since new year", r"\bс (?P<date>начала года)\b", read.since_new_year),
    rule("named day", r"\b(?P<word>позавчера|вчера|сегодня|завтра|послезавтра)\b", read.named_day),
    rule(
        "the day before",
        r"\b(?P<word>накануне)\b(?! [а-я]+(?:ов|ев|ей|ия|ого|его|ых|их|ой|ы|а|я|и)\b)",
        read.named_day,
    ),
    rule("adjective day", r"\b(?P<word>вчерашн|сегодняшн|завтрашн)[а-я]+", read.adjective_day),
)
RUSSIAN_DATES = DateRules(RULES, is_foretold_in_russian)
