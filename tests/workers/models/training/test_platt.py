"""Calibration of made-up logits."""

import numpy as np
import pytest

from workers.models.training.platt import fit_platt


def test_platt_mends_overconfidence() -> None:
    chance = np.random.default_rng(5)
    truth = chance.normal(size=4000)
    labels = chance.random(4000) < 1 / (1 + np.exp(-truth))
    slope, offset = fit_platt(4 * truth + 2, labels)
    assert slope == pytest.approx(0.25, abs=0.05)
    assert offset == pytest.approx(-0.5, abs=0.15)
