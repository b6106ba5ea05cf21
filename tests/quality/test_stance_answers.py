"""Answers come back in the rows' order, and are asked for once a model and set of pairs."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.quality.stance_answers import Pair, answer_rows
from tests.quality.stance_rows import Label, StanceRow

ROWS = [
    StanceRow(f"Построено {one} школ.", "з" * (40 - one), Label.NEUTRAL, "d", "ru", title="Школы")
    for one in range(5)
]


class LengthJudge:
    """Answers with the length of the claim, so that each row's answer is known."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.asked: list[Pair] = []

    def judge(self, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        self.asked.extend(pairs)
        return np.array([[len(claim), 0, 0] for _, claim in pairs], np.float32)


def test_order_and_premise(tmp_path: Path) -> None:
    judge = LengthJudge("sverka-stance@1")
    answers = answer_rows(judge, ROWS, "set", tmp_path)
    assert answers[:, 0].tolist() == [40, 39, 38, 37, 36]
    assert ("Школы | Построено 4 школ.", "з" * 36) in judge.asked


def test_another_model_or_other_rows_are_asked_anew(tmp_path: Path) -> None:
    judge, other = LengthJudge("sverka-stance@1"), LengthJudge("sverka-stance@2")
    answer_rows(judge, ROWS, "set", tmp_path)
    assert answer_rows(judge, ROWS, "set", tmp_path).shape == (5, 3)
    assert len(judge.asked) == 5
    answer_rows(judge, ROWS[:2], "set", tmp_path)
    answer_rows(other, ROWS, "set", tmp_path)
    assert (len(judge.asked), len(other.asked)) == (7, 5)
