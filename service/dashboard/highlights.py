"""An article's text cut into pieces that belong to the same claims, for highlighting.

Claims' quotes may touch, nest and cross: a piece carries every claim that covers it, the shortest
(the most particular) first.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexes.records import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim's place in the text and how it is shown."""

    claim_id: str
    number: int  # what the reader sees: 1, 2, 3 in the order of the text
    span: Span  # in the article's text
    tone: str  # a verdict's label, or "pending"
    is_selected: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text that belongs to the same claims all along."""

    text: str
    marks: tuple[Mark, ...] = ()  # the innermost first
    starts: tuple[Mark, ...] = ()  # the claims whose first piece this is: links lead here
    ends: tuple[Mark, ...] = ()  # the claims whose last piece this is: their number follows

    @property
    def is_selected(self) -> bool:
        return any(mark.is_selected for mark in self.marks)


Paragraph = tuple[Segment, ...]


def cut_paragraphs(text: str, marks: Iterable[Mark]) -> list[Paragraph]:
    """The text's paragraphs, each as segments; joined, they are the text without blank lines."""
    shown = sorted(marks, key=lambda mark: (len(mark.span), mark.span, mark.number))
    paragraphs = [cut_segments(span, shown) for span in paragraph_spans(text)]
    pieces = [
        (piece, mark) for pieces in paragraphs for piece, covering in pieces for mark in covering
    ]
    last = {mark: piece for piece, mark in pieces}
    first = {mark: piece for piece, mark in reversed(pieces)}
    return [
        tuple(
            Segment(
                text=piece.of(text),
                marks=covering,
                starts=tuple(mark for mark in covering if first[mark] == piece),
                ends=by_number(mark for mark in covering if last[mark] == piece),
            )
            for piece, covering in pieces
        )
        for pieces in paragraphs
    ]


def by_number(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda mark: mark.number))


def cut_segments(paragraph: Span, marks: Sequence[Mark]) -> list[tuple[Span, tuple[Mark, ...]]]:
    """The paragraph's pieces with the marks that cover each, in the marks' order."""
    inside = [mark for mark in marks if mark.span.overlap(paragraph)]
    bounds = {paragraph.start, paragraph.end}
    for mark in inside:
        bounds |= {max(mark.span.start, paragraph.start), min(mark.span.end, paragraph.end)}
    edges = sorted(bounds)
    pieces = [Span(start, end) for start, end in pairwise(edges)]
    return [
        (piece, tuple(mark for mark in inside if mark.span.contains(piece))) for piece in pieces
    ]


def paragraph_spans(text: str) -> Iterator[Span]:
    """Runs of lines with something in them, without the white space around each run."""
    start = end = position = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            start = start if end else position
            end = position + len(line)
        elif end:
            yield _stripped(text, start, end)
            end = 0
        position += len(line)
    if end:
        yield _stripped(text, start, end)


def _stripped(text: str, start: int, end: int) -> Span:
    run = text[start:end]
    return Span(end - len(run.lstrip()), start + len(run.rstrip()))
