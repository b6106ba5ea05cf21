"""What is counted: the noun after a number, as a lemma."""

import re
from functools import lru_cache

from workers.languages.morphology.russian_words import dictionary

REACH = 3  # words looked at: «27 новых российских школ»
_WORD = re.compile(r"[ -]?(?P<word>[^\W\d_]+(?:[-'][^\W\d_]+)*)")
_DOT = re.compile(r"\.(?= [a-zа-я])")  # of «тыс.», not of a sentence
TIME = "раз"  # «в шестой раз» is counted, «шесть раз» is a unit
_ADJECTIVES = frozenset({"ADJF", "PRTF"})
_RUSSIAN_STOPS_TEXT = "из в на с по за от до и или не что как к у о об при для раз"
_RUSSIAN_STOPS = frozenset(_RUSSIAN_STOPS_TEXT.split())
_ENGLISH_STOPS_TEXT = (
    "of in on at to for by from with and or but was were is are has had have than as that "
    "who which into over under after before during since per out out the a an his her its "
    "their this these those across between against via"
)
_ENGLISH_STOPS = frozenset(_ENGLISH_STOPS_TEXT.split())
_IRREGULAR_PLURALS = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "mice": "mouse",
    "lives": "life",
    "wives": "wife",
    "species": "species",
    "series": "series",
    "aircraft": "aircraft",
    "troops": "troop",
    "police": "police",
    "countrymen": "countryman",
}


def find_counted(levelled: str, end: int, code: str, *, is_ordinal: bool) -> str:
    """The lemma of the noun that the number before `end` counts; "" where none is clear."""
    words = _words_after(levelled, end)
    if code == "ru":
        return TIME if is_ordinal and words[:1] == [TIME] else _find_russian(words)
    return _find_english(words, is_ordinal=is_ordinal) if code == "en" else ""


def _words_after(levelled: str, end: int) -> list[str]:
    words: list[str] = []
    dot = _DOT.match(levelled, end)
    end = dot.end() if dot else end
    while len(words) < REACH and (match := _WORD.match(levelled, end)):
        words.append(match["word"])
        end = match.end()
    return words


def _find_russian(words: list[str]) -> str:
    """The first noun after adjectives, or the adjective that stands for one: «пятеро раненых»."""
    last_adjective = ""
    for word in words:
        part, lemma = read_russian(word.lower())
        if part == "NOUN":
            return lemma
        if part not in _ADJECTIVES or word.lower() in _RUSSIAN_STOPS:
            break
        last_adjective = lemma
    return last_adjective


@lru_cache(maxsize=20_000)
def read_russian(word: str) -> tuple[str, str]:
    """Part of speech and lemma of the likeliest reading; nouns win where they are possible."""
    if word in _RUSSIAN_STOPS:
        return "", ""
    readings = dictionary().parse(word)
    likely = [one for one in readings if one.score >= readings[0].score / 4]
    nouns = [one for one in likely if one.tag.POS == "NOUN"]
    chosen = nouns[0] if nouns else readings[0]
    return str(chosen.tag.POS or ""), str(chosen.normal_form).replace("ё", "е")


def _find_english(words: list[str], *, is_ordinal: bool) -> str:
    """The first plural after the number; after an ordinal or a hyphen simply the next word."""
    for word in words:
        lowered = word.lower()
        if lowered in _ENGLISH_STOPS or lowered.endswith("'s"):
            return ""
        singular = singular_of(lowered)
        if singular != lowered or lowered in _IRREGULAR_PLURALS:
            return singular
        if is_ordinal:
            return lowered
    return ""


def singular_of(word: str) -> str:
    """An English noun without its plural ending; as is where it has none."""
    if word in _IRREGULAR_PLURALS:
        return _IRREGULAR_PLURALS[word]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]
