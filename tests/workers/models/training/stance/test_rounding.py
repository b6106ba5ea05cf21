"""Rounding to int8 by what the matrices are given."""

import numpy as np

from indexes.sources.encoders.rounding import RoundedMatrix, choose_scales, round_matrix
from workers.models.training.stance.rounding import Inputs, round_linear

OUTPUTS, WIDTH = 40, 96


def make_inputs(generator: np.random.Generator) -> np.ndarray:
    """Texts whose inputs go together, one of them large and nearly constant, as in encoders."""
    given = generator.normal(0, 1, (2000, 12)) @ generator.normal(0, 1, (12, WIDTH))
    given += generator.normal(0, 0.3, given.shape)
    given[:, 7] = generator.normal(30, 0.5, len(given))
    return given.astype(np.float32)


def measure_error(matrix: RoundedMatrix, bias: np.ndarray, exact: np.ndarray, given) -> float:
    return float(np.abs(given @ matrix.to_float().T + bias - exact).mean())


def test_answers_are_nearer_than_by_rounding_each_weight() -> None:
    generator = np.random.default_rng(11)
    given = make_inputs(generator)
    backbone = generator.normal(0, 0.05, (OUTPUTS, WIDTH)).astype(np.float32)
    matrix = backbone + generator.normal(0, 0.002, backbone.shape).astype(np.float32)
    bias = generator.normal(0, 0.05, OUTPUTS).astype(np.float32)
    seen, unseen = given[:1000], given[1000:]
    inputs = Inputs(seen.mean(axis=0), np.cov(seen.T).astype(np.float32))
    exact = unseen @ matrix.T + bias

    scales = choose_scales(matrix)
    plain = RoundedMatrix(round_matrix(matrix, scales), scales)
    rounded, moved_bias = round_linear(matrix, bias, backbone, inputs)

    plain_error = measure_error(plain, bias, exact, unseen)
    assert measure_error(rounded, moved_bias, exact, unseen) < 0.4 * plain_error
    assert np.abs(rounded.codes).max() <= 63


def test_codes_stay_within_seven_steps_of_the_backbones() -> None:
    generator = np.random.default_rng(12)
    given = make_inputs(generator)
    backbone = generator.normal(0, 0.05, (OUTPUTS, WIDTH)).astype(np.float32)
    matrix = backbone + generator.standard_t(2, backbone.shape).astype(np.float32) * 0.02
    inputs = Inputs(given.mean(axis=0), np.cov(given.T).astype(np.float32))
    rounded, _ = round_linear(matrix, np.zeros(OUTPUTS, np.float32), backbone, inputs)
    steps = rounded.codes.astype(int) - round_matrix(backbone, rounded.scales)
    assert np.abs(steps).max() == 7
