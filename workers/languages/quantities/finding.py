"""Finds the quantities of a text: number, then unit or counted noun, then tolerance."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexes.records import Span
from workers.languages.dates import find_date_spans
from workers.languages.language import Quantity, Tolerance
from workers.languages.numerals.levelling import level
from workers.languages.numerals.reader import Number, find_numbers
from workers.languages.numerals.vocabulary import Role
from workers.languages.quantities.counting import find_counted
from workers.languages.quantities.exclusions import find_exclusions, mask
from workers.languages.quantities.ranges import Stretch, join_ranges
from workers.languages.quantities.single_words import SingleWord, find_single_words
from workers.languages.quantities.tolerances import (
    APPROXIMATE,
    EXACT,
    ODD_WORDS,
    Loosening,
    read_loosening,
)
from workers.languages.quantities.units import (
    PERCENT,
    SIGN_BEFORE,
    SIGNS,
    TIMES,
    find_unit,
)

# After digits: «2-й», «3-го», "2nd" are ordinals, «20-ти», «3-х» are not.
_ORDINAL_ENDING = re.compile(r"-(?:й|я|е|го|му|м|ю|ой|ый|ая|ое|ые|ых)\b|(?:st|nd|rd|th)\b")
_CARDINAL_ENDING = re.compile(r"-(?:х|ти|ми|и|мя|рых|рым|ью)\b")
_HYPHENATED = re.compile(r"-(?=[a-z])")  # "5-member", "27-nation"
_RATIO_BEFORE = re.compile(r"\bв (?:(?:более|менее|почти|около|примерно|не менее|не более)(?: чем)?"
                           r"(?: в)? )?$", re.IGNORECASE)  # fmt: skip
_RATIO_AFTER = re.compile(r" раза?\b", re.IGNORECASE)
_ALONE = re.compile(
    r"\b(?:только|лишь|всего|ровно|единственн[а-я]+|only|just|exactly) (?:на |в )?$", re.IGNORECASE
)
# «миллион», but not the vague «миллионы», «тысячи».
_SINGLE_MULTIPLIERS_TEXT = (
    "тысяча тысячу тысячей миллион миллиард триллион сотня сотню десяток дюжина дюжину"
)
_SINGLE_MULTIPLIERS = frozenset(_SINGLE_MULTIPLIERS_TEXT.split())
_ONE_BEFORE = re.compile(r"\b(?:a|an|per|one) $", re.IGNORECASE)
_ARTICLE_BEFORE = re.compile(r"\b(?:a|one)[ -]$", re.IGNORECASE)
_MINUS = re.compile(r"(?:(?<=\s)|^)-$|\bминус $|\bminus $", re.IGNORECASE)
_SHARING = re.compile(r" (?:до|по|и|или|из|против|to|and|or|of|out of) (?:[а-я]+ )?")
_PART_LINKS = frozenset({" из ", " of ", " out of "})
_FRACTION_LINK = {"ru": (" из ",), "en": (" out of ", " in ")}
_ROUND_WHOLES = frozenset({10.0, 100.0, 1000.0})
_LETTER = re.compile(r"[^\W\d_]")


def find_quantities(text: str, code: str) -> tuple[Quantity, ...]:
    """Numbers, in digits or words, that are not parts of dates, times, names or labels."""
    levelled = level(text)
    blocked = [(span.start, span.end) for span in find_date_spans(text, code)]
    blocked += find_exclusions(mask(levelled, blocked), code)
    readable = mask(levelled, blocked)
    singles = list(find_single_words(readable, code))
    readable = mask(readable, [(one.span.start, one.span.end) for one in singles])
    drafts = _share_units(list(_draft_all(readable, code)), readable)
    found = [_finish(text, readable, draft, code) for draft in _merge(drafts, readable)]
    found += [_finish_single(text, levelled, one, code) for one in singles]
    return tuple(sorted(found, key=lambda quantity: quantity.span))


@dataclass(frozen=True, slots=True)
class _Draft:
    """A quantity before its tolerance is read."""

    span: Span
    low: float
    high: float
    unit: str
    factor: float
    counted: str
    digits: int
    is_ordinal: bool = False
    is_loose: bool = False
    is_bare_multiplier: bool = False
    scale: float = 1.0  # of the number's multiplier: 1e6 in «5 млн»


def _draft_all(readable: str, code: str) -> Iterator[_Draft]:
    numbers = _read_shares(find_numbers(readable, code), readable, code)
    stretches = join_ranges(_join_fractions(numbers, readable, code), readable, code)
    for stretch in stretches:
        draft = _draft(stretch, readable, code)
        if draft and not _is_pronoun(stretch, draft, readable):
            yield draft


def _read_shares(numbers: list[Number], readable: str, code: str) -> list[Number]:
    """ "a third of", "one fifth of": an ordinal that is a share."""
    if code != "en":
        return numbers
    return [
        replace(number, role=Role.FRACTION, value=1 / number.value)
        if number.role is Role.ORDINAL
        and number.value >= 3
        and _ARTICLE_BEFORE.search(readable, max(0, number.span.start - 5), number.span.start)
        and readable.startswith(" of", number.span.end)
        else number
        for number in numbers
    ]


def _join_fractions(numbers: list[Number], readable: str, code: str) -> list[Number]:
    """«девять из десяти» is nine tenths; «семь из 38» stays two numbers."""
    joined: list[Number] = []
    for number in numbers:
        link = readable[joined[-1].span.end : number.span.start] if joined else ""
        is_share = (
            link in _FRACTION_LINK.get(code, ())
            and number.value in _ROUND_WHOLES
            and joined[-1].value < number.value
            and not number.is_loose
        )
        if is_share:
            top = joined.pop()
            span = Span(top.span.start, number.span.end)
            number = Number(span, top.value / number.value, role=Role.FRACTION, digits=top.digits)
        joined.append(number)
    return joined


def _draft(stretch: Stretch, readable: str, code: str) -> _Draft | None:
    """The stretch with its unit or counted noun; None where letters make it a code."""
    number, start = stretch.number, stretch.number.span.start
    if number.role is Role.FRACTION:
        return _draft_fraction(stretch, readable, code)
    end, is_ordinal = _read_ending(number, readable)
    odd = ODD_WORDS.match(readable, end)
    end = odd.end() if odd else end
    if is_ordinal:
        counted = find_counted(readable, end, code, is_ordinal=True)
        return _make(stretch, Span(start, end), counted=counted, is_ordinal=True)
    sign = SIGN_BEFORE.search(readable, max(0, start - 5), start)
    if sign:
        unit = SIGNS[sign["sign"]]
        return _make(stretch, Span(sign.start(), end), unit=unit)
    if _RATIO_AFTER.match(readable, end) and _RATIO_BEFORE.search(
        readable, max(0, start - 30), start
    ):
        ratio_end = _RATIO_AFTER.match(readable, end)
        return _make(stretch, Span(start, ratio_end.end() if ratio_end else end), unit=TIMES)
    found = find_unit(readable, _skip_hyphen(readable, end), code, in_digits=number.in_digits)
    if found:
        unit, unit_end = found
        counted = (
            find_counted(readable, unit_end, code, is_ordinal=False) if unit.name == PERCENT else ""
        )
        return _make(stretch, Span(start, unit_end), unit.name, unit.factor, counted)
    if number.in_digits and _LETTER.match(readable, end):
        return None
    is_hyphenated = _HYPHENATED.match(readable, end) is not None
    counted = find_counted(readable, end, code, is_ordinal=is_hyphenated)
    return _make(stretch, Span(start, end), counted=counted)


def _draft_fraction(stretch: Stretch, readable: str, code: str) -> _Draft:
    number = stretch.number
    counted = find_counted(readable, number.span.end, code, is_ordinal=False)
    draft = _make(stretch, number.span, PERCENT, 100.0, counted)
    return replace(draft, is_loose=True)


def _make(
    stretch: Stretch,
    span: Span,
    unit: str = "",
    factor: float = 1.0,
    counted: str = "",
    *,
    is_ordinal: bool = False,
) -> _Draft:
    number = stretch.number
    return _Draft(
        span,
        low=stretch.low * factor,
        high=stretch.high * factor,
        unit=unit,
        factor=factor,
        counted=counted,
        digits=number.digits,
        is_ordinal=is_ordinal,
        is_loose=number.is_loose,
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


def _skip_hyphen(readable: str, end: int) -> int:
    """ "three-day visit": the unit follows a hyphen."""
    return end + 1 if _HYPHENATED.match(readable, end) else end


def _is_pronoun(stretch: Stretch, draft: _Draft, readable: str) -> bool:
    """«один», "one" without a unit, and vague «миллионы», say no number."""
    number, start = stretch.number, stretch.number.span.start
    if draft.is_bare_multiplier and not draft.is_ordinal:
        return not _is_single_multiplier(number, readable)
    is_one = number.value == 1 and not number.in_digits and not draft.is_ordinal
    if is_one and not draft.unit:
        return _ALONE.search(readable, max(0, start - 20), start) is None
    return _is_family(number, readable)


def _is_single_multiplier(number: Number, readable: str) -> bool:
    if number.span.of(readable).lower() in _SINGLE_MULTIPLIERS:
        return True
    start = number.span.start
    if _ONE_BEFORE.search(readable, max(0, start - 6), start):
        return True
    code = "ru"  # English multipliers have no genitive
    return read_loosening(readable, start, number.span.end, code)[0] is not EXACT


def _is_family(number: Number, readable: str) -> bool:
    """«семью» alone is a family more often than a seven."""
    return number.span.of(readable).lower() == "семью"


def _share_units(drafts: list[_Draft], readable: str) -> list[_Draft]:
    """«с 5 до 7 %», «5 и 7 школ», «7 из 38 скважин»: the first has what the second has."""
    shared = drafts[-1:]
    for draft in reversed(drafts[:-1]):
        following = shared[-1]
        link = readable[draft.span.end : following.span.start]
        is_open = not (draft.unit or draft.counted or draft.is_ordinal or following.is_ordinal)
        if is_open and _SHARING.fullmatch(link):
            draft = _with_unit_of(draft, following, is_part=link in _PART_LINKS)  # noqa: PLW2901
        shared.append(draft)
    return shared[::-1]


def _with_unit_of(draft: _Draft, following: _Draft, *, is_part: bool) -> _Draft:
    if is_part:
        return replace(draft, counted=following.counted)
    factor = following.factor * (following.scale if draft.scale == 1 else 1.0)
    return replace(
        draft,
        low=draft.low * factor,
        high=draft.high * factor,
        factor=following.factor,
        unit=following.unit,
        counted=following.counted,
    )


def _merge(drafts: list[_Draft], readable: str) -> Iterator[_Draft]:
    """«3 часа 28 минут», "1 m 85 cm": one quantity in two units."""
    pending: _Draft | None = None
    for draft in drafts:
        if pending and _continues(pending, draft, readable):
            pending = replace(
                pending,
                span=Span(pending.span.start, draft.span.end),
                low=pending.low + draft.low,
                high=pending.high + draft.high,
                factor=draft.factor,
                digits=pending.digits + draft.digits,
            )
            continue
        if pending:
            yield pending
        pending = draft
    if pending:
        yield pending


def _continues(first: _Draft, second: _Draft, readable: str) -> bool:
    gap = readable[first.span.end : second.span.start]
    return (
        gap in {" ", " и ", " and "}
        and first.unit == second.unit
        and first.unit not in {"", PERCENT}
        and second.factor < first.factor
    )


def _finish(text: str, readable: str, draft: _Draft, code: str) -> Quantity:
    """Read the tolerance and make the record."""
    sign = _MINUS.search(readable, max(0, draft.span.start - 7), draft.span.start)
    if sign and not draft.is_ordinal:
        draft = replace(
            draft, span=Span(sign.start(), draft.span.end), low=-draft.high, high=-draft.low
        )
    loosening, start, end = EXACT, draft.span.start, draft.span.end
    if not draft.is_ordinal:
        loosening, start, end = read_loosening(readable, start, end, code)
    if loosening is EXACT and draft.is_loose:
        loosening = APPROXIMATE
    return _record(text, Span(start, end), draft, loosening)


def _record(text: str, span: Span, draft: _Draft, loosening: Loosening) -> Quantity:
    low, high = loosening.bounds(draft.low)[0], loosening.bounds(draft.high)[1]
    value = draft.low if draft.low == draft.high else (draft.low + draft.high) / 2
    return Quantity(
        span=span,
        text=span.of(text),
        value=value,
        low=low,
        high=high,
        unit=draft.unit,
        counted=draft.counted,
        tolerance=loosening.tolerance if draft.low == draft.high else Tolerance.APPROXIMATE,
        is_ordinal=draft.is_ordinal,
        digits=draft.digits,
    )


def _finish_single(text: str, levelled: str, single: SingleWord, code: str) -> Quantity:
    loosening, start, end = read_loosening(levelled, single.span.start, single.span.end, code)
    low, high = loosening.bounds(single.value)
    span = Span(start, end)
    return Quantity(
        span=span,
        text=span.of(text),
        value=single.value,
        low=low,
        high=high,
        unit=single.unit,
        counted=single.counted,
        tolerance=loosening.tolerance,
        digits=1,
    )
