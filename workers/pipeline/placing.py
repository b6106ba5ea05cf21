"""Which mentions stand in which sentence, in one pass."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Protocol, TypeVar

from indexes.records import Span


class Placed(Protocol):
    """Anything with a place in the text."""

    @property
    def span(self) -> Span: ...


P = TypeVar("P", bound=Placed)


def group_by_sentence(sentences: Sequence[Span], mentions: Sequence[P]) -> list[list[P]]:
    """For every sentence the mentions that overlap it. Sentences are in order and apart."""
    groups: list[list[P]] = [[] for _ in sentences]
    starts = [sentence.start for sentence in sentences]
    for mention in mentions:
        number = max(bisect_right(starts, mention.span.start) - 1, 0)
        while number < len(sentences) and sentences[number].start < mention.span.end:
            if sentences[number].overlap(mention.span):
                groups[number].append(mention)
            number += 1
    return groups
