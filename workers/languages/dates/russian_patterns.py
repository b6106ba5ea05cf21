"""Building blocks of Russian dates: patterns over levelled text, and how to read them."""

import re
from collections.abc import Callable

from workers.languages.dates.anchoring import (
    UNRESOLVED,
    Anchor,
    Resolved,
    assume_year,
    fixed,
    relative_to,
)
from workers.languages.dates.periods import Period, part_of
from workers.languages.numerals.reader import read_whole_number
from workers.languages.numerals.russian import RUSSIAN_NUMBER_WORDS
from workers.languages.numerals.vocabulary import Role

MONTH_STEMS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
MONTH = (
    r"(?:январ[ьяею]|феврал[ьяею]|март[аеу]?|апрел[ьяею]|ма[йяею]|июн[ьяею]|июл[ьяею]|август[аеу]?"
    r"|сентябр[ьяею]|октябр[ьяею]|ноябр[ьяею]|декабр[ьяею]|январем|февралем|мартом|апрелем|маем"
    r"|июнем|июлем|августом|сентябрем|октябрем|ноябрем|декабрем)\b"
)
SHORT_MONTH = r"(?:янв|февр?|апр|авг|сент?|окт|нояб?|дек)\b\.?"
ANY_MONTH = rf"(?:{MONTH}|{SHORT_MONTH})"

_ORDINAL_DAYS = "|".join(
    sorted(
        (
            word
            for word, meaning in RUSSIAN_NUMBER_WORDS.items()
            if meaning.role is Role.ORDINAL
            and meaning.value in {*range(1, 21), 30}
            and word.endswith(("его", "ого", "ему", "ому", "ое", "ье"))
        ),
        key=len,
        reverse=True,
    )
)
DAY = (
    rf"(?:(?<![\d.,])(?:0?[1-9]|[12]\d|3[01])(?:-?(?:го|ое|е|му))?|(?:(?:двадцать"
    rf"|тридцать) )?(?:{_ORDINAL_DAYS}))"
)
YEAR_DIGITS = r"(?:1\d|20|21)\d\d"
YEAR_SUFFIX = r"(?:-?(?:го|му|ый|ой|ом|й|м|е))?"
YEAR_WORD = r"(?:год(?:а|у|ом|е)?\b|г\.|г\b)"
YEAR_IN_WORDS = r"(?:тысяча|две тысячи|двухтысячн)[а-я]*(?: [а-я]+){0,3}? (?=год)"
# Which year, said from the publication date: offset by stem.
YEAR_OFFSETS = {
    "позапрошл": -2,
    "прошл": -1,
    "минувш": -1,
    "прошедш": -1,
    "эт": 0,
    "текущ": 0,
    "нынешн": 0,
    "следующ": 1,
    "будущ": 1,
}
WHICH = rf"(?:{'|'.join(YEAR_OFFSETS)})[а-я]{{1,3}}"
# A year after a month, a season or a quarter; the groups that `in_year` reads.
YEAR = (
    rf"(?:(?P<year>{YEAR_DIGITS})(?!\d){YEAR_SUFFIX}(?: ?{YEAR_WORD})?"
    rf"|(?P<year_words>{YEAR_IN_WORDS}){YEAR_WORD}"
    rf"|(?P<which_year>{WHICH}) года?\b"
    rf"|(?P<other_year>того же|предыдущего|следующего за ним) года\b)"
)
OPTIONAL_YEAR = rf"(?:,? {YEAR})?"
WEEKDAY_STEMS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
WEEKDAY = (
    r"(?:понедельник[аеу]?|вторник[аеу]?|сред[уы]|четверг[ау]?|пятниц[ауы]|суббот[ауы]"
    r"|воскресень[еяю])\b"
)
DASH = r" ?[-—] ?"
# «в начале», «к середине», «вторая половина»: which share of the whole, as (part, parts).
PARTS: tuple[tuple[str, int, int], ...] = (
    ("начал", 0, 2),
    ("конец", 1, 2),
    ("конц", 1, 2),
    ("исход", 1, 2),
    ("перв", 0, 2),
    ("втор", 1, 2),
)
PART = (
    r"(?P<part>начал[аеоу]м?|конц[аеу]|концом|конец|исход[ае]|середин[аеуыо]й?"
    r"|(?:перв|втор)(?:ая|ой|ую) половин[аеуы]|(?:перв|втор|треть)(?:ая|ой|ую|я|ей|ю) декад[аеуы]) "
)
DECADE_STEMS = {
    "нулев": 2000,
    "тридцат": 1930,
    "сороков": 1940,
    "пятидесят": 1950,
    "шестидесят": 1960,
    "семидесят": 1970,
    "восьмидесят": 1980,
    "девяност": 1990,
}
ROMAN = r"[IVXХ]+"


def read_month(word: str) -> int:
    """1 to 12 for any form of a month's name."""
    lowered = word.lower()
    return next(
        number
        for number, stem in enumerate(MONTH_STEMS, start=1)
        if lowered.startswith(stem) and not (number == 5 and lowered.startswith("мар"))
    )


def read_day(written: str) -> int:
    """A day of the month, «12», «12-го» or «двенадцатого»."""
    return read_whole_number(written, "ru")


def read_weekday(word: str) -> int:
    """Monday is 0."""
    lowered = word.lower()
    return next(day for day, stem in enumerate(WEEKDAY_STEMS) if lowered.startswith(stem))


def read_offset(word: str) -> int:
    """How many years, months or weeks away «прошлый», «этот», «следующий» are."""
    lowered = word.lower()
    return next(offset for stem, offset in YEAR_OFFSETS.items() if lowered.startswith(stem))


def read_century(written: str) -> int:
    """«XIX», «ХХ» typed in Cyrillic, «19-й», «девятнадцатый»; 0 for «прошлого», «этого»."""
    roman = written.upper().replace("Х", "X")
    if re.fullmatch(r"[IVX]+", roman):
        return _read_roman(roman)
    return read_whole_number(written, "ru")


def _read_roman(roman: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in roman]
    following = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))


def read_part(match: re.Match[str], whole: Period) -> Period:
    """The part of the period that the match names, all of it where it names none."""
    named = match.groupdict().get("part")
    if not named:
        return whole
    lowered = named.lower()
    if "декад" in lowered:
        number = ("перв", "втор", "трет").index(
            next(s for s in ("перв", "втор", "трет") if s in lowered)
        )
        return part_of(whole, number, 3)
    if lowered.startswith("середин"):
        return Period(part_of(whole, 1, 4).first, part_of(whole, 2, 4).last)
    _, part, parts = next(one for one in PARTS if lowered.startswith(one[0]))
    return part_of(whole, part, parts)


def in_year(match: re.Match[str], anchor: Anchor, build: Callable[[int], Period]) -> Resolved:
    """What `build` makes of the year that the match names, or of the likeliest one."""
    groups = match.groupdict()
    if groups.get("year"):
        return fixed(build(int(groups["year"])))
    if groups.get("year_words"):
        return fixed(build(read_whole_number(groups["year_words"], "ru")))
    if groups.get("which_year"):
        offset = read_offset(groups["which_year"])
        return relative_to(anchor, lambda today: build(today.year + offset))
    if groups.get("other_year"):
        return UNRESOLVED
    return assume_year(build, anchor)
