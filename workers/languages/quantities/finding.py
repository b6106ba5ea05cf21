"""Finds the quantities of a text: number, then unit or counted noun, then tolerance."""

import re
from collections.abc import Iterator
from dataclasses import replace

from indexes.records import Span
from workers.languages.dates import find_date_spans
from workers.languages.language import Quantity, Tolerance
from workers.languages.numerals.levelling import level
from workers.languages.numerals.reader import Number, find_numbers
from workers.languages.quantities.drafts import Draft, draft_quantity
from workers.languages.quantities.exclusions import find_exclusions, mask
from workers.languages.quantities.joining import merge_measures, share_units
from workers.languages.quantities.ranges import Stretch, join_ranges
from workers.languages.quantities.shares import join_shares
from workers.languages.quantities.single_words import SingleWord, find_single_words
from workers.languages.quantities.tolerances import APPROXIMATE, EXACT, Loosening, read_loosening

_ALONE = re.compile(
    r"\b(?:только|лишь|всего|ровно|единственн[а-я]+|only|just|exactly) (?:на |в )?$", re.IGNORECASE
)
# «миллион», but not the vague «миллионы», «тысячи».
_SINGLE_MULTIPLIERS_TEXT = (
    "тысяча тысячу тысячей миллион миллиард триллион сотня сотню десяток дюжина дюжину"
)
_SINGLE_MULTIPLIERS = frozenset(_SINGLE_MULTIPLIERS_TEXT.split())
_ONE_BEFORE = re.compile(r"\b(?:a|an|per|one) $", re.IGNORECASE)
_MINUS = re.compile(r"(?:(?<=\s)|^)-$|\bминус $|\bminus $", re.IGNORECASE)


def find_quantities(text: str, code: str) -> tuple[Quantity, ...]:
    """Numbers, in digits or words, that are not parts of dates, times, names or labels."""
    levelled = level(text)
    blocked = [(span.start, span.end) for span in find_date_spans(text, code)]
    blocked += find_exclusions(mask(levelled, blocked), code)
    readable = mask(levelled, blocked)
    singles = list(find_single_words(readable, code))
    readable = mask(readable, [(one.span.start, one.span.end) for one in singles])
    drafts = share_units(list(_draft_all(readable, code)), readable)
    found = [_finish(text, readable, draft, code) for draft in merge_measures(drafts, readable)]
    found += [_finish_single(text, levelled, one, code) for one in singles]
    return tuple(sorted(found, key=lambda quantity: quantity.span))


def _draft_all(readable: str, code: str) -> Iterator[Draft]:
    numbers = join_shares(find_numbers(readable, code), readable, code)
    for stretch in join_ranges(numbers, readable, code):
        draft = draft_quantity(stretch, readable, code)
        if draft and not _is_pronoun(stretch, draft, readable):
            yield draft


def _is_pronoun(stretch: Stretch, draft: Draft, readable: str) -> bool:
    """«один», "one" without a unit, and vague «миллионы», say no number."""
    number, start = stretch.number, stretch.number.span.start
    if draft.is_bare_multiplier and not draft.is_ordinal:
        return not _is_single_multiplier(number, readable)
    is_one = number.value == 1 and not number.in_digits and not draft.is_ordinal
    if is_one and not draft.unit:
        return _ALONE.search(readable, max(0, start - 20), start) is None
    return number.span.of(readable).lower() == "семью"  # alone a family rather than a seven


def _is_single_multiplier(number: Number, readable: str) -> bool:
    if number.span.of(readable).lower() in _SINGLE_MULTIPLIERS:
        return True
    start = number.span.start
    if _ONE_BEFORE.search(readable, max(0, start - 6), start):
        return True
    code = "ru"  # English multipliers have no genitive
    return read_loosening(readable, start, number.span.end, code)[0] is not EXACT


def _finish(text: str, readable: str, draft: Draft, code: str) -> Quantity:
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


def _record(text: str, span: Span, draft: Draft, loosening: Loosening) -> Quantity:
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
