"""How English writes dates, as an ordered table of rules over levelled text."""

from workers.languages.dates import english_readings as read
from workers.languages.dates.english_patterns import (
    DASH,
    DAY,
    DECADES_IN_WORDS,
    MONTH,
    OPTIONAL_YEAR,
    PART,
    WEEKDAY,
    WHICH,
    YEAR,
    YEAR_DIGITS,
)
from workers.languages.dates.neutral import ISO_DATE, read_day_month_year
from workers.languages.dates.rules import DateRule, DateRules, rule
from workers.languages.dates.tenses import is_foretold_in_english

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
        read.unresolved,
    ),
    rule("ISO", ISO_DATE, read_day_month_year),
    rule(
        "slashed",
        (
            r"(?<![\d./-])(?P<one>\d\d?)(?P<mark>[./])(?P<other>\d\d?)(?P=mark)(?P<year>(?:1\d"
            r"|20)\d\d)(?![\d/.]\d)"
        ),
        read.slashed,
    ),
    rule(
        "days across months",
        (
            rf"\b(?P<month>{MONTH}) (?P<day>{DAY}){_TO}(?P<month_to>{MONTH}) (?P<day_to>{DAY})"
            rf"{OPTIONAL_YEAR}"
        ),
        read.days,
    ),
    rule(
        "days across months, day first",
        (
            rf"\b(?P<day>{DAY}) (?P<month>{MONTH}){_TO}(?P<day_to>{DAY}) (?P<month_to>{MONTH})"
            rf"{OPTIONAL_YEAR}"
        ),
        read.days,
    ),
    rule(
        "days of a month",
        rf"\b(?P<month>{MONTH}) (?P<day>{DAY}){_TO}(?P<day_to>{DAY}){OPTIONAL_YEAR}",
        read.days,
    ),
    rule(
        "days of a month, day first",
        rf"\b(?P<day>{DAY}){_TO}(?P<day_to>{DAY}) (?P<month>{MONTH}){OPTIONAL_YEAR}",
        read.days,
    ),
    rule(
        "between days",
        (
            rf"\bbetween (?P<date>(?P<month>{MONTH}) (?P<day>{DAY}) and (?:(?P<month_to>"
            rf"{MONTH}) )?(?P<day_to>{DAY}){OPTIONAL_YEAR})"
        ),
        read.days,
    ),
    rule(
        "between days, day first",
        (
            rf"\bbetween (?P<date>(?P<day>{DAY}) and (?P<day_to>{DAY}) (?P<month>{MONTH})"
            rf"{OPTIONAL_YEAR})"
        ),
        read.days,
    ),
    rule(
        "day of a month, day first",
        rf"\b{_WEEKDAY_BEFORE}(?:the )?(?P<day>{DAY}) (?:of )?(?P<month>{MONTH}){OPTIONAL_YEAR}",
        read.day,
    ),
    rule(
        "day of a month",
        rf"\b{_WEEKDAY_BEFORE}(?P<month>{MONTH}) (?:the )?(?P<day>{DAY})\b{OPTIONAL_YEAR}",
        read.day,
    ),
    rule("months", rf"\b(?P<month>{MONTH}){_TO}(?P<month_to>{MONTH}){OPTIONAL_YEAR}", read.months),
    rule("month and year", rf"\b(?:{PART})?(?P<month>{MONTH}),? (?:of )?{YEAR}", read.month),
    rule(
        "relative named month",
        rf"\b(?P<which>{WHICH}) (?P<month>{MONTH})\b",
        read.relative_named_month,
    ),
    rule("part of a month", rf"\b{PART}(?P<month>{MONTH})", read.month),
    rule(
        "month",
        (
            rf"\b(?:in|since|until|till|by|from|during|for|of|throughout) (?P<date>(?P<month>"
            rf"{MONTH}))(?! \d)(?! [A-Z])"
        ),
        read.month,
    ),
    rule(
        "quarter",
        (
            rf"\b(?P<quarter>first|second|third|fourth|final|[1-4](?:st|nd|rd|th)) quarter"
            rf"(?: of(?: the year(?! \d))?)?{OPTIONAL_YEAR}"
        ),
        read.quarter,
    ),
    rule("Q1", rf"\bQ(?P<quarter>[1-4]){OPTIONAL_YEAR}", read.quarter),
    rule("half of a named year", rf"\b(?P<half>first|second) half of (?:the )?{YEAR}", read.half),
    rule(
        "half of the year",
        rf"\b(?P<half>first|second) half of the year\b{OPTIONAL_YEAR}",
        read.half,
    ),
    rule("H1", rf"\bH(?P<half>[12]) {YEAR}", read.half),
    rule("season and year", rf"\b{_SEASON},?(?: of)? {YEAR}", read.season),
    rule("relative season", rf"\b(?P<which>{WHICH}) {_SEASON}\b", read.season),
    rule("season", rf"\bin (?P<date>(?:the )?{_SEASON})\b", read.season),
    rule(
        "years",
        (
            rf"(?<![\d.,$-])(?P<year>{YEAR_DIGITS})[-—](?P<year_to>{YEAR_DIGITS}|\d\d)(?![\d-])"
            rf"(?![.,]\d)"
        ),
        read.years,
    ),
    rule(
        "years in words",
        (
            rf"\bfrom (?P<date>(?P<year>{YEAR_DIGITS}) (?:to|until|through) (?P<year_to>"
            rf"{YEAR_DIGITS}))\b(?![.,]\d)"
        ),
        read.years,
    ),
    rule(
        "between years",
        rf"\bbetween (?P<date>(?P<year>{YEAR_DIGITS}) and (?P<year_to>{YEAR_DIGITS}))\b(?![.,]\d)",
        read.years,
    ),
    rule(
        "season of two years",
        rf"(?<![\d.,-])(?P<year>{YEAR_DIGITS})/(?P<year_to>\d\d|{YEAR_DIGITS})(?![\d/])",
        read.years,
    ),
    rule("decade", rf"\b(?:{PART})?(?:the )?(?P<decade>(?:1\d|20)\d0)'?s\b", read.decade),
    rule("decade, short", rf"\b(?:{PART})?the '?(?P<decade>\d0)'?s\b", read.decade),
    rule(
        "decade in words",
        rf"\b(?:{PART})?the (?P<decade>{'|'.join(DECADES_IN_WORDS)})\b",
        read.decade_in_words,
    ),
    rule(
        "century",
        (
            rf"\b(?:{PART})?(?:the )?(?:(?P<century_from>{_CENTURY})(?: and |{DASH}| to ))?"
            rf"(?P<century>{_CENTURY})[ -]centur(?:y|ies)\b"
        ),
        read.century,
    ),
    rule("part of a year", rf"\b{PART}(?P<year>{YEAR_DIGITS})\b(?![.,]\d|%)", read.year),
    rule(
        "year after a strong lead",
        (
            rf"{_STRONG_LEAD} (?P<date>(?P<year>{YEAR_DIGITS}))\b(?![.,]\d|%| people| million"
            rf"| percent| per cent)"
        ),
        read.year,
    ),
    rule(
        "year after a lead",
        (
            rf"{_LEAD} (?P<date>(?P<year>{YEAR_DIGITS}))\b(?![.,]\d|%| [a-z]+s\b| people| of\b"
            rf"| million| percent)"
        ),
        read.year,
    ),
    rule(
        "year before a mark",
        rf"(?<![\w.,$€£:/-])(?<![\d] )(?P<year>{YEAR_DIGITS})(?=[,.;:)\]!?](?!\d)|\n|$)",
        read.year,
    ),
    rule("relative year", rf"\b(?:{PART})?(?:the )?(?P<which_year>{WHICH}) year\b", read.year),
    rule("relative week", rf"\b(?P<which>{WHICH}) (?P<unit>week|month)\b", read.relative),
    rule("weekday", rf"\b(?:(?P<which>{WHICH}) )?(?P<weekday>{WEEKDAY})", read.weekday),
    rule("ago", rf"\b{_COUNT} (?P<unit>day|week|month|year)s? ago\b", read.ago),
    rule("named day", r"\b(?P<word>yesterday|today|tonight|tomorrow)\b", read.named_day),
)
ENGLISH_DATES = DateRules(RULES, is_foretold_in_english)
