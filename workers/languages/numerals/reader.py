"""Finds whole numbers in running text: «две с половиной тысячи», "4,523,000", «5,2 млн»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from indexes.records import Span
from workers.languages.numerals.digits import DIGITS, read_digits
from workers.languages.numerals.english import ATTACHED_MULTIPLIERS, ENGLISH_NUMBER_WORDS
from workers.languages.numerals.russian import RUSSIAN_NUMBER_WORDS
from workers.languages.numerals.vocabulary import NumberWord, Role, Vocabulary

VOCABULARIES: dict[str, Vocabulary] = {"ru": RUSSIAN_NUMBER_WORDS, "en": ENGLISH_NUMBER_WORDS}
_PIECE = re.compile(rf"(?P<digits>{DIGITS.pattern})|(?P<word>[^\W\d_]+)")
# What may stand between two pieces of one number.
_GAPS: dict[str, frozenset[str]] = {
    "ru": frozenset({"", " ", ". "}),  # «5 млн», «5млн», «2 млн. 300 тыс.»
    "en": frozenset({"", " ", "-", " and ", " a ", " of a "}),
}
_HALVES: dict[str, re.Pattern[str]] = {
    "ru": re.compile(r" с (?P<half>половиной|четвертью)\b", re.IGNORECASE),
    "en": re.compile(r" and an? (?P<half>half|quarter)\b", re.IGNORECASE),
}
_TOUCHING_DIGITS = re.compile(r"(?P<sign>[$€£¥] ?)?\d[\d.,]*$")
_HALF_VALUES = {"половиной": 0.5, "half": 0.5, "четвертью": 0.25, "quarter": 0.25}
_HUNDRED = 100
LONGEST_NUMBER = 16  # pieces


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written, before anybody asks what it counts."""

    span: Span
    value: float
    role: Role = Role.ADDEND  # ADDEND: cardinal; MULTIPLIER: «миллион» without a count
    digits: int = 0  # significant digits written
    is_loose: bool = False
    in_digits: bool = False
    scale: float = 1.0  # of the multiplier it ends with: 1e6 in «5 млн»


@dataclass(frozen=True, slots=True)
class _Piece:
    """One word or digit group that may belong to a number."""

    span: Span
    word: NumberWord
    digits: int = 0  # 0: written as a word


@dataclass(slots=True)
class _Sum:
    """A number under construction: finished groups plus the one that is still open."""

    total: float = 0.0
    group: float | None = None
    room: float = float("inf")  # the next addend must be smaller: «двадцать» leaves room for «семь»
    smallest_multiplier: float = float("inf")
    is_closed: bool = False

    def takes(self, piece: _Piece) -> bool:
        """Add the piece if it continues the number."""
        if self.is_closed:
            return False
        if piece.word.role is Role.MULTIPLIER:
            return self._multiply(piece.word.value)
        if piece.word.role is Role.FRACTION:
            return self._take_fraction(piece.word.value)
        return self._add(piece)

    def _add(self, piece: _Piece) -> bool:
        value = piece.word.value
        if value >= self.room or (piece.digits and self.group is not None):
            return False
        self.group = (self.group or 0.0) + value
        self.room = 0.0 if piece.digits else _room_below(value)
        self.is_closed = piece.word.role is Role.ORDINAL
        return True

    def _multiply(self, value: float) -> bool:
        if value == _HUNDRED and self.group is not None and self.group < _HUNDRED:
            self.group, self.room = self.group * value, _HUNDRED  # five hundred twenty thousand
            return True
        if value >= self.smallest_multiplier or (self.group is None and self.total):
            return False
        self.total += (1.0 if self.group is None else self.group) * value
        self.group, self.room, self.smallest_multiplier = None, value, value
        return True

    def _take_fraction(self, value: float) -> bool:
        """«две трети»; stays open for «треть миллиона», "half a million"."""
        if self.total or (self.group is not None and not 1 <= self.group < 10):
            return False
        self.group, self.room = (self.group or 1.0) * value, 0.0
        return True

    @property
    def value(self) -> float:
        return self.total + (self.group or 0.0)


def _room_below(value: float) -> float:
    """What may still follow: units after tens, tens after hundreds, nothing after units."""
    if value >= _HUNDRED:
        return 100.0
    return 10.0 if value >= 20 and value % 10 == 0 else 0.0


def find_numbers(levelled: str, code: str) -> list[Number]:
    """All numbers of a levelled text, in order, without overlaps."""
    found: list[Number] = []
    pieces = list(_find_pieces(levelled, code))
    start = 0
    while start < len(pieces):
        number, used = _read_number(levelled, pieces[start : start + LONGEST_NUMBER], code)
        found.append(number)
        start += used
    return found


def read_whole_number(written: str, code: str) -> int:
    """The first number of a short text, «12-го», «двенадцатого», "twelfth".

    Raises:
        ValueError: there is none.
    """
    numbers = find_numbers(written, code)
    if not numbers:
        raise ValueError(f"no number in {written!r}")
    return int(numbers[0].value)


@cache
def read_word(word: str, code: str) -> NumberWord | None:
    """What the word means as a part of a number."""
    return VOCABULARIES.get(code, {}).get(word)


def _find_pieces(levelled: str, code: str) -> Iterator[_Piece]:
    for match in _PIECE.finditer(levelled):
        span = Span(match.start(), match.end())
        if match["digits"]:
            read = read_digits(match["digits"], code)
            if read:
                yield _Piece(span, NumberWord(read[0], Role.ADDEND), digits=read[1])
            continue
        word = read_word(match["word"].lower(), code)
        if word and _may_stand_here(levelled, match["word"].lower(), span, code):
            yield _Piece(span, word)


def _may_stand_here(levelled: str, word: str, span: Span, code: str) -> bool:
    """Letters multiply only digits they touch, "5k", and "m" and "b" only money, "£5m"."""
    if code != "en" or word not in ATTACHED_MULTIPLIERS:
        return True
    before = _TOUCHING_DIGITS.search(levelled[max(0, span.start - 24) : span.start])
    return before is not None and (word not in {"m", "b"} or bool(before["sign"]))


def _read_number(levelled: str, pieces: list[_Piece], code: str) -> tuple[Number, int]:
    """The number that starts at the first piece, and how many pieces lie within it."""
    fraction = _read_named_fraction(levelled, pieces)
    if fraction:
        return fraction, 2
    reading, taken = _Sum(), [pieces[0]]
    reading.takes(pieces[0])
    end = _take_half(levelled, pieces[0].span.end, reading, code)
    for piece in pieces[1:]:
        if piece.span.start < end:  # the «половиной» of «две с половиной»
            continue
        is_open = levelled[end : piece.span.start].lower() in _GAPS.get(code, ())
        if not is_open or not _fits(levelled[end : piece.span.start], piece, reading):
            break
        taken.append(piece)
        end = _take_half(levelled, piece.span.end, reading, code)
    used = sum(piece.span.start < end for piece in pieces)
    return _finish(Span(pieces[0].span.start, end), reading, taken), used


def _fits(gap: str, piece: _Piece, reading: _Sum) -> bool:
    """Digits only join after a multiplier: «2 млн 300 тыс.»; «млн. 5» starts a sentence."""
    if piece.digits and (gap != " " or reading.group is not None):
        return False
    return reading.takes(piece)


def _take_half(levelled: str, end: int, reading: _Sum, code: str) -> int:
    """«две с половиной», "two and a half": the half joins the open group. Returns the new end."""
    pattern = _HALVES.get(code)
    match = pattern.match(levelled, end) if pattern else None
    if not match or reading.group is None:
        return end
    reading.group += _HALF_VALUES[match["half"].lower()]
    return match.end()


def _read_named_fraction(levelled: str, pieces: list[_Piece]) -> Number | None:
    """«три пятых», «одна десятая», "two fifths": a cardinal below, an ordinal above."""
    if len(pieces) < 2:
        return None
    top, bottom = pieces[0], pieces[1]
    ending = bottom.span.of(levelled).lower()[-2:]
    is_feminine = top.word.value == 1 and ending in {"ая", "ой", "ую"}
    fits = (
        top.word.role is Role.ADDEND
        and bottom.word.role is Role.ORDINAL
        and levelled[top.span.end : bottom.span.start] == " "
        and bottom.word.value >= 3
        and top.word.value < bottom.word.value
        and top.word.value < 10
        and (ending == "ых" or is_feminine)
    )
    if not fits:
        return None
    value = top.word.value / bottom.word.value
    return Number(Span(top.span.start, bottom.span.end), value, role=Role.FRACTION)


def _finish(span: Span, reading: _Sum, taken: list[_Piece]) -> Number:
    roles = [piece.word.role for piece in taken]
    role = roles[0] if len(roles) == 1 else Role.ADDEND
    if roles[-1] is Role.ORDINAL or (roles[-1] is Role.FRACTION and reading.total == 0):
        role = roles[-1]
    digits = max(piece.digits for piece in taken)
    return Number(
        span,
        reading.value,
        role=role,
        digits=digits or _significant_digits(reading.value),
        is_loose=any(piece.word.is_loose for piece in taken),
        in_digits=digits > 0,
        scale=taken[-1].word.value if roles[-1] is Role.MULTIPLIER else 1.0,
    )


def _significant_digits(value: float) -> int:
    """Digits that a number in words really says: «сто двадцать» two, «две тысячи» one."""
    written = f"{value:.10g}"
    if "e" in written:
        written = f"{value:.0f}"
    if "." not in written:
        written = written.rstrip("0")
    return max(len(written.replace(".", "").lstrip("0")), 1)
