"""Another Russian word in the form of a written one: «выросла» and «упасть» give «упала»."""

from functools import lru_cache

from workers.languages.language import Token
from workers.languages.morphology.russian_words import FEATURES, Reading, read_word

PARTS = frozenset({"NOUN", "ADJF", "ADJS", "VERB", "INFN", "PRTS", "PRTF", "NUMR"})
KEPT = (  # what makes the form, apart from what belongs to the word itself
    *("nomn", "gent", "datv", "accs", "ablt", "loct", "sing", "plur"),
    *("past", "pres", "futr", "1per", "2per", "3per"),
)
GENDERS = ("masc", "femn", "neut")
GENDERED = frozenset({"ADJF", "ADJS", "VERB", "PRTS", "PRTF", "NUMR"})
COMPARED = ("Case", "Number", "Gender", "Tense", "Person")


def write_alike(token: Token, lemma: str) -> str | None:
    """The other word in the token's form, capitals kept; None where no form is known.

    Nouns take another only of their own gender: the words around agree with it.
    """
    return _match_capital(token.text, _inflect_alike(token.text.lower(), _features(token), lemma))


def write_past(verb: str, gender: str, number: str) -> str | None:
    """A perfective verb in the past: «построить», femn → «построила»."""
    for reading in read_word(verb):
        if str(reading.tag.POS) in {"INFN", "VERB"} and "perf" in reading.tag:
            wanted = {"VERB", "past", "plur"} if number == "Plur" else {"past", "sing", gender}
            form = reading.inflect(wanted)
            if form is not None:
                return form.word
    return None


def find_gender(token: Token) -> str:
    """Gender of a noun in the dictionary's words; "" where it is not clear."""
    reading = find_reading(token.text.lower(), _features(token))
    return str(reading.tag.gender or "") if reading else ""


@lru_cache(maxsize=20_000)
def find_reading(word: str, features: tuple[str, ...]) -> Reading | None:
    """The dictionary's reading that agrees with what the parser saw."""
    wanted = dict(zip(COMPARED, features, strict=True))
    return next((one for one in read_word(word) if _agrees(one, wanted)), None)


def _features(token: Token) -> tuple[str, ...]:
    features = token.features or {}
    return tuple(features.get(name, "") for name in COMPARED)


def _agrees(reading: Reading, wanted: dict[str, str]) -> bool:
    if str(reading.tag.POS) not in PARTS:
        return False
    found = dict(FEATURES[one] for one in reading.tag.grammemes if one in FEATURES)
    return all(found.get(name) in {None, value} for name, value in wanted.items() if value)


@lru_cache(maxsize=20_000)
def _inflect_alike(word: str, features: tuple[str, ...], lemma: str) -> str | None:
    model = find_reading(word, features)
    if model is None:
        return None
    for reading in read_word(lemma):
        if _can_stand_for(reading, model):
            form = reading.inflect(_grammemes(model))
            if form is not None:
                return form.word
    return None


def _can_stand_for(reading: Reading, model: Reading) -> bool:
    part, wanted = str(reading.tag.POS), str(model.tag.POS)
    if wanted in {"VERB", "INFN", "PRTS"}:
        return part == "INFN"
    return part == wanted and (wanted != "NOUN" or reading.tag.gender == model.tag.gender)


def _grammemes(model: Reading) -> set[str]:
    kept = {name for name in KEPT if name in model.tag}
    part = str(model.tag.POS)
    if part in GENDERED and "plur" not in kept:
        kept |= {name for name in GENDERS if name in model.tag}
    if part == "ADJF" and "accs" in kept:
        kept |= {name for name in ("anim", "inan") if name in model.tag}
    return kept | ({part} if part in {"VERB", "PRTS", "INFN"} else set())


def _match_capital(before: str, after: str | None) -> str | None:
    return after[:1].upper() + after[1:] if after and before[:1].isupper() else after
