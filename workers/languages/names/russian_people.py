"""Russian names of people: dictionary form, surname, key."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from workers.languages.language import Entity, EntityKind, Token
from workers.languages.morphology.russian_inflection import GENDERS, restore_case
from workers.languages.morphology.russian_names import (
    FAMILY_FIRST,
    FEMININE,
    MASCULINE,
    restore_nominative,
)
from workers.languages.morphology.russian_words import dictionary, name_nominative, read_word
from workers.languages.names.keys import surname_key, words_key

BARE_STEM = re.compile(r"[бвгджзклнпрстфхцчшщ]$")  # no case ending: those end in м, й and vowels
TURKIC_PATRONYMICS = ("оглы", "улы", "кызы")


def normalise_person(tokens: Sequence[Token]) -> tuple[str, str]:
    """Dictionary form and key: «Касым-Жомарта Токаева» -> «Касым-Жомарт Токаев», its key."""
    gender = _vote_gender(tokens)
    words = [token.text for token in tokens if token.text != "."]
    if not _has_nominative_given_name(tokens):
        words = [_nominative(token, gender) for token in tokens if token.text != "."]
    normal = " ".join(f"{word}." if len(word) == 1 else word for word in words)
    return normal, _key([word for word in words if len(word) > 1])


def _vote_gender(tokens: Sequence[Token]) -> str:
    """The tagger's word for each part of the name, the dictionary's for given names."""
    votes = Counter[str]()
    for token in tokens:
        votes[(token.features or {}).get("Gender", "")] += 2 if token is tokens[-1] else 1
        votes[_given_name_gender(token)] += 2
    del votes[""]
    return max(votes, key=lambda gender: votes[gender], default=MASCULINE)


def _has_nominative_given_name(tokens: Sequence[Token]) -> bool:
    """«Виктор Дубына», «Айсулуу Токторбаева»: nominatives, whatever the surnames look like."""
    *given_names, surname = tokens
    if BARE_STEM.search(surname.text.lower()):  # «Серафима Ильчук»: a man's would be «Ильчука»
        return any(_is_nominative(token.text.lower()) for token in given_names)
    return any(
        # «Айсулуу» is no man's genitive
        token.text[-1] not in "ая." or _is_nominative(token.text.lower())
        for token in given_names
        if (token.features or {}).get("Case") == "Nom"
    )


def _is_nominative(given_name: str) -> bool:
    return any("Name" in one.tag and "nomn" in one.tag for one in read_word(given_name))


def _given_name_gender(token: Token) -> str:
    case = (token.features or {}).get("Case", "Nom")
    genders = {
        GENDERS.get(str(one.tag.gender), "")
        for one in read_word(token.text.lower())
        if "Name" in one.tag and one.score > 0.2 and ("nomn" in one.tag) == (case == "Nom")
    }
    return genders.pop() if len(genders) == 1 else ""


def _nominative(token: Token, gender: str) -> str:
    features = {**(token.features or {}), "Gender": gender}
    form = name_nominative(token.text.lower(), features)
    return restore_case(form, token.text) if form else token.text


def settle_surnames(names: Sequence[Entity]) -> list[Entity]:
    """A surname alone is one that the text gives with a first name, if its case form fits.

    The tagger takes «Мхитарьянца» for a nominative where «Артур Мхитарьянц» has been named.
    """
    surnames = {
        name.normal.split()[-1]: name
        for name in names
        if name.kind is EntityKind.PERSON and " " in name.normal
    }
    return [_settle(name, surnames) for name in names]


def _settle(name: Entity, surnames: dict[str, Entity]) -> Entity:
    is_surname = name.kind is EntityKind.PERSON and " " not in name.normal
    if not is_surname or name.normal in surnames:
        return name
    for gender in (MASCULINE, FEMININE):
        for case in ("Gen", "Dat", "Acc", "Ins", "Loc"):
            restored = restore_nominative(name.text, gender, case)
            if restored in surnames and restored != name.text:
                full = surnames[restored]
                return replace(name, normal=full.normal, key=full.key)
    return name


def _key(words: Sequence[str]) -> str:
    """The surname's sound; for «Владимир Владимирович», which has none, that of all words."""
    if not words:
        return ""
    if words[0].lower() in FAMILY_FIRST:
        return surname_key(words[0])
    if not _is_patronymic(words[-1].lower()):
        return surname_key(words[-1])
    return surname_key(words[0]) if len(words) > 2 else words_key(" ".join(words))


def _is_patronymic(word: str) -> bool:
    """«Владимирович», but not the surname «Бродович»."""
    if word.endswith(TURKIC_PATRONYMICS):
        return True
    return dictionary().word_is_known(word) and any("Patr" in one.tag for one in read_word(word))
