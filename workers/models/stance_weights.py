"""The stance model's weights as the repository stores them: what training changed of the backbone.

The model runs in int8, so the file holds exactly that: of each matrix the scales, and by how many
steps each code differs from the one that the backbone's weight would get with these scales. Most
differ by none or one and none by more than seven, so two fit into a byte that packs well. Biases
and layer norms are differences in float16, the head, which the backbone has not, is there in full.
The embeddings are the backbone's own.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save

from indexes.sources.encoders.packed import PackedModel
from indexes.sources.encoders.rounding import WORDS, EncoderWeights, RoundedMatrix, round_matrix
from indexes.sources.library import Vector

DEFAULT_WEIGHTS = Path(__file__).with_name("stance.safetensors")
FORMAT = 1
LABELS = ("supports", "refutes", "neutral")
HEAD = "head."
STEPS, SCALES = ".steps", ".scales"
MOST_HEADER_BYTES = 1_000_000
MOST_STEPS = 7

Tensors = dict[str, NDArray[Any]]


class InvalidStanceWeights(ValueError):
    """The file holds no stance weights, or not for this program; the message says why."""


@dataclass(frozen=True, slots=True)
class TrainedWeights:
    """By the packed model's names; `vectors` with the head: `head.inner.w`, `head.inner.b`, …"""

    matrices: Mapping[str, RoundedMatrix]
    vectors: Mapping[str, Vector]


@dataclass(frozen=True, slots=True)
class StanceFacts:
    """What the file says of itself."""

    version: str  # of the tensors: start of their SHA-256
    backbone: str  # weights that the differences are to
    package_version: str  # of the backbone's package
    max_tokens: int
    labels: tuple[str, ...] = LABELS
    format: int = FORMAT


def pack_weights(
    trained: TrainedWeights,
    backbone: PackedModel,
    *,
    backbone_weights: str,
    package_version: str,
    max_tokens: int,
) -> bytes:
    """The file's content. Scales and what else is stored in float16 is rounded to it."""
    tensors: Tensors = {}
    for name, matrix in trained.matrices.items():
        steps = matrix.codes - _round_backbone(backbone, name, matrix.scales)
        tensors[name + STEPS] = _shrink(steps)
        tensors[name + SCALES] = matrix.scales.astype(np.float16)
    for name, values in trained.vectors.items():
        tensors[name] = (values - _find_vector(backbone, name)).astype(np.float16)
    facts = StanceFacts(_hash_tensors(tensors), backbone_weights, package_version, max_tokens)
    return save(tensors, metadata={"stance": json.dumps(asdict(facts))})


def read_facts(path: Path = DEFAULT_WEIGHTS) -> StanceFacts:
    """Read the header only. Raises `InvalidStanceWeights`."""
    try:
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            header = json.loads(file.read(min(length, MOST_HEADER_BYTES)))
        told = json.loads(header["__metadata__"]["stance"])
        facts = StanceFacts(**told | {"labels": tuple(told["labels"])})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InvalidStanceWeights(f"{path} holds no stance weights: {error}") from error
    if (facts.format, facts.labels) != (FORMAT, LABELS):
        raise InvalidStanceWeights(f"{path} is of another version of this program")
    return facts


def read_stance_weights(path: Path, backbone: PackedModel) -> EncoderWeights:
    """The whole model as it runs.

    Raises:
        InvalidStanceWeights: the file is damaged, or does not fit to the backbone.
    """
    facts = read_facts(path)
    try:
        tensors = load(path.read_bytes())
        if _hash_tensors(tensors) != facts.version:
            raise InvalidStanceWeights(f"{path} is damaged: its hash is not {facts.version}")
        matrices, vectors = _unpack_matrices(tensors, backbone), _unpack_vectors(tensors, backbone)
    except (OSError, SafetensorError, zlib.error, KeyError) as error:
        raise InvalidStanceWeights(f"{path} is damaged: {error}") from error
    return EncoderWeights(
        backbone.shape, backbone.matrices[WORDS], {**backbone.vectors, **vectors}, matrices
    )


def _unpack_matrices(tensors: Tensors, backbone: PackedModel) -> dict[str, RoundedMatrix]:
    matrices = {}
    for tensor, packed in tensors.items():
        if tensor.endswith(STEPS):
            name = tensor.removesuffix(STEPS)
            scales = tensors[name + SCALES].astype(np.float32)
            codes = _round_backbone(backbone, name, scales)
            codes += _expand(packed).reshape(codes.shape)
            matrices[name] = RoundedMatrix(codes, scales)
    return matrices


def _unpack_vectors(tensors: Tensors, backbone: PackedModel) -> dict[str, Vector]:
    return {
        name: values.astype(np.float32) + _find_vector(backbone, name)
        for name, values in tensors.items()
        if not name.endswith((STEPS, SCALES))
    }


def _find_vector(backbone: PackedModel, name: str) -> Vector:
    return np.zeros(1, np.float32) if name.startswith(HEAD) else backbone.vectors[name]


def _round_backbone(backbone: PackedModel, name: str, scales: Vector) -> NDArray[np.int8]:
    return round_matrix(backbone.matrices[name].to_float(), scales)


def _shrink(steps: NDArray[np.int8]) -> NDArray[np.uint8]:
    """Two steps a byte, then Huffman coding: they have no order worth looking for."""
    if np.abs(steps).max() > MOST_STEPS:
        raise ValueError(f"a code is more than {MOST_STEPS} steps from the backbone's")
    nibbles = steps.reshape(-1).view(np.uint8) & 15
    coder = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_HUFFMAN_ONLY)
    packed = coder.compress((nibbles[0::2] | (nibbles[1::2] << 4)).tobytes()) + coder.flush()
    return np.frombuffer(packed, np.uint8)


def _expand(packed: NDArray[np.uint8]) -> NDArray[np.int8]:
    joined = np.frombuffer(zlib.decompress(packed.tobytes(), wbits=-15), np.uint8)
    nibbles = np.stack([joined & 15, joined >> 4], axis=-1).reshape(-1)
    return (nibbles ^ 8).astype(np.int8) - np.int8(8)


def _hash_tensors(tensors: Tensors) -> str:
    digest = sha256()
    for name, values in sorted(tensors.items()):
        digest.update(f"{name} {values.dtype} {values.shape};".encode())
        digest.update(np.ascontiguousarray(values).tobytes())
    return digest.hexdigest()[:12]
