"""Which sentences of a passage speak of a claim."""

import pytest

from indexes.records import Span
from workers.pipeline.places import share_words, widen


@pytest.mark.parametrize(
    ("lengths", "closest", "found"),
    [
        ((100,), 0, (0, 1)),
        ((100, 100, 100), 1, (0, 3)),
        ((100, 100, 100, 100, 100, 100), 0, (0, 4)),
        ((300, 300, 300), 1, (1, 2)),
        ((400, 100, 40), 2, (1, 3)),
        ((2000,), 0, (0, 1)),
    ],
)
def test_a_stretch_grows_to_both_sides_as_far_as_fits(
    lengths: tuple[int, ...], closest: int, found: tuple[int, int]
) -> None:
    starts = [sum(lengths[:place]) for place in range(len(lengths))]
    spans = [Span(start, start + length) for start, length in zip(starts, lengths, strict=True)]
    assert widen(spans, closest) == found


def test_shared_words_are_counted_by_their_lemmas() -> None:
    assert share_words(frozenset({"завод", "открыть"}), "Открыты заводы.", "ru") > 0.4
    assert share_words(frozenset(), "Открыты заводы.", "ru") == 0.0
