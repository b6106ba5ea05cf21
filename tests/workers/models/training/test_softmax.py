"""Fitting with examples that name only a set of classes."""

import numpy as np
import pytest

from workers.models.training.softmax import fit_platt, fit_softmax


def test_sets_of_classes_teach_what_they_leave_out() -> None:
    """Two classes are never named apart, yet the third is told from them."""
    chance = np.random.default_rng(3)
    inputs = chance.normal(size=(300, 2))
    is_third = inputs[:, 0] > 0
    allowed = np.stack([~is_third, ~is_third, is_third], axis=1)
    weights, bias = fit_softmax(inputs, allowed, np.ones(300), l2=0.001)
    chosen = (inputs @ weights + bias).argmax(axis=1)
    assert ((chosen == 2) == is_third).mean() > 0.93
    assert weights[:, 0] == pytest.approx(weights[:, 1], abs=1e-3)


def test_importance_counts() -> None:
    inputs, allowed = np.zeros((2, 1)), np.eye(2, dtype=bool)
    _, bias = fit_softmax(inputs, allowed, np.array([3.0, 1.0]), l2=0.1)
    shares = np.exp(bias) / np.exp(bias).sum()
    assert shares == pytest.approx([0.75, 0.25], abs=0.01)


def test_platt_mends_overconfidence() -> None:
    chance = np.random.default_rng(5)
    truth = chance.normal(size=4000)
    labels = chance.random(4000) < 1 / (1 + np.exp(-truth))
    slope, offset = fit_platt(4 * truth + 2, labels)
    assert slope == pytest.approx(0.25, abs=0.05)
    assert offset == pytest.approx(-0.5, abs=0.15)
