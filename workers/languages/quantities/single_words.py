"""Quantities inside one word: «вдвое», «полгода», «двухлетний», «300-километровый», "threefold"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexes.records import Span
from workers.languages.numerals.russian import RUSSIAN_NUMBER_WORDS
from workers.languages.numerals.vocabulary import Role
from workers.languages.quantities.units import MONTH, PERCENT, SECOND, TIMES


@dataclass(frozen=True, slots=True)
class SingleWord:
    """A word that is a whole quantity."""

    span: Span
    value: float
    unit: str
    counted: str = ""


_RUSSIAN: dict[str, tuple[float, str, str]] = {
    "вдвое": (2, TIMES, ""),
    "втрое": (3, TIMES, ""),
    "вчетверо": (4, TIMES, ""),
    "впятеро": (5, TIMES, ""),
    "вшестеро": (6, TIMES, ""),
    "вдесятеро": (10, TIMES, ""),
    "дважды": (2, "", "раз"),
    "трижды": (3, "", "раз"),
    "четырежды": (4, "", "раз"),
    "полгода": (6, MONTH, ""),
    "полугода": (6, MONTH, ""),
    "полчаса": (1800, SECOND, ""),
    "получаса": (1800, SECOND, ""),
    "полвека": (600, MONTH, ""),
    "полмиллиона": (500_000, "", ""),
    "полумиллиона": (500_000, "", ""),
    "полмиллиарда": (5e8, "", ""),
    "полтысячи": (500, "", ""),
    "полтонны": (500, "kg", ""),
    "полкилограмма": (0.5, "kg", ""),
    "полкилометра": (500, "m", ""),
    "полметра": (0.5, "m", ""),
    "пол-литра": (0.0005, "m3", ""),
    "поллитра": (0.0005, "m3", ""),
    "полпроцента": (0.5, PERCENT, ""),
}
_ENGLISH: dict[str, tuple[float, str, str]] = {
    "twice": (2, "", "time"),
    "thrice": (3, "", "time"),
    "twofold": (2, TIMES, ""),
    "threefold": (3, TIMES, ""),
    "fourfold": (4, TIMES, ""),
    "fivefold": (5, TIMES, ""),
    "tenfold": (10, TIMES, ""),
    "doubled": (2, TIMES, ""),
    "tripled": (3, TIMES, ""),
    "trebled": (3, TIMES, ""),
    "quadrupled": (4, TIMES, ""),
}
_WORDS = {"ru": _RUSSIAN, "en": _ENGLISH}
_PATTERNS = {
    code: re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])", re.IGNORECASE)
    for code, words in _WORDS.items()
}
# Stems of adjectives and nouns built on a number, with the unit they carry.
_STEMS: tuple[tuple[str, str, float], ...] = (
    ("процентн", PERCENT, 1),
    ("летн", MONTH, 12),
    ("лети", MONTH, 12),
    ("годичн", MONTH, 12),
    ("месячн", MONTH, 1),
    ("недельн", SECOND, 604_800),
    ("дневн", SECOND, 86_400),
    ("суточн", SECOND, 86_400),
    ("часов", SECOND, 3600),
    ("минутн", SECOND, 60),
    ("секундн", SECOND, 1),
    ("километров", "m", 1000),
    ("сантиметров", "m", 0.01),
    ("миллиметров", "m", 0.001),
    ("метров", "m", 1),
    ("килограммов", "kg", 1),
    ("тонн", "kg", 1000),
    ("литров", "m3", 0.001),
    ("градусн", "degree", 1),
    ("мегаваттн", "kW", 1000),
    ("кратн", TIMES, 1),
    ("этажн", "этаж", 1),
    ("местн", "место", 1),
    ("миллионн", "", 1e6),
    ("тысячн", "", 1e3),
)
# «двух», «пяти», «сорока» joined on; «одно» is left out: «однолетний» is a plant.
_PREFIXES = {
    word: meaning.value
    for word, meaning in RUSSIAN_NUMBER_WORDS.items()
    if meaning.role is Role.ADDEND
    and meaning.value not in {0, 1, 1.5}
    and (word.endswith(("и", "а", "ух", "ех", "сот")) or word == "сто")
    and not word.endswith(("ями", "умя"))
}
_PREFIX = "|".join(sorted((*_PREFIXES, "девяносто"), key=len, reverse=True))
_STEM = "|".join(stem for stem, _, _ in _STEMS)
_COMPOUND = re.compile(
    rf"(?<![\w-])(?:(?P<digits>\d+(?:,\d+)?)-(?P<tail>(?:{_STEM})[а-я]{{1,4}})"
    rf"|(?P<words>(?:{_PREFIX})+)(?P<stem>(?:{_STEM})[а-я]{{1,4}}))(?![\w-])",
    re.IGNORECASE,
)
_ONE_PREFIX = re.compile(_PREFIX, re.IGNORECASE)
_NOUN_UNITS = {"этаж", "место"}  # counted nouns rather than units


def find_single_words(levelled: str, code: str) -> Iterator[SingleWord]:
    """Every word that holds its own number."""
    if code in _PATTERNS:
        for match in _PATTERNS[code].finditer(levelled):
            value, unit, counted = _WORDS[code][match[0].lower()]
            yield SingleWord(Span(*match.span()), value, unit, counted)
    if code == "ru":
        for match in _COMPOUND.finditer(levelled):
            yield _read_compound(match)


def _read_compound(match: re.Match[str]) -> SingleWord:
    tail = (match["tail"] or match["stem"]).lower()
    _, unit, factor = next(row for row in _STEMS if tail.startswith(row[0]))
    value = _read_prefix(match) * factor
    if unit in _NOUN_UNITS:
        return SingleWord(Span(*match.span()), value, "", unit)
    return SingleWord(Span(*match.span()), value, unit)


def _read_prefix(match: re.Match[str]) -> float:
    """«27», «двадцатисеми»: the parts of a joined number add up."""
    if match["digits"]:
        return float(match["digits"].replace(",", "."))
    values = {**_PREFIXES, "девяносто": 90.0}
    return sum(values[part.lower()] for part in _ONE_PREFIX.findall(match["words"]))
