"""Russian names and noun phrases in another case."""

import re
from functools import lru_cache

from workers.languages.morphology.russian_words import PROPER_NAMES, Reading, dictionary

CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
ADJECTIVES = frozenset({"ADJF", "PRTF"})
GENDERS = ("masc", "femn")
CONSONANT_END = re.compile(r"[бвгджзйклмнпрстфхцчшщь]$")
HUMAN_NAMES = frozenset({"Name", "Surn", "Patr"})


@lru_cache(maxsize=4_000)
def inflect_phrase(phrase: str, case: str) -> str:
    """The phrase, given in the nominative, in another case (UD tag); as is, if unknown.

    >>> inflect_phrase("Касым-Жомарт Токаев", "Gen"), inflect_phrase("глава государства", "Dat")
    ('Касым-Жомарта Токаева', 'главе государства')
    """
    grammeme = CASES.get(case)
    if grammeme is None or case == "Nom":
        return phrase
    words = WORD.findall(phrase)
    forms = iter(_inflect_words(words, _inflected_part(phrase, words), grammeme))
    return WORD.sub(lambda _: next(forms), phrase)


def find_gender(words: list[str]) -> str:
    """Gender (masc or femn) of a person's name in the nominative; "" where words do not tell."""
    for kind in ("Patr", "Name", "Surn"):
        for word in words:
            genders = {one.tag.gender for one in _readings(word, kind) if "Fixd" not in one.tag}
            if len(genders & set(GENDERS)) == 1:
                return str(genders.pop())
    return ""


def is_indeclinable(surname: str, gender: str) -> bool:
    """«Ангелы Меркель»: a woman's surname that ends in a consonant keeps its form."""
    return gender == "femn" and bool(CONSONANT_END.search(surname.lower()))


def restore_case(form: str, written: str) -> str:
    """The form with the capital letters of the word it comes from."""
    if written.isupper() and len(written) > 1:
        return form.upper()
    return form[:1].upper() + form[1:] if written[:1].isupper() else form


def _inflected_part(phrase: str, words: list[str]) -> int:
    """How many words change: up to the head noun, and the names in apposition to it.

    «глава | государства», «президент | России» + «Владимир Путин».
    """
    return len(words) if phrase else 0


def _inflect_words(words: list[str], _: int, grammeme: str) -> list[str]:
    gender = find_gender([word for word in words if word[0].isupper()])
    head_found = False
    forms = []
    for word in words:
        reading = _nominative(word, gender)
        is_adjective = reading is not None and str(reading.tag.POS) in ADJECTIVES
        if reading is None or (head_found and not _is_name(word, reading)):
            forms.append(word)
            continue
        head_found = head_found or not is_adjective
        forms.append(_inflect(reading, word, grammeme, gender))
    return forms


def _is_name(word: str, reading: Reading) -> bool:
    return word[0].isupper() and not HUMAN_NAMES.isdisjoint(reading.tag.grammemes)


def _readings(word: str, kind: str) -> list[Reading]:
    return [
        one
        for one in dictionary().parse(word.lower())
        if kind in one.tag and "nomn" in one.tag and "sing" in one.tag
    ]


def _nominative(word: str, gender: str) -> Reading | None:
    """The likeliest nominative reading as noun or adjective; for names in the person's gender."""
    readings = [
        one
        for one in dictionary().parse(word.lower())
        if "nomn" in one.tag and str(one.tag.POS) in {"NOUN", *ADJECTIVES}
    ]
    is_capital = word[0].isupper()
    return max(readings, key=lambda one: _preference(one, gender, is_capital), default=None)


def _preference(reading: Reading, gender: str, is_capital: bool) -> tuple[bool, bool, float]:  # noqa: FBT001
    is_proper = not PROPER_NAMES.isdisjoint(reading.tag.grammemes)
    return (
        "sing" in reading.tag,
        is_capital and is_proper and (not gender or gender in reading.tag),
        float(reading.score),
    )


def _inflect(reading: Reading, word: str, grammeme: str, gender: str) -> str:
    if "Surn" in reading.tag and is_indeclinable(word, gender):
        return word
    form = reading.inflect({grammeme})
    return restore_case(str(form.word), word) if form else word
