"""Likeness: how far a claim lies above claims at large."""

import pytest

from indexes.records import Candidate, Passage, ScoredPassage, Span
from indexes.reverse.likeness import (
    FUSED_SHARE,
    HIGHEST_BACKGROUND,
    measure_background,
    measure_likeness,
)


def make_passage(key: str) -> Passage:
    return Passage(id=key, source_id=key, span=Span(0, 1), text="а")


def score(*cosines: float) -> list[ScoredPassage]:
    return [ScoredPassage(make_passage(str(at)), one) for at, one in enumerate(cosines)]


@pytest.mark.parametrize(
    ("cosines", "background"),
    [
        ([], 0.0),
        ([0.9, 0.7], 0.7),  # of a few claims the least
        ([0.9] * 30 + [0.8, 0.7], 0.75),  # the nearest thirty do not count
        ([0.95] * 100, HIGHEST_BACKGROUND),  # all of them about one popular subject
    ],
)
def test_background(cosines: list[float], background: float) -> None:
    assert measure_background(score(*cosines)) == pytest.approx(background)


def test_a_claim_that_only_words_found_is_as_near_as_the_last() -> None:
    candidates = [Candidate(make_passage("words"), 0.5), Candidate(make_passage("0"), 1.0)]
    likeness = measure_likeness(candidates, score(0.8, 0.7))
    assert likeness["words"] == pytest.approx(0.5 * FUSED_SHARE)
    assert likeness["0"] == pytest.approx(0.1 + FUSED_SHARE)
