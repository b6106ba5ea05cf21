"""Which of overlapping names stay."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from indexes.records import Span
from workers.languages.language import Entity

Scene = TypeVar("Scene")


def choose_names(
    finders: Sequence[Callable[[Scene], Iterator[Entity]]], scene: Scene
) -> list[Entity]:
    """Names in order; where two overlap, the one of the earlier finder is right."""
    chosen = list[Entity]()
    for finder in finders:
        for name in finder(scene):
            if name.key and not overlaps(name.span, chosen):
                chosen.append(name)
    return sorted(chosen, key=lambda name: name.span)


def overlaps(span: Span, names: Sequence[Entity]) -> bool:
    return any(span.overlap(name.span) for name in names)


def is_covered(span: Span, words: Sequence[Span], names: Sequence[Entity]) -> bool:
    """Other names reach beyond the span, or cover every word in it: «МИД | России»."""
    if any(name.span.contains(span) for name in names):
        return True
    return all(any(name.span.contains(word) for name in names) for word in words)
