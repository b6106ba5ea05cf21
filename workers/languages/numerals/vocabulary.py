"""What a number word can be, whatever its language."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """How a word takes part in a number."""

    ADDEND = "addend"  # двадцать, seven
    MULTIPLIER = "multiplier"  # тысяча, млн, million
    ORDINAL = "ordinal"  # двадцатый, seventh: closes the number
    FRACTION = "fraction"  # половина, треть, quarter


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A word's value and role. `is_loose`: «десяток», «сотня» are rarely meant exactly."""

    value: float
    role: Role
    is_loose: bool = False


Vocabulary = dict[str, NumberWord]


def put_forms(words: Vocabulary, forms: str, word: NumberWord) -> None:
    """Enter every form of a space-separated list."""
    for form in forms.split():
        words.setdefault(form, word)
