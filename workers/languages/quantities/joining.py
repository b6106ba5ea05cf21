"""Quantities that say something together: «с 5 до 7 %», «3 часа 28 минут»."""

import re
from collections.abc import Iterator
from dataclasses import replace

from indexes.records import Span
from workers.languages.quantities.drafts import Draft
from workers.languages.quantities.units import PERCENT

_SHARING = re.compile(r" (?:до|по|и|или|из|против|to|and|or|of|out of) (?:[а-я]+ )?")
_PART_LINKS = frozenset({" из ", " of ", " out of "})


def share_units(drafts: list[Draft], readable: str) -> list[Draft]:
    """«с 5 до 7 %», «5 и 7 школ», «7 из 38 скважин»: the first has what the second has."""
    shared = drafts[-1:]
    for draft in reversed(drafts[:-1]):
        following = shared[-1]
        link = readable[draft.span.end : following.span.start]
        is_open = not (draft.unit or draft.counted or draft.is_ordinal or following.is_ordinal)
        if is_open and _SHARING.fullmatch(link):
            shared.append(_with_unit_of(draft, following, is_part=link in _PART_LINKS))
        else:
            shared.append(draft)
    return shared[::-1]


def _with_unit_of(draft: Draft, following: Draft, *, is_part: bool) -> Draft:
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


def merge_measures(drafts: list[Draft], readable: str) -> Iterator[Draft]:
    """«3 часа 28 минут», "1 m 85 cm": one quantity in two units."""
    pending: Draft | None = None
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


def _continues(first: Draft, second: Draft, readable: str) -> bool:
    gap = readable[first.span.end : second.span.start]
    return (
        gap in {" ", " и ", " and "}
        and first.unit == second.unit
        and first.unit not in {"", PERCENT}
        and second.factor < first.factor
    )
