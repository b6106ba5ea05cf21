"""The true nearest neighbours, by comparing each query with every vector."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexes.sources.library import Vector
from tests.scale.made import passage_id


class ExactNeighbours:
    """Of each query the nearest of all vectors seen so far."""

    def __init__(self, queries: Vector, wanted: int) -> None:
        """`queries`: (queries, dimensions)."""
        self._queries, self._wanted = queries, wanted
        self._seen = 0
        self._cosines: Vector = np.empty((len(queries), 0), dtype=np.float32)
        self._numbers: NDArray[np.int64] = np.empty((len(queries), 0), dtype=np.int64)

    def add(self, vectors: Vector) -> None:
        """Of the next passages, (passages, dimensions)."""
        cosines = np.hstack([self._cosines, self._queries @ vectors.T])
        fresh = np.arange(self._seen, self._seen + len(vectors))
        self._seen += len(vectors)
        numbers = np.hstack([self._numbers, np.tile(fresh, (len(self._queries), 1))])
        best = np.argsort(-cosines, axis=1, kind="stable")[:, : self._wanted]
        self._cosines = np.take_along_axis(cosines, best, axis=1)
        self._numbers = np.take_along_axis(numbers, best, axis=1)

    def ids(self) -> list[list[str]]:
        """Of each query the passages' ids, the nearest first."""
        return [list(map(passage_id, row)) for row in self._numbers.tolist()]


def recall(found: Sequence[Sequence[str]], exact: Sequence[Sequence[str]]) -> list[float]:
    """Of each query which share of the true neighbours was found."""
    return [
        len(set(true) & set(ours[: len(true)])) / len(true)
        for ours, true in zip(found, exact, strict=True)
    ]
