"""Building blocks of English dates: patterns over levelled text, and how to read them."""

import re
from collections.abc import Callable

from workers.languages.dates.anchoring import Anchor, Resolved, assume_year, fixed, relative_to
from workers.languages.dates.periods import Period, part_of
from workers.languages.numerals.english import ENGLISH_NUMBER_WORDS
from workers.languages.numerals.reader import read_whole_number
from workers.languages.numerals.vocabulary import Role

MONTH_STEMS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# «may» and «march» are verbs, so these two need their capital.
MONTH = (
    r"(?:January|Jan\b\.?|February|Feb\b\.?|(?-i:March|Mar\b\.?)|April|Apr\b\.?|"
    r"(?-i:May)\b|June|Jun\b\.?"
    r"|July|Jul\b\.?|August|Aug\b\.?|September|Sept?\b\.?|October|Oct\b\.?|November|Nov\b\.?"
    r"|December|Dec\b\.?)"
)
_ORDINAL_DAYS = "|".join(
    sorted(
        (
            word
            for word, meaning in ENGLISH_NUMBER_WORDS.items()
            if meaning.role is Role.ORDINAL and meaning.value in {*range(1, 21), 30}
        ),
        key=len,
        reverse=True,
    )
)
DAY = (
    rf"(?:(?<![\d.,])(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d%])|(?:(?:twenty"
    rf"|thirty)-)?(?:{_ORDINAL_DAYS}))"
)
YEAR_DIGITS = r"(?:1[1-9]|20|21)\d\d"
YEAR_OFFSETS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
}
WHICH = rf"(?:{'|'.join(YEAR_OFFSETS)})"
YEAR = (
    rf"(?:(?P<year>{YEAR_DIGITS})(?!\d|[.,]\d)"
    rf"|(?:of )?(?P<which_year>{WHICH}) year\b)"
)
OPTIONAL_YEAR = rf"(?:(?:,| of|, of)? {YEAR})?"
WEEKDAY_STEMS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY = (
    r"(?:Monday|Mon\b\.|Tuesday|Tues?\b\.|Wednesday|Wed\b\.|Thursday|Thu(?:rs)?\b\.|Friday|Fri\b\."
    r"|Saturday|Sat\b\.|Sunday|Sun\b\.)(?!s)"
)
DASH = r" ?[-—] ?"
PART = (
    r"(?P<part>early|mid|late|beginning of|start of|middle of|end of|first half of|second half of)"
    r"(?: in| the|-)*[ -]"
)
_PARTS: tuple[tuple[str, int, int], ...] = (
    ("early", 0, 2),
    ("beginning", 0, 2),
    ("start", 0, 2),
    ("late", 1, 2),
    ("end", 1, 2),
    ("first", 0, 2),
    ("second", 1, 2),
)
DECADES_IN_WORDS = {
    "twenties": 1920,
    "thirties": 1930,
    "forties": 1940,
    "fifties": 1950,
    "sixties": 1960,
    "seventies": 1970,
    "eighties": 1980,
    "nineties": 1990,
}


def read_month(word: str) -> int:
    """1 to 12 for a month's name, in full or short."""
    return MONTH_STEMS.index(word[:3].lower()) + 1


def read_day(written: str) -> int:
    return read_whole_number(re.sub(r"(?<=\d)[a-z]+", "", written.lower()), "en")


def read_weekday(word: str) -> int:
    """Monday is 0."""
    return WEEKDAY_STEMS.index(word[:3].lower())


def read_part(match: re.Match[str], whole: Period) -> Period:
    """The part of the period that the match names, all of it where it names none."""
    named = match.groupdict().get("part")
    if not named:
        return whole
    lowered = named.lower()
    if lowered.startswith("mid"):
        return Period(part_of(whole, 1, 4).first, part_of(whole, 2, 4).last)
    _, part, parts = next(one for one in _PARTS if lowered.startswith(one[0]))
    return part_of(whole, part, parts)


def in_year(match: re.Match[str], anchor: Anchor, build: Callable[[int], Period]) -> Resolved:
    """What `build` makes of the year that the match names, or of the likeliest one."""
    groups = match.groupdict()
    if groups.get("year"):
        return fixed(build(int(groups["year"])))
    if groups.get("which_year"):
        offset = YEAR_OFFSETS[groups["which_year"].lower()]
        return relative_to(anchor, lambda today: build(today.year + offset))
    return assume_year(build, anchor)
