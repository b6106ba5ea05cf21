"""An article's text cut into pieces that belong to the same claims, for highlighting.

Claims' quotes may touch, nest and cross: a piece carries every claim that covers it, the shortest
(the most particular) first.
"""

from bisect import bisect_right
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
    shown = sorted(filter(has_words, marks), key=by_length)
    spans = list(paragraph_spans(text))
    cut = [
        cut_pieces(span, inside) for span, inside in zip(spans, cover(spans, shown), strict=True)
    ]
    covered = [(piece, mark) for pieces in cut for piece, marks in pieces for mark in marks]
    last = {mark: piece for piece, mark in covered}
    first = {mark: piece for piece, mark in reversed(covered)}
    return [
        tuple(
            Segment(
                text=piece.of(text),
                marks=tuple(inside),
                starts=tuple(mark for mark in inside if first[mark] == piece),
                ends=tuple(sorted((one for one in inside if last[one] == piece), key=by_number)),
            )
            for piece, inside in pieces
        )
        for pieces in cut
    ]


def has_words(mark: Mark) -> bool:
    return len(mark.span) > 0


def by_length(mark: Mark) -> tuple[int, Span, int]:
    return (len(mark.span), mark.span, mark.number)


def by_number(mark: Mark) -> int:
    return mark.number


def cut_pieces(paragraph: Span, marks: Sequence[Mark]) -> list[tuple[Span, list[Mark]]]:
    """The paragraph cut wherever a mark starts or ends, with the marks over each piece."""
    bounds = {paragraph.start, paragraph.end}
    for mark in marks:
        bounds |= {max(mark.span.start, paragraph.start), min(mark.span.end, paragraph.end)}
    pieces = [Span(start, end) for start, end in pairwise(sorted(bounds))]
    return list(zip(pieces, cover(pieces, marks), strict=True))


def cover(spans: Sequence[Span], marks: Iterable[Mark]) -> list[list[Mark]]:
    """For each of some spans, ascending and apart, the marks that overlap it, in their order."""
    ends = [span.end for span in spans]
    found: list[list[Mark]] = [[] for _ in spans]
    for mark in marks:
        first = bisect_right(ends, mark.span.start)
        for index in range(first, len(spans)):
            if spans[index].start >= mark.span.end:
                break
            found[index].append(mark)
    return found


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
