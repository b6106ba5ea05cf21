"""Measures of probabilities, computed by hand."""

import numpy as np
import pytest

from workers.models.training.calibration.measures import (
    RESAMPLES,
    find_error,
    find_ranking,
    measure,
    resample,
)

RIGHT = np.array([1.0, 1.0, 0.0, 1.0])


def test_by_hand() -> None:
    found = measure(np.array([0.9, 0.8, 0.3, 0.6]), RIGHT)
    assert found.n == 4
    assert found.brier == pytest.approx((0.01 + 0.04 + 0.09 + 0.16) / 4)
    assert found.log_loss == pytest.approx(-np.log([0.9, 0.8, 0.7, 0.6]).mean())
    assert found.ece == pytest.approx((0.1 + 0.2 + 0.3 + 0.4) / 4)  # each row in a bin of its own


def test_repeats_are_averaged() -> None:
    one, other = np.array([0.9, 0.8, 0.3, 0.6]), np.array([0.5, 0.5, 0.5, 0.5])
    both = measure(np.stack([one, other]), RIGHT)
    assert both.brier == pytest.approx((measure(one, RIGHT).brier + 0.25) / 2)


def test_error_over_bins() -> None:
    """Two bins: 0.2 and 0.4 with one right of two, 0.7 and 0.9 with both: gaps 0.2 and 0.2."""
    probabilities = np.array([0.9, 0.2, 0.7, 0.4])
    right = np.array([1.0, 0.0, 1.0, 1.0])
    assert find_error(probabilities, right, bins=2) == pytest.approx(0.2)


def test_equal_probabilities_are_one_bin() -> None:
    """Split by rows, fifteen bins of ones and zeros would show an error of 0.5."""
    right = np.repeat([0.0, 1.0], 30)
    assert find_error(np.full(60, 0.5), right) == 0


@pytest.mark.parametrize(
    ("probabilities", "right", "expected"),
    [
        ([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1], 0.75),
        ([0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1], 1.0),
        ([0.5, 0.5, 0.5, 0.5], [0, 1, 0, 1], 0.5),  # ties count half
        ([0.9, 0.1], [0, 1], 0.0),
        ([0.2, 0.7], [1, 1], 0.5),  # nothing to rank
    ],
)
def test_ranking(probabilities: list[float], right: list[float], expected: float) -> None:
    assert find_ranking(np.array(probabilities), np.array(right, dtype=np.float64)) == expected


def test_resampling_draws_whole_articles() -> None:
    articles = np.array([0, 0, 0, 1, 1, 2])
    drawn = resample(lambda places: float(np.bincount(places, minlength=6)[0]), articles, seed=1)
    together = resample(lambda places: float(np.bincount(places, minlength=6)[2]), articles, seed=1)
    assert len(drawn) == RESAMPLES
    assert np.array_equal(drawn, together)
    assert drawn.mean() == pytest.approx(1, abs=0.1)
