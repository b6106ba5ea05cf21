"""Pairs of quotation marks in a line of text."""

import re
from collections.abc import Iterator

from indexes.records import Span

MARK = re.compile(r"[«»“”„\"]")
CLOSES = {"»": "«", "”": "“„", "“": "„"}  # “ opens in English and closes „ in German
STRAIGHT = '"'
BEFORE_OPENING = " \t\u00a0([{—–-«“„:"
MOST_CHARACTERS = 5_000  # a longer stretch between marks is no quotation, but a lost mark


def find_quoted(text: str, line: Span) -> list[Span]:
    """Outermost pairs within the line, marks included, in order; what is not closed is left out."""
    outermost = list[Span]()
    for pair in sorted(_find_pairs(text, line), key=lambda one: (one.start, -one.end)):
        if len(pair) <= MOST_CHARACTERS and not (outermost and outermost[-1].contains(pair)):
            outermost.append(pair)
    return outermost


def _find_pairs(text: str, line: Span) -> Iterator[Span]:
    open_marks = list[int]()
    for found in MARK.finditer(text, line.start, line.end):
        place = found.start()
        if open_marks and _closes(text, open_marks[-1], place, line):
            yield Span(open_marks.pop(), place + 1)
        elif _opens(text, place, line):
            open_marks.append(place)


def _closes(text: str, opening: int, place: int, line: Span) -> bool:
    mark = text[place]
    if mark == STRAIGHT:
        return text[opening] == STRAIGHT and not _opens(text, place, line)
    return text[opening] in CLOSES.get(mark, "")


def _opens(text: str, place: int, line: Span) -> bool:
    if text[place] in "«“„":
        return True
    before = text[place - 1] if place > line.start else " "
    after = text[place + 1] if place + 1 < line.end else " "
    return text[place] == STRAIGHT and before in BEFORE_OPENING and not after.isspace()
