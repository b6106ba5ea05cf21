"""Mentions are shared out to the sentences that they overlap."""

from dataclasses import dataclass

import pytest

from indexes.records import Span
from workers.pipeline.placing import group_by_sentence

SENTENCES = [Span(0, 10), Span(11, 20), Span(22, 30)]


@dataclass(frozen=True)
class Mention:
    span: Span


@pytest.mark.parametrize(
    ("span", "numbers"),
    [
        (Span(0, 3), [0]),
        (Span(9, 12), [0, 1]),
        (Span(5, 30), [0, 1, 2]),
        (Span(20, 22), []),
        (Span(25, 40), [2]),
        (Span(10, 11), []),
    ],
)
def test_place(span: Span, numbers: list[int]) -> None:
    groups = group_by_sentence(SENTENCES, [Mention(span)])
    assert [number for number, group in enumerate(groups) if group] == numbers


def test_order_is_kept_and_nothing_needs_a_sentence() -> None:
    first, second = Mention(Span(1, 2)), Mention(Span(3, 4))
    assert group_by_sentence(SENTENCES, [first, second])[0] == [first, second]
    assert group_by_sentence([], [first]) == []
