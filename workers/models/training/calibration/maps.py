"""Two ways to move probabilities to where the rows say that they belong.

Both start from the former probability and move away from it only as far as rows say: `PRIOR_ROWS`
imaginary rows on which the former was right weigh against them.
"""

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from workers.pipeline.calibration import Array

Map = Callable[[Array], Array]
Fit = Callable[[Array, Array], Map]

PRIOR_ROWS = 5.0
ROWS_PER_BIN = 15
MOST_BINS = 50
NARROW = 1e-4  # probabilities are kept so far from 0 and 1 before their logit is taken
NEWTON_STEPS = 25
CLOSE_ENOUGH = 1e-6


def logit(probabilities: Array) -> Array:
    """log(p / (1 - p)), with p kept off 0 and 1."""
    kept = np.clip(probabilities, NARROW, 1 - NARROW)
    return np.asarray(np.log(kept / (1 - kept)))


def sigmoid(logits: Array) -> Array:
    """The inverse of `logit`."""
    return np.asarray(1 / (1 + np.exp(-logits)))


def cut_bins(values: Array, bins: int) -> NDArray[np.intp]:
    """The bin of every value: about equally many in each, equal values always in one."""
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    middles = np.cumsum(counts) - counts / 2
    numbers = np.floor(bins * middles / len(values)).astype(np.intp)
    return np.asarray(np.unique(numbers[places], return_inverse=True)[1], dtype=np.intp)


def fit_isotonic(before: Array, right: Array) -> Map:
    """Isotonic regression over bins of at least about ROWS_PER_BIN rows, straight between them."""
    bins = cut_bins(before, int(np.clip(len(before) // ROWS_PER_BIN, 1, MOST_BINS)))
    counts = np.bincount(bins)
    means = np.bincount(bins, before) / counts
    weights = np.asarray(counts + PRIOR_ROWS, dtype=np.float64)
    shares = (np.bincount(bins, right) + PRIOR_ROWS * means) / weights
    return partial(_read_off, means, pool_violators(shares, weights))


def pool_violators(shares: Array, weights: Array) -> Array:
    """The nearest sequence that never falls, by weighted squares (pool adjacent violators)."""
    blocks: list[tuple[float, float, int]] = []  # level, weight, how many of the shares
    for share, weight in zip(shares.tolist(), weights.tolist(), strict=True):
        block = (share, weight, 1)
        while blocks and blocks[-1][0] >= block[0]:
            block = _join(blocks.pop(), block)
        blocks.append(block)
    return np.repeat([level for level, _, _ in blocks], [count for _, _, count in blocks])


def _join(
    one: tuple[float, float, int], other: tuple[float, float, int]
) -> tuple[float, float, int]:
    weight = one[1] + other[1]
    return (one[0] * one[1] + other[0] * other[1]) / weight, weight, one[2] + other[2]


def _read_off(means: Array, levels: Array, before: Array) -> Array:
    """Straight between the bins. Beyond the outermost nothing was seen: there the former
    probability stands, moved as the outermost bin was where that is towards doubt."""
    shift = logit(levels[[0, -1]]) - logit(means[[0, -1]])
    below = np.minimum(levels[0], sigmoid(logit(before) + max(shift[0], 0.0)))
    above = np.maximum(levels[-1], sigmoid(logit(before) + min(shift[1], 0.0)))
    within = np.interp(before, means, levels)
    return np.where(before < means[0], below, np.where(before > means[-1], above, within))


def fit_platt(before: Array, right: Array) -> Map:
    """Slope and offset on the logit (Platt 1999; with offset 0 a temperature); never falls."""
    pull = PRIOR_ROWS / len(before)
    target = (right + pull * before) / (1 + pull)
    inputs = np.column_stack([logit(before), np.ones(len(before))])
    slope, offset = _descend(inputs, target)
    if slope < 0:
        slope, offset = 0.0, float(logit(np.array([target.mean()]))[0])
    return partial(_move, slope, offset)


def _descend(inputs: Array, target: Array) -> tuple[float, float]:
    """Weights of the least log loss by Newton's method, halving steps that lead upwards."""
    weights, ridge = np.array([1.0, 0.0]), np.eye(2) * CLOSE_ENOUGH

    def loss(tried: Array) -> float:
        logits = inputs @ tried
        return float(np.mean(np.logaddexp(0, logits) - target * logits))

    for _ in range(NEWTON_STEPS):
        belief = sigmoid(inputs @ weights)
        gradient = inputs.T @ (belief - target) / len(target)
        curvature = (inputs * (belief * (1 - belief))[:, None]).T @ inputs / len(target)
        step = np.linalg.solve(curvature + ridge, gradient)
        while loss(weights - step) > loss(weights) and np.abs(step).max() > CLOSE_ENOUGH:
            step = step / 2
        weights = weights - step
        if np.abs(step).max() <= CLOSE_ENOUGH:
            break
    return float(weights[0]), float(weights[1])


def _move(slope: float, offset: float, before: Array) -> Array:
    return sigmoid(slope * logit(before) + offset)
