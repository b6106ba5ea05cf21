"""Two numbers that are the ends of one stretch: «5–7 млн», «от 18 до 25 лет», "5 to 7"."""

import re
from dataclasses import dataclass, replace

from indexes.records import Span
from workers.languages.numerals.reader import Number
from workers.languages.numerals.vocabulary import Role

_DASH = re.compile(r" ?- ?|—| — ")
_LINKS: dict[str, re.Pattern[str]] = {"ru": re.compile(r" до "), "en": re.compile(r" to | and ")}
_LEADS: dict[str, dict[str, re.Pattern[str]]] = {
    "ru": {" до ": re.compile(r"\bот $", re.IGNORECASE)},
    "en": {
        # "from 5 to 7" is mostly a change, so it stays two numbers.
        " to ": re.compile(r"(?<!from)(?<!rose)(?<!fell) $|^$", re.IGNORECASE),
        " and ": re.compile(r"\bbetween $", re.IGNORECASE),
    },
}
_LEAD_REACH = 12


@dataclass(frozen=True, slots=True)
class Stretch:
    """One number, or two that bound what is meant; `number` spans both and carries the unit."""

    number: Number
    low: float
    high: float


def join_ranges(numbers: list[Number], readable: str, code: str) -> list[Stretch]:
    """Every number once: alone or as an end of a stretch."""
    found: list[Stretch] = []
    place = 0
    while place < len(numbers):
        first, second = numbers[place], numbers[place + 1] if place + 1 < len(numbers) else None
        joined = _join(first, second, readable, code) if second else None
        place += 2 if joined else 1
        found.append(joined or Stretch(first, first.value, first.value))
    return found


def _join(first: Number, second: Number, readable: str, code: str) -> Stretch | None:
    if first.role is not Role.ADDEND or second.role is not Role.ADDEND:
        return None
    link = readable[first.span.end : second.span.start]
    if not _DASH.fullmatch(link) and not _is_worded_range(first, link, readable, code):
        return None
    low = first.value * second.scale if first.scale == 1 < second.scale else first.value
    if low >= second.value:
        return None
    span = Span(_lead_start(first, link, readable), second.span.end)
    return Stretch(
        replace(second, span=span, digits=min(first.digits, second.digits)), low, second.value
    )


def _is_worded_range(first: Number, link: str, readable: str, code: str) -> bool:
    pattern = _LINKS.get(code)
    if pattern is None or not pattern.fullmatch(link):
        return False
    before = readable[max(0, first.span.start - _LEAD_REACH) : first.span.start]
    return _LEADS[code][link].search(before) is not None


def _lead_start(first: Number, link: str, readable: str) -> int:
    """«от 18 до 25»: the «от» belongs to the stretch."""
    start = first.span.start
    has_lead = link == " до " and readable[max(0, start - 3) : start].lower() == "от "
    return start - 3 if has_lead else start
