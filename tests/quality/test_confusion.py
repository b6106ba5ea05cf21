"""The scores of labelled answers against cases counted by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import f1_score

from tests.quality.confusion import accuracy, count_pairs, estimate, macro_f1, recall_of
from tests.quality.stance_rows import Label, StanceRow, sample_rows
from tests.quality.stance_sets import SETS, Task

GOLD, FOUND = [0, 0, 0, 1, 1, 2], [0, 0, 1, 1, 2, 2]
LABELS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=40)


def test_counted_by_hand() -> None:
    counts = count_pairs(GOLD, FOUND, 3)
    assert counts.tolist() == [[2, 1, 0], [0, 1, 1], [0, 0, 1]]
    assert accuracy(counts) == pytest.approx(4 / 6)
    assert recall_of(0)(counts) == pytest.approx(2 / 3)
    assert macro_f1(counts) == pytest.approx((2 * 2 / 5 + 2 * 1 / 4 + 2 * 1 / 3) / 3)


@settings(deadline=None, max_examples=50)  # a busy machine is no failure
@given(LABELS)
def test_macro_f1_is_that_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    gold, found = zip(*pairs, strict=True)
    expected = f1_score(gold, found, labels=sorted(set(gold)), average="macro", zero_division=0)
    assert macro_f1(count_pairs(gold, found, 3)) == pytest.approx(expected)


@settings(deadline=None, max_examples=50)  # a busy machine is no failure
@given(LABELS)
def test_the_interval_holds_within_zero_and_one(pairs: list[tuple[int, int]]) -> None:
    gold, found = zip(*pairs, strict=True)
    result = estimate(gold, found, [str(place // 2) for place in range(len(gold))], 3, accuracy)
    assert 0 <= result.low <= result.high <= 1
    assert result.value == pytest.approx(np.mean(np.equal(gold, found)))


def test_rows_of_one_text_widen_the_interval() -> None:
    gold, found = [0] * 60, ([0] * 6 + [1] * 6) * 5
    alone = estimate(gold, found, [str(place) for place in range(60)], 2, accuracy)
    together = estimate(gold, found, [str(place // 6) for place in range(60)], 2, accuracy)
    assert together.high - together.low > 1.5 * (alone.high - alone.low)


@pytest.mark.parametrize(
    ("task", "answer", "found"),
    [
        (Task.THREE_WAY, [0.4, 0.35, 0.25], 0),
        (Task.DECIDED, [0.1, 0.2, 0.7], 1),
        (Task.ENTAILMENT, [0.4, 0.35, 0.25], 1),
        (Task.ENTAILMENT, [0.6, 0.3, 0.1], 0),
    ],
)
def test_what_an_answer_says(task: Task, answer: list[float], found: int) -> None:
    assert task.read(np.array([answer], np.float32)).tolist() == [found]


def test_a_sample_is_fixed_and_grows_by_adding() -> None:
    rows = [StanceRow(f"e{one}", f"c{one}", Label.NEUTRAL, "d", "ru") for one in range(50)]
    assert sample_rows(rows, None) == rows
    assert sample_rows(rows, 10) == sample_rows(rows, 10)
    assert set(sample_rows(rows, 10)) < set(sample_rows(rows, 20))


def test_floors_and_rivals_name_a_metric() -> None:
    for one in SETS:
        named = {name.removesuffix("_with_checks") for name in (*one.floors, *one.rivals)}
        assert named <= set(one.metrics), one.name
