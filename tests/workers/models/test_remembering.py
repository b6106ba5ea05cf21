"""What was read once is not read again, and nothing is mixed up."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workers.models.remembering import remember_answers


class Counting:
    """Tells premise and claim by their lengths, and counts what it was asked."""

    def __init__(self, name: str = "counting") -> None:
        self.name = name
        self.asked: list[tuple[str, str]] = []

    def judge(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        self.asked += pairs
        rows = [(len(premise), len(claim), 0.5) for premise, claim in pairs]
        return np.array(rows, np.float32).reshape(len(pairs), 3)


def test_a_pair_is_read_once_and_answers_keep_their_order(tmp_path: Path) -> None:
    reader = Counting()
    remembering = remember_answers(reader, tmp_path)
    first = remembering.judge([("abc", "x"), ("a", "xy"), ("abc", "x")])
    again = remembering.judge([("a", "xy"), ("новое", "x"), ("abc", "x")])
    assert first.tolist() == [[3, 1, 0.5], [1, 2, 0.5], [3, 1, 0.5]]
    assert again.tolist() == [[1, 2, 0.5], [5, 1, 0.5], [3, 1, 0.5]]
    assert reader.asked == [("abc", "x"), ("a", "xy"), ("новое", "x")]


def test_another_process_finds_what_one_has_read(tmp_path: Path) -> None:
    remember_answers(Counting(), tmp_path).judge([("a", "b")])
    second = Counting()
    assert remember_answers(second, tmp_path).judge([("a", "b")]).tolist() == [[1, 1, 0.5]]
    assert not second.asked


def test_another_model_reads_for_itself(tmp_path: Path) -> None:
    remember_answers(Counting("one"), tmp_path).judge([("a", "b")])
    other = Counting("two")
    remember_answers(other, tmp_path).judge([("a", "b")])
    assert other.asked == [("a", "b")]


def test_premise_and_claim_are_kept_apart(tmp_path: Path) -> None:
    reader = Counting()
    found = remember_answers(reader, tmp_path).judge([("ab", "c"), ("a", "bc")])
    assert found.tolist() == [[2, 1, 0.5], [1, 2, 0.5]]


def test_nothing_to_read(tmp_path: Path) -> None:
    assert remember_answers(Counting(), tmp_path).judge([]).shape == (0, 3)
