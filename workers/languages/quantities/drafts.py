"""From a number to a quantity: which unit or noun it has, by the first reading that fits."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from indexes.records import Span
from workers.languages.numerals.reader import Number
from workers.languages.numerals.vocabulary import Role
from workers.languages.quantities.counting import find_counted
from workers.languages.quantities.ranges import Stretch
from workers.languages.quantities.tolerances import ODD_WORDS
from workers.languages.quantities.units import PERCENT, SIGN_BEFORE, SIGNS, TIMES, find_unit

# After digits: «2-й», «3-го», "2nd" are ordinals, «20-ти», «3-х» are not.
_ORDINAL_ENDING = re.compile(r"-(?:й|я|е|го|му|м|ю|ой|ый|ая|ое|ые|ых)\b|(?:st|nd|rd|th)\b")
_CARDINAL_ENDING = re.compile(r"-(?:х|ти|ми|и|мя|рых|рым|ью)\b")
_HYPHENATED = re.compile(r"-(?=[a-z])")  # "5-member", "27-nation"
_RATIO_BEFORE = re.compile(
    r"\bв (?:(?:более|менее|почти|около|примерно|не менее|не более)(?: чем)?(?: в)? )?$",
    re.IGNORECASE,
)
_RATIO_AFTER = re.compile(r" раза?\b", re.IGNORECASE)
_RATIO_REACH = 30
_SIGN_REACH = 5
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Draft:
    """A quantity before its tolerance is read."""

    span: Span
    low: float
    high: float
    digits: int
    unit: str = ""
    factor: float = 1.0
    counted: str = ""
    is_ordinal: bool = False
    is_loose: bool = False
    is_bare_multiplier: bool = False
    scale: float = 1.0  # of the number's multiplier: 1e6 in «5 млн»


@dataclass(frozen=True, slots=True)
class Written:
    """A stretch of numbers in its text; `end` is past endings such as «-й» and «с лишним»."""

    stretch: Stretch
    readable: str
    code: str
    end: int
    is_ordinal: bool

    @property
    def number(self) -> Number:
        return self.stretch.number

    @property
    def start(self) -> int:
        return self.number.span.start

    def counted_from(self, place: int, *, is_ordinal: bool = False) -> str:
        return find_counted(self.readable, place, self.code, is_ordinal=is_ordinal)


Reading = Callable[[Written], Draft | None]


def draft_quantity(stretch: Stretch, readable: str, code: str) -> Draft | None:
    """None where the letters that go on make it a code: "5G"."""
    end, is_ordinal = _read_ending(stretch.number, readable)
    odd = ODD_WORDS.match(readable, end)
    written = Written(stretch, readable, code, odd.end() if odd else end, is_ordinal)
    drafts = (reading(written) for reading in READINGS)
    return next((draft for draft in drafts if draft), None)


def as_share(written: Written) -> Draft | None:
    if written.number.role is not Role.FRACTION:
        return None
    end = written.number.span.end
    counted = written.counted_from(end)
    return _make(written, Span(written.start, end), PERCENT, 100.0, counted, is_loose=True)


def as_ordinal(written: Written) -> Draft | None:
    if not written.is_ordinal:
        return None
    counted = written.counted_from(written.end, is_ordinal=True)
    return _make(written, Span(written.start, written.end), counted=counted)


def as_money(written: Written) -> Draft | None:
    """The sign before the number: "$30", «€ 5»."""
    start = written.start
    sign = SIGN_BEFORE.search(written.readable, max(0, start - _SIGN_REACH), start)
    return _make(written, Span(sign.start(), written.end), SIGNS[sign["sign"]]) if sign else None


def as_ratio(written: Written) -> Draft | None:
    """«в три раза», but not «три раза»."""
    start = written.start
    before = _RATIO_BEFORE.search(written.readable, max(0, start - _RATIO_REACH), start)
    after = _RATIO_AFTER.match(written.readable, written.end)
    return _make(written, Span(start, after.end()), TIMES) if before and after else None


def as_measure(written: Written) -> Draft | None:
    end = _skip_hyphen(written)
    in_digits = written.number.in_digits
    found = find_unit(written.readable, end, written.code, in_digits=in_digits)
    if found is None:
        return None
    unit, unit_end = found
    counted = written.counted_from(unit_end) if unit.name == PERCENT else ""
    return _make(written, Span(written.start, unit_end), unit.name, unit.factor, counted)


def as_count(written: Written) -> Draft | None:
    if written.number.in_digits and _LETTER.match(written.readable, written.end):
        return None
    is_hyphenated = _skip_hyphen(written) > written.end
    counted = written.counted_from(written.end, is_ordinal=is_hyphenated)
    return _make(written, Span(written.start, written.end), counted=counted)


READINGS: tuple[Reading, ...] = (as_share, as_ordinal, as_money, as_ratio, as_measure, as_count)


def _make(
    written: Written,
    span: Span,
    unit: str = "",
    factor: float = 1.0,
    counted: str = "",
    *,
    is_loose: bool = False,
) -> Draft:
    number = written.number
    return Draft(
        span,
        low=written.stretch.low * factor,
        high=written.stretch.high * factor,
        digits=number.digits,
        unit=unit,
        factor=factor,
        counted=counted,
        is_ordinal=written.is_ordinal,
        is_loose=is_loose or number.is_loose,
        is_bare_multiplier=number.role is Role.MULTIPLIER,
        scale=number.scale,
    )


def _read_ending(number: Number, readable: str) -> tuple[int, bool]:
    """Where the number ends with a grown-on ending, and whether that makes it an ordinal."""
    end = number.span.end
    if number.role is Role.ORDINAL:
        return end, True
    if not number.in_digits:
        return end, False
    for pattern, is_ordinal in ((_CARDINAL_ENDING, False), (_ORDINAL_ENDING, True)):
        match = pattern.match(readable, end)
        if match:
            return match.end(), is_ordinal
    return end, False


def _skip_hyphen(written: Written) -> int:
    """In "three-day visit" the unit follows a hyphen."""
    end = written.end
    return end + 1 if _HYPHENATED.match(written.readable, end) else end
