"""Isotonic and Platt maps: cases computed by hand, and what always holds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.models.training.calibration.maps import (
    PRIOR_ROWS,
    Fit,
    cut_bins,
    fit_isotonic,
    fit_platt,
    logit,
    pool_violators,
    sigmoid,
)

EVENLY = np.linspace(0.0, 1.0, 101)
FITS = (fit_isotonic, fit_platt)
rows = st.lists(
    st.tuples(st.floats(0, 1, allow_subnormal=False), st.booleans()), min_size=10, max_size=120
).map(lambda pairs: (np.array([one for one, _ in pairs]), np.array([float(y) for _, y in pairs])))


@pytest.mark.parametrize(
    ("shares", "weights", "expected"),
    [
        ([0.1, 0.5, 0.9], [1, 1, 1], [0.1, 0.5, 0.9]),
        ([0.5, 0.1], [1, 1], [0.3, 0.3]),
        ([0.5, 0.1], [1, 3], [0.2, 0.2]),
        ([0.2, 0.6, 0.4, 0.9], [1, 1, 1, 1], [0.2, 0.5, 0.5, 0.9]),
        ([0.9, 0.6, 0.3], [1, 1, 1], [0.6, 0.6, 0.6]),
        ([0.4, 0.8, 0.2, 0.3], [1, 2, 2, 1], [0.4, 0.46, 0.46, 0.46]),  # (1.6 + 0.4 + 0.3) / 5
        ([0.7], [4], [0.7]),
    ],
)
def test_pool_violators(shares: list[float], weights: list[float], expected: list[float]) -> None:
    found = pool_violators(np.array(shares), np.array(weights, dtype=np.float64))
    assert found == pytest.approx(np.array(expected))


@pytest.mark.parametrize(
    ("values", "bins", "expected"),
    [
        ([0.1, 0.2, 0.3, 0.4], 2, [0, 0, 1, 1]),
        ([0.4, 0.1, 0.3, 0.2], 2, [1, 0, 1, 0]),
        ([0.5, 0.5, 0.5, 0.9], 2, [0, 0, 0, 1]),  # equal ones stay together
        ([0.5, 0.5], 15, [0, 0]),
        ([0.1, 0.2, 0.3], 15, [0, 1, 2]),
    ],
)
def test_cut_bins(values: list[float], bins: int, expected: list[int]) -> None:
    assert cut_bins(np.array(values), bins).tolist() == expected


def test_isotonic_by_hand() -> None:
    """Two bins of 15 at 0.4 and 0.8, of which 3 and 9 are right, with 5 imaginary rows each:
    (3 + 5 * 0.4) / 20 = 0.25 and (9 + 5 * 0.8) / 20 = 0.65."""
    before = np.repeat([0.4, 0.8], 15)
    right = np.array([1.0] * 3 + [0.0] * 12 + [1.0] * 9 + [0.0] * 6)
    moved = fit_isotonic(before, right)
    assert moved(np.array([0.4, 0.6, 0.8])) == pytest.approx(np.array([0.25, 0.45, 0.65]))


def test_isotonic_beyond_what_was_seen() -> None:
    """Above 0.8 the odds sink as there: 0.8 has odds 4, 0.65 has 13/7, so times 13/28."""
    before = np.repeat([0.4, 0.8], 15)
    right = np.array([1.0] * 3 + [0.0] * 12 + [1.0] * 9 + [0.0] * 6)
    moved = fit_isotonic(before, right)
    odds = 9 * 13 / 28
    assert moved(np.array([0.9])) == pytest.approx(odds / (1 + odds))
    assert moved(np.array([0.2])) == pytest.approx(0.2)  # towards doubt is upwards here: it stands


def test_platt_finds_slope_and_offset() -> None:
    """Rows whose share of right ones is exactly sigmoid(0.5 logit - 1), so many that no
    imaginary row weighs."""
    levels = np.array([0.1, 0.3, 0.5, 0.7, 0.9])
    shares = sigmoid(0.5 * logit(levels) - 1)
    counts = 20_000
    before = np.repeat(levels, counts)
    right = np.concatenate([np.arange(counts) < round(one * counts) for one in shares]) * 1.0
    assert fit_platt(before, right)(levels) == pytest.approx(shares, abs=2e-4)


def test_platt_of_few_rows_stays_near() -> None:
    """One right row of one at 0.5: with 5 imaginary half-right ones the share is 3.5 / 6."""
    moved = fit_platt(np.array([0.5]), np.array([1.0]))
    assert moved(np.array([0.5]))[0] == pytest.approx(
        (1 + PRIOR_ROWS / 2) / (1 + PRIOR_ROWS), abs=1e-3
    )


def test_platt_never_falls() -> None:
    before = np.repeat([0.2, 0.8], 50)
    right = np.repeat([1.0, 0.0], 50)  # surer is wronger
    moved = fit_platt(before, right)(EVENLY)
    assert np.ptp(moved) == pytest.approx(0)
    assert moved[0] == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("fit", FITS)
@given(rows=rows)
def test_monotone_and_within(fit: Fit, rows: tuple[np.ndarray, np.ndarray]) -> None:
    moved = fit(*rows)(EVENLY)
    assert np.isfinite(moved).all()
    assert (np.diff(moved) >= -1e-9).all()
    assert ((moved >= 0) & (moved <= 1)).all()


@pytest.mark.parametrize("fit", FITS)
def test_rows_that_agree_with_the_former_change_little(fit: Fit) -> None:
    draw = np.random.default_rng(7)
    before = draw.random(4000)
    right = (draw.random(4000) < before) * 1.0
    middle = EVENLY[5:-5]
    assert np.abs(fit(before, right)(middle) - middle).max() < 0.08
