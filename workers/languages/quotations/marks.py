"""Pairs of quotation marks in a line of text."""

from collections.abc import Iterator

from indexes.records import Span

CLOSING_OF = {"«": "»", "“": "”", "„": "“”"}
STRAIGHT = '"'
BEFORE_OPENING = " \t\u00a0([{—–-«“„:"


def find_quoted(text: str, line: Span) -> Iterator[Span]:
    """Outermost pairs within the line, marks included, in order; what is not closed is left out."""
    place = line.start
    while place < line.end:
        end = _close(text, place, line)
        if end is None:
            place += 1
        else:
            yield Span(place, end)
            place = end


def _close(text: str, start: int, line: Span) -> int | None:
    """Behind the mark that closes the one at `start`; None where none opens or closes."""
    mark = text[start]
    if mark in CLOSING_OF:
        return _close_paired(text, start, line.end)
    if mark == STRAIGHT and _opens(text, start, line):
        return _close_straight(text, start, line)
    return None


def _close_paired(text: str, start: int, end: int) -> int | None:
    opening, closing = text[start], CLOSING_OF[text[start]]
    depth = 0
    for place in range(start, end):
        if text[place] == opening:
            depth += 1
        elif text[place] in closing:
            depth -= 1
            if depth == 0:
                return place + 1
    return None


def _close_straight(text: str, start: int, line: Span) -> int | None:
    """The next closing one, but over a pair inside: «"Фильм "Аврора" вышел"»."""
    depth = 0
    for place in range(start, line.end):
        if text[place] != STRAIGHT:
            continue
        depth += 1 if _opens(text, place, line) else -1
        if depth == 0:
            return place + 1
    return None


def _opens(text: str, place: int, line: Span) -> bool:
    before = text[place - 1] if place > line.start else " "
    after = text[place + 1] if place + 1 < line.end else " "
    return before in BEFORE_OPENING and not after.isspace()
