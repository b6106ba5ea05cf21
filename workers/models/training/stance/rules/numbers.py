"""Numbers: another magnitude, sensible rounding, another way to write the same."""

import random
import re
from collections.abc import Iterator
from itertools import pairwise

from workers.languages.language import Quantity, Tolerance
from workers.models.training.stance.rules.dates import YEAR
from workers.models.training.stance.rules.statement import Change, Effect, Statement

DIGITS = re.compile(r"\d+(?:[.,]\d+)?")
NEAR = re.compile(r"(?<![\d.,:-])\d{1,4}(?![\d.,:-])")
AGED = re.compile(r"(\d+)(-(?:лет|год|мест|комнат|этаж|процент|километр|метр|дневн|час).+)")
CLOSE = 0.25  # a number that differs less may be a sensible rounding
FACTORS = (0.3, 0.4, 0.5, 0.6, 0.7, 1.4, 1.5, 1.7, 2.0, 2.5, 3.0)
SMALL = 12
TENS = 10
NUMERALS = {  # like agreement and like forms
    "пять": ("семь", "восемь", "девять"),
    "шесть": ("восемь", "девять", "десять"),
    "семь": ("пять", "десять", "четырнадцать"),
    "восемь": ("пять", "шесть", "одиннадцать"),
    "девять": ("пять", "шесть", "пятнадцать"),
    "десять": ("шесть", "семь", "двадцать"),
    "двенадцать": ("восемь", "пятнадцать", "двадцать"),
    "двадцать": ("десять", "тридцать", "пятнадцать"),
    "тридцать": ("двадцать", "пятнадцать"),
    "три": ("четыре",),
    "четыре": ("три",),
}
IN_WORDS = {
    "3": "три", "4": "четыре", "5": "пять", "6": "шесть", "7": "семь", "8": "восемь",
    "9": "девять", "10": "десять", "12": "двенадцать", "15": "пятнадцать", "20": "двадцать",
    "30": "тридцать",
}  # fmt: skip
IN_DIGITS = {word: digits for digits, word in IN_WORDS.items()}
SHORT = {"миллион": "млн", "миллиард": "млрд", "тысяча": "тыс.", "процент": "%"}
LOOSE = {"около": ("примерно", "приблизительно"), "примерно": ("около",), "более": ("свыше",),
         "свыше": ("более",), "больше": ("более",)}  # fmt: skip
EXACT = frozenset({Tolerance.EXACT, Tolerance.APPROXIMATE})
LEAST_ROUNDED_DIGITS = 3


def change_number(statement: Statement, chance: random.Random) -> Iterator[Change]:
    """«52 человека» → «82 человека»: far from it, and with the same ending behind."""
    for quantity in statement.quantities:
        places = _places(statement, quantity)
        if quantity.tolerance not in EXACT or quantity.is_ordinal or len(places) != 1:
            continue
        other = _change(statement, places[0], chance)
        near = _find_near(statement, places[0])
        written = chance.choice(near) if near else other
        if written and written not in statement.written:
            yield Change("number", Effect.CONTRARY, {places[0]: written})


def exchange_numbers(statement: Statement, _: random.Random) -> Iterator[Change]:
    """«упал со 114 до 81» → «упал со 81 до 114»: all the words stay, the statement does not."""
    found = [
        (place, quantity)
        for quantity in statement.quantities
        for place in _places(statement, quantity)
        if DIGITS.fullmatch(statement.word(place)) and not _is_odd(statement, place)
    ]
    for (one, left), (other, right) in pairwise(found):
        written = (statement.word(one), statement.word(other))
        values = [float(word.replace(",", ".")) for word in written]
        is_like = _agreement(values[0]) == _agreement(values[1]) and left.unit == right.unit
        has_fraction = any(not word.isdigit() for word in written)
        if is_like and left is not right and _is_far(*values) and not has_fraction:
            words = {one: written[1], other: written[0]}
            yield Change("numbers_exchanged", Effect.CONTRARY, words)


def round_number(statement: Statement, chance: random.Random) -> Iterator[Change]:
    """«1 284 рабочих» → «около 1300 рабочих», where the noun stays as it is."""
    for quantity in statement.quantities:
        places = _places(statement, quantity)
        is_plain = quantity.tolerance is Tolerance.EXACT and not quantity.is_ordinal
        if is_plain and len(places) == 1 and _can_be_rounded(statement, places[0]):
            written = _round(statement.word(places[0]), chance)
            if written:
                words = {places[0]: written}
                yield Change("rounding", Effect.WEAKER, words, is_reversible=False)


def rewrite_number(statement: Statement, chance: random.Random) -> Iterator[Change]:
    """«5 процентов» → «5%», «10 человек» → «десять человек», «более» → «свыше»."""
    for place in statement.places():
        words = _rewrite(statement, place, chance)
        if words:
            yield Change("number_form", Effect.SAME, words)


def _places(statement: Statement, quantity: Quantity) -> list[int]:
    """The tokens that write the number itself."""
    return [
        place
        for place, token in enumerate(statement.tree.tokens)
        if quantity.span.overlap(token.span)
        and (any(c.isdigit() for c in token.text) or statement.lemma(place) in NUMERALS)
    ]


def _change(statement: Statement, place: int, chance: random.Random) -> str | None:
    word = statement.word(place)
    aged = AGED.fullmatch(word)
    if aged:
        other = _other_number(aged[1], chance)
        return f"{other}{aged[2]}" if other else None
    if DIGITS.fullmatch(word):
        return None if _is_odd(statement, place) else _other_number(word, chance)
    if statement.feature(place, "Case") in {"Nom", "Acc"} and word.islower():
        others = NUMERALS.get(word, ())
        return chance.choice(others) if others else None
    return None


def _find_near(statement: Statement, place: int) -> list[str]:
    """Numbers elsewhere in the text that would fit the place: evidence often has them nearby."""
    word = statement.word(place)
    if not word.isdigit() or _is_odd(statement, place):
        return []
    value = int(word)
    others = [one for one in NEAR.findall(statement.text) if not YEAR.fullmatch(one)]
    return [
        one
        for one in others
        if _is_far(value, int(one))
        and _agreement(int(one)) == _agreement(value)
        and abs(len(one) - len(word)) <= 1
    ]


def _is_odd(statement: Statement, place: int) -> bool:
    """Scores, codes and parts of longer numbers: «2:1», «9-0», «1 000», «№ 5», «в 2 раза»."""
    before, after = statement.word(place - 1), statement.word(place + 1)
    return (
        not {before, after}.isdisjoint({":", "-", "/", "№", "–", "—", "x", "х", "по", "от"})
        or DIGITS.fullmatch(before) is not None
        or DIGITS.fullmatch(after) is not None
    )


def _other_number(written: str, chance: random.Random) -> str | None:
    """A number of like shape and agreement, far from the first."""
    decimals = len(re.split("[.,]", written)[1]) if re.search("[.,]", written) else 0
    value = float(written.replace(",", "."))
    for _ in range(40):
        other = round(value * chance.choice(FACTORS), decimals)
        if not decimals and value <= SMALL:
            other = value + chance.choice((-4, -3, -2, 2, 3, 4, 5))
        if not decimals and value >= 10 * TENS and value % TENS == 0:
            other = round(other / TENS) * TENS
        if _is_far(value, other) and (decimals or _agreement(other) == _agreement(value)):
            text = f"{other:.{decimals}f}"
            return text.replace(".", ",") if "," in written else text
    return None


def _is_far(value: float, other: float) -> bool:
    return value > 0 and other > 0 and abs(other - value) / value > CLOSE


def _agreement(value: float) -> int:
    """1: «дом», 2: «дома», 5: «домов»."""
    last, tens = int(value) % 10, int(value) % 100
    if 11 <= tens <= 14 or last == 0 or last >= 5:
        return 5
    return 1 if last == 1 else 2


def _can_be_rounded(statement: Statement, place: int) -> bool:
    """Nothing before it asks for a case, and the words behind fit «около»."""
    word, before = statement.word(place), statement.lemma(place - 1)
    is_long = DIGITS.fullmatch(word) and len(word) >= LEAST_ROUNDED_DIGITS
    is_bound = place == 0 or statement.part(place - 1) in {"ADP", "NUM"} or before in LOOSE
    after = statement.word(place + 1)
    if not is_long or is_bound or _is_odd(statement, place):
        return False
    is_short = after in {"%", "млн", "млрд", "тыс", "кг", "км", "руб"}
    value = float(word.replace(",", "."))
    is_plural = "," not in word and "." not in word and _agreement(value) == 5
    return is_short or (is_plural and statement.feature(place + 1, "Case") == "Gen")


def _round(written: str, chance: random.Random) -> str | None:
    value = float(written.replace(",", "."))
    power = 10 ** (len(str(int(value))) - (1 if value < 100 else 2))
    rounded = round(value / power) * power
    if rounded == value or abs(rounded - value) / value > 0.05 or _agreement(rounded) != 5:
        return None
    closer = "почти" if rounded > value else "более"
    return f"{chance.choice(('около', 'около', closer))} {rounded}"


def _rewrite(statement: Statement, place: int, chance: random.Random) -> dict[int, str]:
    word, lemma = statement.word(place), statement.lemma(place)
    before = statement.word(place - 1)
    if DIGITS.fullmatch(before) and lemma in SHORT and not _is_odd(statement, place - 1):
        return {place: SHORT[lemma]} if lemma != "процент" else {place - 1: f"{before}%", place: ""}
    if word in IN_DIGITS and statement.feature(place, "Case") in {"Nom", "Acc"}:
        return {place: IN_DIGITS[word]}
    is_counting = statement.part(place) == "NUM" and statement.feature(place + 1, "Case") == "Gen"
    is_free = place > 0 and statement.part(place - 1) == "VERB" and not _is_odd(statement, place)
    if word in IN_WORDS and is_counting and is_free:
        return {place: IN_WORDS[word]}
    if lemma in LOOSE and word.islower() and DIGITS.fullmatch(statement.word(place + 1)):
        return {place: chance.choice(LOOSE[lemma])}
    return {}
