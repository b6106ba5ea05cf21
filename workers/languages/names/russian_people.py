"""Russian names of people: dictionary form, surname, key."""

from collections import Counter
from collections.abc import Sequence

from workers.languages.language import Token
from workers.languages.morphology.russian_inflection import GENDERS, restore_case
from workers.languages.morphology.russian_names import FAMILY_FIRST, MASCULINE
from workers.languages.morphology.russian_words import name_nominative, read_word
from workers.languages.names.keys import surname_key, words_key

PATRONYMIC_ENDINGS = ("вич", "вна", "ична", "оглы", "улы", "кызы")


def normalise_person(tokens: Sequence[Token]) -> tuple[str, str]:
    """Dictionary form and key: «Касым-Жомарта Токаева» -> «Касым-Жомарт Токаев», its key."""
    gender = _vote_gender(tokens)
    words = [_nominative(token, gender) for token in tokens if token.text != "."]
    normal = " ".join(f"{word}." if len(word) == 1 else word for word in words)
    return normal, _key([word for word in words if len(word) > 1])


def _vote_gender(tokens: Sequence[Token]) -> str:
    """The tagger's word for each part of the name, the dictionary's for given names."""
    votes = Counter[str]()
    for token in tokens:
        votes[(token.features or {}).get("Gender", "")] += 1
        votes[_given_name_gender(token)] += 2
    del votes[""]
    return max(votes, key=lambda gender: votes[gender], default=MASCULINE)


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


def _key(words: Sequence[str]) -> str:
    """The surname's sound; for «Владимир Владимирович», which has none, that of all words."""
    if not words:
        return ""
    if words[0].lower() in FAMILY_FIRST:
        return surname_key(words[0])
    if not words[-1].lower().endswith(PATRONYMIC_ENDINGS):
        return surname_key(words[-1])
    return surname_key(words[0]) if len(words) > 2 else words_key(" ".join(words))
