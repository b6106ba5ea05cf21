"""What the stance model answers to labelled pairs, kept so that tables can be made again."""

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from rich.progress import track

from tests.quality.measures import ROOT
from tests.quality.stance_rows import StanceRow

ANSWERS = ROOT / "var" / "stance_answers"
CHUNK_PAIRS = 256
Pair = tuple[str, str]


class Judge(Protocol):
    """The trained stance model."""

    @property
    def name(self) -> str:
        """With the version: another name, other answers."""

    def judge(self, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        """(premise, hypothesis) → probabilities of supports, refutes and neutral, (pairs, 3)."""


def answer_rows(
    judge: Judge, rows: Sequence[StanceRow], title: str, folder: Path = ANSWERS
) -> NDArray[np.float32]:
    """Probabilities (rows, 3), from the folder where the same model answered the same pairs."""
    pairs = [row.pair for row in rows]
    path = folder / re.sub(r"\W+", "-", judge.name) / f"{title}-{_digest(pairs)}.npy"
    if path.exists():
        return np.load(path)
    answers = _answer(judge.judge, pairs, title)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.save(path, answers)
    return answers


def _answer(
    judge: Callable[[Sequence[Pair]], NDArray[np.float32]], pairs: Sequence[Pair], title: str
) -> NDArray[np.float32]:
    """Like lengths together over all pairs; in chunks, so that the wait can be seen."""
    order = sorted(range(len(pairs)), key=lambda place: sum(map(len, pairs[place])))
    answers = np.zeros((len(pairs), 3), np.float32)
    for start in track(range(0, len(order), CHUNK_PAIRS), title, transient=True):
        places = order[start : start + CHUNK_PAIRS]
        answers[places] = judge([pairs[place] for place in places])
    return answers


def _digest(pairs: Sequence[Pair]) -> str:
    text = json.dumps(pairs, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
