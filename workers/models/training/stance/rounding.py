"""Rounds matrices so that what they answer stays, rather than each weight.

After Frantar et al., «GPTQ: Accurate Post-Training Quantization for Generative Pre-trained
Transformers» (2022): column by column, the error of what is rounded already is made good by the
columns that are not, as far as their inputs go together. The bias takes what is left on average.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexes.sources.encoders.rounding import (
    CODE_LIMIT,
    RoundedMatrix,
    choose_scales,
    round_matrix,
)
from indexes.sources.library import Vector
from workers.models.stance_weights import MOST_STEPS

DAMPING = 0.02  # of the mean variance: few texts do not tell how rare inputs go together
COARSENESS = 1.0  # a step is no finer than what training usually changed: more costs only bytes
BLOCK = 64  # columns whose errors are passed on together


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a matrix is given: `mean` (inputs,), `covariance` (inputs, inputs)."""

    mean: Vector
    covariance: Vector


def round_linear(
    matrix: Vector, bias: Vector, backbone: Vector, inputs: Inputs
) -> tuple[RoundedMatrix, Vector]:
    """The matrix (outputs, inputs) in int8, and the bias that goes with it."""
    coarse = (matrix - backbone).std(axis=1) * COARSENESS
    scales = np.maximum(choose_scales(matrix), coarse).astype(np.float16).astype(np.float32)
    start = round_matrix(backbone, scales).astype(np.float32)
    lowest = np.maximum(start - MOST_STEPS, -CODE_LIMIT)
    highest = np.minimum(start + MOST_STEPS, CODE_LIMIT)
    codes = _round_columns(matrix, scales, inputs.covariance, lowest, highest)
    rounded = RoundedMatrix(codes, scales)
    moved = (rounded.to_float() - matrix) @ inputs.mean
    return rounded, np.asarray(bias - moved, np.float32)


def _round_columns(
    matrix: Vector, scales: Vector, covariance: Vector, lowest: Vector, highest: Vector
) -> NDArray[np.int8]:
    """Codes (outputs, inputs) from `lowest` to `highest`; columns with much input go first."""
    order = np.argsort(-np.diag(covariance), kind="stable")
    left = matrix[:, order]
    influence = _find_influence(covariance[np.ix_(order, order)])
    codes = np.empty(matrix.shape, np.int8)
    for start in range(0, len(order), BLOCK):
        end = min(start + BLOCK, len(order))
        errors = np.empty((len(matrix), end - start), np.float32)
        for place in range(start, end):
            column = order[place]
            nearest = np.rint(left[:, place] / scales)
            codes[:, column] = nearest.clip(lowest[:, column], highest[:, column])
            error = (left[:, place] - codes[:, column] * scales) / influence[place, place]
            left[:, place + 1 : end] -= np.outer(error, influence[place, place + 1 : end])
            errors[:, place - start] = error
        left[:, end:] -= errors @ influence[start:end, end:]
    return codes


def _find_influence(covariance: Vector) -> Vector:
    """Upper Cholesky factor of the inverse covariance: how an error moves the columns behind it."""
    damped = covariance.astype(np.float64)
    damped[np.diag_indices(len(damped))] += DAMPING * np.diag(damped).mean() + 1e-12
    return np.linalg.cholesky(np.linalg.inv(damped)).T.astype(np.float32)
