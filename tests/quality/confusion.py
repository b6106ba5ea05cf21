"""Scores of labelled answers, all made from confusion counts, with intervals by resampled texts.

Rows of one text (claims of one passage, hypotheses of one premise) are drawn together: they are
not independent, and intervals over single rows would be too narrow.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DRAWS = 1000
SEED = 7
Counts = NDArray[np.float64]  # (…, gold, found)
Metric = Callable[[Counts], NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its 95 % interval over `n` rows."""

    value: float
    low: float
    high: float
    n: int


def accuracy(counts: Counts) -> NDArray[np.float64]:
    """Share of rows on the diagonal."""
    return np.trace(counts, axis1=-2, axis2=-1) / counts.sum(axis=(-2, -1)).clip(min=1)


def macro_f1(counts: Counts) -> NDArray[np.float64]:
    """Mean F1 of the classes that the gold labels have."""
    hits = np.diagonal(counts, axis1=-2, axis2=-1)
    gold, found = counts.sum(axis=-1), counts.sum(axis=-2)
    scores = 2 * hits / (gold + found).clip(min=1)
    occurs = gold > 0
    return (scores * occurs).sum(axis=-1) / occurs.sum(axis=-1).clip(min=1)


def recall_of(label: int) -> Metric:
    """Share of the rows of one gold label that were found so."""
    return lambda counts: counts[..., label, label] / counts[..., label, :].sum(axis=-1).clip(min=1)


def count_pairs(gold: Sequence[int], found: Sequence[int], classes: int) -> NDArray[np.intp]:
    """Confusion counts (gold, found)."""
    counts = np.zeros((classes, classes), np.intp)
    np.add.at(counts, (np.asarray(gold), np.asarray(found)), 1)
    return counts


def estimate(
    gold: Sequence[int], found: Sequence[int], groups: Sequence[str], classes: int, metric: Metric
) -> Estimate:
    """The metric and its interval when whole groups are drawn again."""
    _, places = np.unique(groups, return_inverse=True)
    size = int(places.max()) + 1
    counts = np.zeros((size, classes, classes))
    np.add.at(counts, (places, np.asarray(gold), np.asarray(found)), 1)
    draws = np.random.default_rng(SEED).multinomial(size, np.full(size, 1 / size), DRAWS)
    drawn = (draws @ counts.reshape(size, -1)).reshape(DRAWS, classes, classes)
    low, high = np.percentile(metric(drawn), [2.5, 97.5])
    return Estimate(float(metric(counts.sum(axis=0))), float(low), float(high), len(gold))
