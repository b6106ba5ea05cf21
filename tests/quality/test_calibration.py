"""The measures of calibration against cases worked out by hand, and what must hold for all."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss

from tests.quality.calibration import (
    brier_score,
    calibration_error,
    cover_by_confidence,
    estimate_score,
    expect_error_of_perfect,
    find_bins,
    risk_area,
)

ROWS = st.lists(
    st.tuples(st.sampled_from([0.0, 0.2, 0.35, 0.5, 0.8, 0.95, 1.0]), st.booleans()),
    min_size=1,
    max_size=60,
)


def test_two_bins_by_hand() -> None:
    confidence, right = [0.1, 0.3, 0.7, 0.9], [0, 1, 1, 1]
    low, high = find_bins(confidence, right, bins=2)
    assert (low.confidence, low.share_right, low.count) == (pytest.approx(0.2), 0.5, 2)
    assert (high.confidence, high.share_right, high.count) == (pytest.approx(0.8), 1.0, 2)
    assert calibration_error(confidence, right, bins=2) == pytest.approx((0.3 + 0.2) / 2)


def test_equal_confidences_share_a_bin() -> None:
    bins = find_bins([0.6] * 10 + [0.9] * 2, [1] * 6 + [0] * 4 + [1, 0], bins=5)
    assert [one.count for one in bins] == [10, 2]
    assert calibration_error([0.6] * 10, [1] * 6 + [0] * 4) == pytest.approx(0.0)


def test_brier_score_by_hand() -> None:
    assert brier_score([0.8, 0.4], [1, 1]) == pytest.approx((0.04 + 0.36) / 2)


def test_risk_over_coverage_by_hand() -> None:
    curve = cover_by_confidence([0.9, 0.8, 0.7, 0.6], [1, 0, 1, 0])
    assert curve.coverage.tolist() == [0.25, 0.5, 0.75, 1.0]
    assert curve.risk == pytest.approx([0, 1 / 2, 1 / 3, 1 / 2])
    assert curve.area == pytest.approx((0 + 1 / 2 + 1 / 3 + 1 / 2) / 4)
    assert curve.risk_at(0.5) == pytest.approx(1 / 2)


def test_a_confidence_of_one_value_orders_nothing() -> None:
    curve = cover_by_confidence([0.5] * 4, [1, 0, 0, 0])
    assert curve.risk == pytest.approx([0.75] * 4)


@settings(deadline=None, max_examples=50)  # a busy machine is no failure
@given(ROWS, st.randoms())
def test_no_order_of_the_rows_matters(rows: list[tuple[float, bool]], chance: object) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)
    for score in (calibration_error, brier_score, risk_area):
        assert score(*zip(*rows, strict=True)) == pytest.approx(score(*zip(*shuffled, strict=True)))


@settings(deadline=None, max_examples=50)  # a busy machine is no failure
@given(ROWS)
def test_all_lie_within_zero_and_one(rows: list[tuple[float, bool]]) -> None:
    confidence, right = zip(*rows, strict=True)
    for score in (calibration_error, brier_score, risk_area):
        assert 0 <= score(confidence, right) <= 1
    assert brier_score(confidence, right) == pytest.approx(brier_score_loss(right, confidence))
    curve = cover_by_confidence(confidence, right)
    assert curve.risk[-1] == pytest.approx(1 - np.mean(right))


@settings(deadline=None, max_examples=50)  # a busy machine is no failure
@given(ROWS)
def test_bins_hold_every_row_once(rows: list[tuple[float, bool]]) -> None:
    confidence, right = zip(*rows, strict=True)
    bins = find_bins(confidence, right)
    assert sum(one.count for one in bins) == len(rows)
    assert sum(one.share_right * one.count for one in bins) == pytest.approx(sum(right))


def test_chance_alone_errs_less_with_more_rows() -> None:
    confidence = np.linspace(0.4, 0.95, 150)
    few, many = expect_error_of_perfect(confidence), expect_error_of_perfect([*confidence] * 8)
    assert 0.05 < few < 0.15
    assert many < few / 2


def test_the_interval_holds_the_value() -> None:
    confidence, right = [0.9, 0.8, 0.6, 0.7] * 20, [1, 1, 0, 1] * 20
    found = estimate_score(brier_score, confidence, right, list(range(80)))
    assert found.low < found.value < found.high
    assert found.n == 80


@pytest.mark.parametrize("confidence", [[1.2], [-0.1], [float("nan")], [0.5, 0.5]])
def test_what_is_no_confidence_is_refused(confidence: list[float]) -> None:
    with pytest.raises(ValueError, match="confidence"):
        brier_score(confidence, [1])
