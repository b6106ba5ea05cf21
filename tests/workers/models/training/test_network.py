"""Fitting with examples that name only a set of classes."""

import numpy as np
import pytest

from workers.models.training.network import Recipe, average, fit_network

SMALL = Recipe(units=16, epochs=60, decay=0.1, dropped=0.0, rate=1e-2, batch_rows=64)


def draw(rows: int) -> np.ndarray:
    return np.random.default_rng(3).normal(size=(rows, 2)).astype(np.float32)


def test_sets_of_classes_teach_what_they_leave_out() -> None:
    """Two classes are never named apart, yet the third is told from them."""
    inputs = draw(300)
    is_third = inputs[:, 0] > 0
    allowed = np.stack([~is_third, ~is_third, is_third], axis=1)
    layers = fit_network(inputs, allowed, np.ones(300), SMALL, seed=0)
    chosen = layers.logits(inputs).argmax(axis=1)
    assert ((chosen == 2) == is_third).mean() > 0.95


def test_what_no_line_divides_is_learned() -> None:
    """Two opposite quarters of the plane belong together."""
    inputs = draw(400)
    is_first = inputs[:, 0] * inputs[:, 1] > 0
    layers = fit_network(inputs, np.stack([is_first, ~is_first], axis=1), np.ones(400), SMALL, 0)
    assert ((layers.logits(inputs).argmax(axis=1) == 0) == is_first).mean() > 0.9


def test_importance_counts() -> None:
    inputs, allowed = np.zeros((400, 1), np.float32), np.tile(np.eye(2, dtype=bool), (200, 1))
    importance = np.tile([3.0, 1.0], 200)
    bias = fit_network(inputs, allowed, importance, SMALL, seed=0).bias
    assert np.exp(bias[0] - bias[1]) == pytest.approx(3, abs=0.3)


def test_dropped_inputs_do_not_change_the_scale_of_what_is_left() -> None:
    inputs = draw(400)
    is_first = inputs[:, 0] > 0
    recipe = Recipe(units=16, epochs=60, decay=0.1, dropped=0.3, rate=1e-2, batch_rows=64)
    layers = fit_network(inputs, np.stack([is_first, ~is_first], axis=1), np.ones(400), recipe, 0)
    assert ((layers.logits(inputs).argmax(axis=1) == 0) == is_first).mean() > 0.95


def test_the_average_gives_the_mean_of_the_logits() -> None:
    inputs, allowed = draw(60), np.tile(np.eye(2, dtype=bool), (30, 1))
    members = [fit_network(inputs, allowed, np.ones(60), SMALL, seed) for seed in (1, 2)]
    mean = np.mean([one.logits(inputs) for one in members], axis=0)
    assert average(members).logits(inputs) == pytest.approx(mean, abs=1e-5)
