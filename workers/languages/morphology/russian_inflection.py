"""Russian names and noun phrases in another case."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest

from workers.languages.morphology.russian_names import (
    FEMININE,
    MASCULINE,
    decline_name,
    guess_gender,
)
from workers.languages.morphology.russian_words import (
    PROPER_NAMES,
    Reading,
    dictionary,
    read_word,
)

CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
GENDERS = {"masc": MASCULINE, "femn": FEMININE}
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
CONSONANT_END = re.compile(r"[бвгджзйклмнпрстфхцчшщь]$")
ADJECTIVES = frozenset({"ADJF", "PRTF"})
HUMAN_NAMES = frozenset({"Name", "Surn", "Patr"})


@lru_cache(maxsize=4_000)
def inflect_phrase(phrase: str, case: str) -> str:
    """The phrase, given in the nominative, in another case (UD tag); as is, if unknown.

    >>> inflect_phrase("Касым-Жомарт Токаев", "Gen"), inflect_phrase("глава государства", "Dat")
    ('Касым-Жомарта Токаева', 'главе государства')
    """
    if case not in CASES or case == "Nom":
        return phrase
    words = WORD.findall(phrase)
    gaps = WORD.split(phrase)
    forms = _inflect_words(words, gaps, case)
    return gaps[0] + "".join(form + gap for form, gap in zip(forms, gaps[1:], strict=True))


def find_gender(words: list[str]) -> str:
    """Gender (UD) of a person's name in the nominative; "" where its words do not tell."""
    for kind in ("Patr", "Name", "Surn"):
        for word in words:
            genders = {one.tag.gender for one in _name_readings(word, kind)}
            if len(genders & GENDERS.keys()) == 1:
                return GENDERS[str(genders.pop())]
    return guess_gender(words)


def restore_case(form: str, written: str) -> str:
    """The form with the capital letters of the word it comes from.

    >>> restore_case("санкт-петербурга", "Санкт-Петербург")
    'Санкт-Петербурга'
    """
    if written.isupper() and len(written) > 1:
        return form.upper()
    pairs = zip_longest(form, written[: len(form)])
    restored = "".join(cap if cap and cap.lower() == low else low for low, cap in pairs)
    return restored[:1].upper() + restored[1:] if written[:1].isupper() else restored


def _inflect_words(words: list[str], gaps: list[str], case: str) -> Iterator[str]:
    """The head noun, the adjectives before it and the names beside it change; the rest stays."""
    gender = find_gender([word for word in words if word[0].isupper()])
    head_found = False
    for number, word in enumerate(words):
        if number and (words[number - 1] == "и" or "—" in gaps[number]):
            head_found = False  # «Босния и Герцеговина»
        reading = _nominative(word, gender)
        stays = head_found and not _is_name(word, reading, gender)
        yield word if stays else _inflect(word, reading, gender, case)
        head_found = head_found or reading is None or reading.tag.POS == "NOUN"


def _is_name(word: str, reading: Reading | None, gender: str) -> bool:
    if not word[0].isupper():
        return False
    if reading is None:
        return bool(gender)
    return not HUMAN_NAMES.isdisjoint(reading.tag.grammemes) or (
        bool(gender) and not dictionary().word_is_known(word.lower())
    )


def _name_readings(word: str, kind: str) -> list[Reading]:
    return [
        one
        for one in read_word(word.lower())
        if kind in one.tag and "nomn" in one.tag and "sing" in one.tag and "Fixd" not in one.tag
    ]


def _nominative(word: str, gender: str) -> Reading | None:
    """The likeliest nominative reading as noun or adjective; for names in the person's gender."""
    readings = [
        one
        for one in read_word(word.lower())
        if "nomn" in one.tag and str(one.tag.POS) in {"NOUN", *ADJECTIVES}
    ]
    wanted = next((written for written, ud in GENDERS.items() if ud == gender), "")
    as_name = word[0].isupper()
    return max(readings, key=lambda one: _preference(one, wanted, as_name=as_name), default=None)


def _preference(reading: Reading, gender: str, *, as_name: bool) -> tuple[bool, bool, float]:
    is_name = as_name and not PROPER_NAMES.isdisjoint(reading.tag.grammemes)
    fits = is_name and (not gender or gender in reading.tag)
    return "sing" in reading.tag or not as_name, fits, float(reading.score)


def _inflect(word: str, reading: Reading | None, gender: str, case: str) -> str:
    if not CYRILLIC.search(word) or (word.isupper() and len(word) > 1):
        return word  # «США», Aurus
    is_known = reading is not None and dictionary().word_is_known(word.lower())
    if gender and word[0].isupper() and not is_known:
        return decline_name(word, gender, case)
    if reading is None or (gender == FEMININE and _is_indeclinable(word, reading)):
        return word
    form = reading.inflect({CASES[case]})
    return restore_case(str(form.word), word) if form else word


def _is_indeclinable(word: str, reading: Reading) -> bool:
    """«Ангелы Меркель»: a woman's surname that ends in a consonant keeps its form."""
    return word[0].isupper() and "Patr" not in reading.tag and bool(CONSONANT_END.search(word))
