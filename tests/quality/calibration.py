"""How far a confidence can be trusted: calibration error, Brier score, risk over coverage.

Everything takes arrays: `confidence` within [0, 1], and `right`, whether the answer held.
Rows of equal confidence are one step: no order among them changes a number.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tests.quality.confusion import Estimate

BINS = 15
DRAWS = 1000
SEED = 7
Array = NDArray[np.float64]
Score = Callable[[Array, Array], float]


@dataclass(frozen=True, slots=True)
class Bin:
    """Rows of about one confidence."""

    confidence: float  # their mean
    share_right: float
    count: int


@dataclass(frozen=True, slots=True)
class RiskCoverage:
    """Share of wrong answers among the most confident share of the rows, by falling confidence."""

    coverage: Array
    risk: Array

    @property
    def area(self) -> float:
        """Mean risk over all coverages (AURC, Geifman and El-Yaniv 2017); 0 is perfect."""
        return float(self.risk.mean())

    def risk_at(self, coverage: float) -> float:
        """Of at least that share of the rows."""
        return float(self.risk[np.searchsorted(self.coverage, coverage - 1e-9)])


def find_bins(confidence: ArrayLike, right: ArrayLike, bins: int = BINS) -> list[Bin]:
    """As many rows in each bin as can be while equal confidences stay together; empty ones go."""
    sure, held = _sorted(confidence, right)
    places = np.searchsorted(sure, sure) * bins // max(len(sure), 1)
    return [
        Bin(float(sure[own].mean()), float(held[own].mean()), int(own.sum()))
        for own in (places == one for one in np.unique(places))
    ]


def calibration_error(confidence: ArrayLike, right: ArrayLike, bins: int = BINS) -> float:
    """Expected calibration error over bins of equal mass (Naeini et al. 2015)."""
    found = find_bins(confidence, right, bins)
    gaps = [abs(one.confidence - one.share_right) * one.count for one in found]
    return sum(gaps) / sum(one.count for one in found)


def brier_score(confidence: ArrayLike, right: ArrayLike) -> float:
    """Mean squared distance of the confidence from what happened."""
    sure, held = _sorted(confidence, right)
    return float(np.mean((sure - held) ** 2))


def cover_by_confidence(confidence: ArrayLike, right: ArrayLike) -> RiskCoverage:
    """Risk at every coverage; among equal confidences wrong answers count as spread evenly."""
    sure, held = _sorted(confidence, right)
    wrong = 1 - held
    _, places, counts = np.unique(sure, return_inverse=True, return_counts=True)
    even = (np.bincount(places, wrong) / counts)[places][::-1]
    numbers = np.arange(1, len(sure) + 1)
    return RiskCoverage(numbers / len(sure), np.cumsum(even) / numbers)


def risk_area(confidence: ArrayLike, right: ArrayLike) -> float:
    return cover_by_confidence(confidence, right).area


def expect_error_of_perfect(confidence: ArrayLike, bins: int = BINS) -> float:
    """The calibration error that chance alone gives so many rows of a perfect confidence.

    Small bins differ from their mean by luck; a measured error means little below this one.
    """
    sure = np.asarray(confidence, float)
    chance = np.random.default_rng(SEED)
    drawn = (chance.random((200, len(sure))) < sure).astype(float)
    return float(np.mean([calibration_error(sure, held, bins) for held in drawn]))


def estimate_score(
    score: Score, confidence: ArrayLike, right: ArrayLike, groups: ArrayLike
) -> Estimate:
    """The score with its 95 % interval when whole groups (articles, passages) are drawn again."""
    sure, held = np.asarray(confidence, float), np.asarray(right, float)
    _, places = np.unique(np.asarray(groups), return_inverse=True)
    members = [np.flatnonzero(places == one) for one in range(places.max() + 1)]
    chance = np.random.default_rng(SEED)
    values = []
    for _ in range(DRAWS):
        drawn = chance.integers(0, len(members), len(members))
        rows = np.concatenate([members[one] for one in drawn])
        values.append(score(sure[rows], held[rows]))
    low, high = np.percentile(values, [2.5, 97.5])
    return Estimate(score(sure, held), float(low), float(high), len(sure))


def _sorted(confidence: ArrayLike, right: ArrayLike) -> tuple[Array, Array]:
    """By rising confidence."""
    sure, held = np.asarray(confidence, float), np.asarray(right, float)
    if sure.shape != held.shape or not ((sure >= 0) & (sure <= 1)).all():
        raise ValueError("one confidence within [0, 1] for each answer")
    order = np.argsort(sure, kind="stable")
    return sure[order], held[order]
