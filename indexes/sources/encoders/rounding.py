"""Matrices in int8: one scale an output, codes within ±63.

CPUs without VNNI add pairs of products in 16 bits and would overflow with ±127 (`reduce_range` in
ONNX Runtime's words).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexes.sources.encoders.packed import BlockMatrix, PackedModel, Shape
from indexes.sources.library import Vector

CODE_LIMIT = 63
WORDS = "emb.word"


@dataclass(frozen=True, slots=True)
class RoundedMatrix:
    """`codes` (outputs, inputs) times `scales` (outputs,)."""

    codes: NDArray[np.int8]
    scales: Vector

    def to_float(self) -> Vector:
        return self.codes * self.scales[:, np.newaxis]


@dataclass(frozen=True, slots=True)
class EncoderWeights:
    """A BERT encoder as it runs; `l0.q.w`, `l0.q.b` and so on, by the packed model's names."""

    shape: Shape
    words: BlockMatrix
    vectors: Mapping[str, Vector]
    matrices: Mapping[str, RoundedMatrix]


def round_weights(model: PackedModel) -> EncoderWeights:
    """The packed model's own weights."""
    floats = {name: matrix.to_float() for name, matrix in model.matrices.items() if name != WORDS}
    matrices = {
        name: RoundedMatrix(round_matrix(matrix, scales), scales)
        for name, matrix in floats.items()
        for scales in (choose_scales(matrix),)
    }
    return EncoderWeights(model.shape, model.matrices[WORDS], model.vectors, matrices)


def choose_scales(matrix: Vector) -> Vector:
    """The finest that reach each output's largest weight."""
    return np.asarray(np.abs(matrix).max(axis=1) / CODE_LIMIT, np.float32)


def round_matrix(matrix: Vector, scales: Vector) -> NDArray[np.int8]:
    """Codes of the nearest; the same on every machine, as division is exact to the last bit."""
    codes = np.rint(matrix / scales[:, np.newaxis])
    return np.asarray(codes.clip(-CODE_LIMIT, CODE_LIMIT), np.int8)
