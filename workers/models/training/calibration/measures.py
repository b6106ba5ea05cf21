"""How good probabilities are, row by row and as a whole."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.models.training.calibration.maps import cut_bins
from workers.pipeline.calibration import Array

ERROR_BINS = 15
RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Measures:
    """Of some rows; in all but `n` less is better."""

    n: int
    ece: float  # expected calibration error, 15 bins of equal mass
    brier: float
    log_loss: float


def measure(probabilities: Array, right: Array) -> Measures:
    """All measures. `probabilities`: (rows,) or (repeats, rows), then the mean over the repeats."""
    repeats = np.atleast_2d(probabilities)
    return Measures(
        n=len(right),
        ece=float(np.mean([find_error(one, right) for one in repeats])),
        brier=float(find_brier(repeats, right).mean()),
        log_loss=float(find_log_loss(repeats, right).mean()),
    )


def find_error(probabilities: Array, right: Array, bins: int = ERROR_BINS) -> float:
    """Expected calibration error over bins of equal mass; equal probabilities share a bin."""
    places = cut_bins(probabilities, bins)
    gaps = np.bincount(places, probabilities - right)
    return float(np.abs(gaps).sum() / len(right))


def find_brier(probabilities: Array, right: Array) -> Array:
    """Squared error of every row."""
    return np.asarray((probabilities - right) ** 2)


def find_log_loss(probabilities: Array, right: Array) -> Array:
    """-log of the probability given to what came true, of every row."""
    return np.asarray(-np.log(np.where(right > 0, probabilities, 1 - probabilities)))


def find_ranking(probabilities: Array, right: Array) -> float:
    """Share of pairs of a right and a wrong row in which the right one has more (AUC)."""
    _, places, counts = np.unique(probabilities, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    hits = right.sum()
    misses = len(right) - hits
    if not hits or not misses:
        return 0.5
    return float((ranks[right > 0].sum() - hits * (hits + 1) / 2) / (hits * misses))


def resample(
    statistic: Callable[[NDArray[np.intp]], float],
    articles: NDArray[np.intp],
    seed: int,
) -> Array:
    """The statistic of RESAMPLES draws of whole articles; it gets the drawn rows' places."""
    draw = np.random.default_rng(seed)
    members = [np.flatnonzero(articles == one) for one in np.unique(articles)]
    return np.array(
        [
            statistic(np.concatenate([members[one] for one in chosen]))
            for chosen in draw.integers(len(members), size=(RESAMPLES, len(members)))
        ]
    )
