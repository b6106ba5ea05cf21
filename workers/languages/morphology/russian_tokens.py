"""Parsed words into another case: «мастерскую» → «мастерской»."""

from functools import lru_cache

from workers.languages.language import Token
from workers.languages.morphology.russian_words import FEATURES, Features, Reading, read_word

CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
DECLINED = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PRON", "NUM", "VERB"})
COMPARED = ("Case", "Number", "Gender")
NUMBERS = {"Sing": "sing", "Plur": "plur"}


def inflect_token(token: Token, case: str) -> str:
    """The word in the case (UD), capitals kept; as it is where the dictionary knows none."""
    features = token.features or {}
    if token.part_of_speech not in DECLINED or features.get("Case") in {None, case}:
        return token.text
    key = tuple(features.get(name, "") for name in COMPARED)
    return _match_capitals(token.text, _inflect(token.text.lower(), key, case))


@lru_cache(maxsize=10_000)
def _inflect(word: str, features: tuple[str, ...], case: str) -> str:
    wanted = dict(zip(COMPARED, features, strict=True))
    known = read_word(word)
    readings = [one for one in known if _agrees(one, wanted)] or [
        one for one in known if _agrees(one, {**wanted, "Gender": ""})
    ]  # the tagger takes the «Зарянка» of «первой „Зарянки“» for a man
    if not readings:
        return word
    number = NUMBERS.get(wanted["Number"])
    form = readings[0].inflect({CASES[case], *([number] if number else [])})
    return form.word if form else word


def _agrees(reading: Reading, wanted: Features) -> bool:
    """The reading can be declined, and no feature that it has differs from the parser's."""
    if (
        wanted is None
        or not {"nomn", "gent", "datv", "accs", "ablt", "loct"} & reading.tag.grammemes
    ):
        return False
    found = dict(FEATURES[one] for one in reading.tag.grammemes if one in FEATURES)
    return all(found.get(name) in {None, value} for name, value in wanted.items() if value)


def _match_capitals(before: str, after: str) -> str:
    if before.isupper() and len(before) > 1:
        return after.upper()
    return after[:1].upper() + after[1:] if before[:1].isupper() else after
