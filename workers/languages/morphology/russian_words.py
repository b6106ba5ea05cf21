"""Dictionary forms of Russian words: pymorphy3's readings, chosen by what slovnet saw."""

import re
from collections.abc import Mapping
from functools import lru_cache
from threading import Lock
from typing import Protocol

from pymorphy3 import MorphAnalyzer

from workers.languages.morphology.russian_names import MASCULINE, restore_nominative

_dictionary_lock = Lock()
CYRILLIC_LETTER = re.compile(r"[а-яё]")

# UD parts of speech that a reading of the dictionary (OpenCorpora) may stand for.
PARTS_OF_SPEECH: dict[str, frozenset[str]] = {
    "NOUN": frozenset({"NOUN", "PROPN"}),
    "ADJF": frozenset({"ADJ", "DET", "PRON"}),
    "ADJS": frozenset({"ADJ"}),
    "COMP": frozenset({"ADJ", "ADV"}),
    "VERB": frozenset({"VERB", "AUX"}),
    "INFN": frozenset({"VERB", "AUX"}),
    "PRTF": frozenset({"VERB", "ADJ"}),
    "PRTS": frozenset({"VERB", "ADJ"}),
    "GRND": frozenset({"VERB", "AUX"}),
    "NUMR": frozenset({"NUM"}),
    "ADVB": frozenset({"ADV"}),
    "NPRO": frozenset({"PRON"}),
    "PRED": frozenset({"ADV", "VERB", "ADJ"}),
    "PREP": frozenset({"ADP"}),
    "CONJ": frozenset({"CCONJ", "SCONJ"}),
    "PRCL": frozenset({"PART"}),
    "INTJ": frozenset({"INTJ"}),
}
# UD feature values of the dictionary's grammemes.
FEATURES: dict[str, tuple[str, str]] = {
    "nomn": ("Case", "Nom"),
    "voct": ("Case", "Nom"),
    "gent": ("Case", "Gen"),
    "gen2": ("Case", "Gen"),
    "datv": ("Case", "Dat"),
    "accs": ("Case", "Acc"),
    "acc2": ("Case", "Acc"),
    "ablt": ("Case", "Ins"),
    "loct": ("Case", "Loc"),
    "loc2": ("Case", "Loc"),
    "sing": ("Number", "Sing"),
    "plur": ("Number", "Plur"),
    "masc": ("Gender", "Masc"),
    "femn": ("Gender", "Fem"),
    "neut": ("Gender", "Neut"),
    "anim": ("Animacy", "Anim"),
    "inan": ("Animacy", "Inan"),
    "past": ("Tense", "Past"),
    "pres": ("Tense", "Pres"),
    "futr": ("Tense", "Fut"),
    "1per": ("Person", "1"),
    "2per": ("Person", "2"),
    "3per": ("Person", "3"),
    "perf": ("Aspect", "Perf"),
    "impf": ("Aspect", "Imp"),
    "impr": ("Mood", "Imp"),
    "indc": ("Mood", "Ind"),
    "actv": ("Voice", "Act"),
    "pssv": ("Voice", "Pass"),
    "INFN": ("VerbForm", "Inf"),
    "GRND": ("VerbForm", "Conv"),
    "PRTF": ("VerbForm", "Part"),
    "PRTS": ("VerbForm", "Part"),
    "ADJS": ("Variant", "Short"),
}
PROPER_NAMES = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"})
Features = Mapping[str, str] | None  # as a Token has them


class Tag(Protocol):
    """Grammemes of a reading (OpenCorpora)."""

    POS: str | None
    gender: str | None
    grammemes: frozenset[str]

    def __contains__(self, grammeme: str) -> bool: ...


class Reading(Protocol):
    """One of the words that a form may be, as pymorphy3 gives it."""

    word: str
    normal_form: str
    score: float
    tag: Tag

    def inflect(self, grammemes: set[str]) -> "Reading | None": ...


class Dictionary(Protocol):
    """What we ask of pymorphy3."""

    def parse(self, word: str) -> list[Reading]: ...
    def word_is_known(self, word: str) -> bool: ...


@lru_cache(maxsize=1)
def _load_dictionary() -> Dictionary:
    analyser: Dictionary = MorphAnalyzer()
    return analyser


def dictionary() -> Dictionary:
    """The pymorphy3 analyser, loaded once for all threads."""
    with _dictionary_lock:
        return _load_dictionary()


@lru_cache(maxsize=20_000)
def read_word(word: str) -> tuple[Reading, ...]:
    """The dictionary's readings of a lower-case word, likeliest first."""
    return tuple(dictionary().parse(word))


@lru_cache(maxsize=512)
def read_tag(tag: str) -> tuple[str, dict[str, str] | None]:
    """Part of speech and features of a slovnet tag: "NOUN|Case=Gen" -> NOUN, {"Case": "Gen"}.

    Equal tags share one dictionary of features; nobody may change it.
    """
    part, _, rest = tag.partition("|")
    if not rest:
        return part, None
    pairs = (pair.partition("=") for pair in rest.split("|"))
    return part, {name: value for name, _, value in pairs}


@lru_cache(maxsize=60_000)
def find_lemma(word: str, tag: str) -> str:
    """Lower-case dictionary form with е for ё; `tag` as slovnet writes it, "" if unknown.

    Of a name it is the nominative: «Токаевой» -> «токаева».
    """
    lower = word.lower()
    if not CYRILLIC_LETTER.search(lower):
        return lower
    part, features = read_tag(tag)
    if part == "PROPN" and word[0].islower():
        part = "NOUN"  # «рыбаков кормит путина»: no name, whatever the tagger says
    lemma = name_nominative(lower, features) if part == "PROPN" and features else None
    return (lemma or choose_reading(lower, part, features).normal_form).replace("ё", "е")


def name_nominative(word: str, features: Features) -> str | None:
    """The nominative of a lower-case word that is part of a name; None for plurals."""
    features = features or {}
    if features.get("Number") == "Plur":
        return None
    reading = choose_reading(word, "PROPN", features)
    if dictionary().word_is_known(word) and not PROPER_NAMES.isdisjoint(reading.tag.grammemes):
        form = reading.inflect({"nomn", "sing"})
        return form.word if form else reading.normal_form
    gender, case = features.get("Gender", MASCULINE), features.get("Case", "Nom")
    return restore_nominative(word, gender, _plausible_case(word, gender, case))


def _plausible_case(word: str, gender: str, case: str) -> str:
    """«Токаева» of a man is no nominative, whatever the tagger says."""
    is_possessive = re.search(r"(?:[оеё]в|[иы]н)а$", word) is not None
    return "Gen" if case == "Nom" and gender == MASCULINE and is_possessive else case


def choose_reading(word: str, part: str, features: Features) -> Reading:
    """The dictionary reading that agrees best: «стали» as «сталь» or «стать»."""
    return max(read_word(word), key=lambda reading: _agreement(reading, part, features or {}))


def _agreement(reading: Reading, part: str, features: Mapping[str, str]) -> float:
    """How well a reading fits, the dictionary's own probability breaking ties."""
    tag = reading.tag
    score = float(reading.score)
    if part in PARTS_OF_SPEECH.get(str(tag.POS), ()):
        score += 6
    if not PROPER_NAMES.isdisjoint(tag.grammemes):
        score += {"PROPN": 2, "NOUN": -2}.get(part, 0)
    for grammeme in tag.grammemes:
        name, value = FEATURES.get(grammeme, ("", ""))
        if name in features:
            score += 1 if features[name] == value else -1
    return score
