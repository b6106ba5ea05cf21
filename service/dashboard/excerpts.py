"""A quoted span inside the passage around it."""

from dataclasses import dataclass

from indexes.records import Span

AROUND_CHARACTERS = 220


@dataclass(frozen=True, slots=True)
class Excerpt:
    """`before`, the quoted words and `after`, as they stand in the source."""

    before: str
    quote: str
    after: str
    is_cut_before: bool = False  # the source goes on there
    is_cut_after: bool = False


def cut_excerpt(text: str, quote: Span, around: int = AROUND_CHARACTERS) -> Excerpt:
    """The span with at most `around` characters on either side, no word cut in two."""
    start = _after_space(text, max(0, quote.start - around), quote.start)
    end = _before_space(text, min(len(text), quote.end + around), quote.end)
    return Excerpt(
        before=text[start : quote.start],
        quote=quote.of(text),
        after=text[quote.end : end],
        is_cut_before=start > 0,
        is_cut_after=end < len(text),
    )


def _after_space(text: str, start: int, limit: int) -> int:
    if start == 0:
        return 0
    while start < limit and not text[start - 1].isspace():
        start += 1
    return start


def _before_space(text: str, end: int, limit: int) -> int:
    if end == len(text):
        return end
    while end > limit and not text[end].isspace():
        end -= 1
    return end
