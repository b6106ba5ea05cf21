"""Names that are known beforehand: states, cities and organisations in Russian and English.

State and region names and the cities of the time zones come from CLDR (through Babel), so both
languages get the same key: «Казахстана» and "Kazakhstan" are `territory:KZ`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale

from workers.languages.language import EntityKind
from workers.languages.morphology.russian_inflection import CASES, inflect_phrase
from workers.languages.names.keys import words_key
from workers.languages.names.organisations import ORGANISATIONS, PLACES
from workers.languages.names.states import ADJECTIVES, NAMES

# CLDR's codes that are no territory: the UN, the EU, test locales, "world", "unknown".
NO_TERRITORY = frozenset({"UN", "EU", "EZ", "QO", "XA", "XB", "ZZ", "001", "021", "202"})
PREFERRED_NAMES = {"ru": {"US": "США"}, "en": {"TR": "Turkey"}}
AMERICAS = "019"  # «Америка» in the news is the United States
FULL_WORDS = (("о-ва ", "острова "), ("о-в ", "остров "), (" - ", " "), ("’", "'"))
WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*\.?")

DECLINED_ACRONYM = re.compile(r"(.*[^а-яё])(?:а|у|ом|е|ы)?")  # «МИДом»


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name with the key it shares with its other names."""

    key: str
    kind: EntityKind
    normal: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Known names of one language by their words."""

    names: Mapping[tuple[str, ...], KnownName]  # small words with е for ё, in every case form
    acronyms: Mapping[str, KnownName]  # capitals
    adjectives: Mapping[str, KnownName]  # Russian stems, English small words
    longest: int  # most words in a name

    def find(self, words: Sequence[str]) -> tuple[KnownName, int] | None:
        """The longest known name that these words begin with, and how many words it has."""
        small = tuple(fold(word) for word in words[: self.longest])
        for size in range(len(small), 0, -1):
            known = self.names.get(small[:size])
            if known is not None:
                return known, size
        acronym = DECLINED_ACRONYM.fullmatch(words[0].rstrip(".")) if words else None
        if acronym is not None and acronym[1] in self.acronyms:
            return self.acronyms[acronym[1]], 1
        return None

    def look_up(self, name: str) -> KnownName | None:
        """The known name that the whole string is."""
        words = split_words(name)
        found = self.find(words)
        return found[0] if found is not None and found[1] == len(words) else None


@cache
def open_gazetteer(code: str) -> Gazetteer:
    """The known names in a language: ru or en."""
    rows = [*_rows(code)]
    names = {form: known for name, known in rows for form in _forms(name, code)}
    return Gazetteer(
        names=names,
        acronyms={name.rstrip("."): known for name, known in rows if _is_acronym(name)},
        adjectives=dict(_adjectives(code)),
        longest=max(map(len, names)),
    )


def fold(word: str) -> str:
    """How words are compared."""
    return word.lower().rstrip(".").replace("ё", "е").replace("’", "'")


def split_words(name: str) -> list[str]:
    """Words of a name without quotation marks and dashes."""
    return WORD.findall(name)


def _rows(code: str) -> Iterator[tuple[str, KnownName]]:
    """Every name with what it means; of names that mean two things the later row wins."""
    yield from _cities(code)
    yield from _territories(code)
    yield from _listed(PLACES, code, "place:", EntityKind.PLACE)
    yield from _listed(ORGANISATIONS, code, "organisation:", EntityKind.ORGANISATION)


def _territories(code: str) -> Iterator[tuple[str, KnownName]]:
    normal = _territory_names(code)
    for territory, name in Locale(code).territories.items():
        if territory in normal:
            known = _territory(territory, normal[territory])
            yield from ((alias, known) for alias in _aliases(_full_words(name)))
    for territory, names in _read_rows(NAMES, code):
        known = _territory(territory, normal.get(territory, names[0]))
        yield from ((name, known) for name in names)


def _territory_names(code: str) -> dict[str, str]:
    names = {**Locale(code).territories, **PREFERRED_NAMES[code]}
    return {
        territory: _full_words(name)
        for territory, name in names.items()
        if territory not in NO_TERRITORY | {AMERICAS}
    }


def _territory(code: str, name: str) -> KnownName:
    return KnownName(f"territory:{code}", EntityKind.PLACE, name)


def _cities(code: str) -> Iterator[tuple[str, KnownName]]:
    """Cities that time zones are named after, keyed by the sound of their English name."""
    english, own = Locale("en").time_zones, Locale(code).time_zones
    for zone in Locale("ru").time_zones:
        written = str(zone).rpartition("/")[2].replace("_", " ")
        name = str(own.get(zone, {}).get("city", written))
        key = words_key(str(english.get(zone, {}).get("city", written)))
        yield name, KnownName(key, EntityKind.PLACE, name)


def _listed(
    table: str, code: str, prefix: str, kind: EntityKind
) -> Iterator[tuple[str, KnownName]]:
    for key, names in _read_rows(table, code):
        known = KnownName(prefix + key, kind, names[0])
        yield from ((name, known) for name in names)


def _adjectives(code: str) -> Iterator[tuple[str, KnownName]]:
    normal = _territory_names(code)
    for territory, words in _read_rows(ADJECTIVES, code):
        known = _territory(territory, normal.get(territory, territory))
        yield from ((fold(word), known) for word in words)


def _read_rows(table: str, code: str) -> Iterator[tuple[str, list[str]]]:
    for row in table.strip().splitlines():
        key, russian, english = row.split(" | ")
        yield key, (russian if code == "ru" else english).split("; ")


def _aliases(name: str) -> list[str]:
    """«Мьянма (Бирма)» is both."""
    outside, _, inside = name.partition(" (")
    return [outside, inside.rstrip(")")] if inside and "САР" not in inside else [outside]


def _full_words(name: str) -> str:
    for short, full in FULL_WORDS:
        name = name.replace(short, full)
    return name


def _is_acronym(name: str) -> bool:
    return len(name) > 1 and name.isupper() and " " not in name


def _forms(name: str, code: str) -> set[tuple[str, ...]]:
    if _is_acronym(name):
        return set()
    cases = CASES if code == "ru" else ("Nom",)
    forms = (split_words(inflect_phrase(name, case)) for case in cases)
    return {tuple(map(fold, words)) for words in forms}
