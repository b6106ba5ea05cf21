"""Lines of a text: a line break ends a sentence in every language."""

import re
from collections.abc import Callable, Iterable, Iterator

from indexes.records import Span

# Whatever `str.splitlines` breaks at, including the form feeds of converted PDF pages.
LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
INVISIBLE = "\ufeff\u200b\u2060"


def split_lines(text: str, split: Callable[[str], Iterable[Span]]) -> tuple[Span, ...]:
    """Sentences of every line, found by `split`, as trimmed spans of the text."""
    found = (
        trim(text, span.shifted(line.start()))
        for line in LINE.finditer(text)
        for span in split(line.group())
    )
    return tuple(span for span in found if span)


def trim(text: str, span: Span) -> Span:
    """The span without white space at its ends."""
    start, end = span.start, span.end
    while start < end and _is_blank(text[start]):
        start += 1
    while start < end and _is_blank(text[end - 1]):
        end -= 1
    return Span(start, end)


def spans_between(length: int, cuts: Iterable[int]) -> Iterator[Span]:
    """The stretches of a line that the cuts part."""
    start = 0
    for cut in cuts:
        yield Span(start, cut)
        start = cut
    if start < length:
        yield Span(start, length)


def _is_blank(character: str) -> bool:
    return character.isspace() or character in INVISIBLE
