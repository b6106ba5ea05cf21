"""The weights file of the stance model: what is packed comes out, what is damaged is refused."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from indexes.sources.encoders.packed import BLOCK, BlockMatrix, PackedModel, Shape, Vocabulary
from indexes.sources.encoders.rounding import RoundedMatrix, round_matrix
from workers.models.stance_weights import (
    DEFAULT_WEIGHTS,
    InvalidStanceWeights,
    TrainedWeights,
    pack_weights,
    read_facts,
    read_stance_weights,
)

HIDDEN = 64
GENERATOR = np.random.default_rng(3)


def make_matrix(rows: int) -> BlockMatrix:
    codes = GENERATOR.integers(-8, 8, (rows, HIDDEN // BLOCK, BLOCK)).astype(np.int8)
    return BlockMatrix(codes, np.full((rows, HIDDEN // BLOCK), 0.01, np.float32))


BACKBONE = PackedModel(
    Shape(HIDDEN, 1, 2, HIDDEN, 8, 8, 2, 1e-12),
    Vocabulary(("<s>",), (0.0,), 0, 0, 0, 0, {}),
    {"l0.q.b": np.arange(HIDDEN, dtype=np.float32)},
    {"emb.word": make_matrix(8), "l0.q.w": make_matrix(HIDDEN)},
)
SCALES = np.full(HIDDEN, 0.0078125, np.float32)
START = round_matrix(BACKBONE.matrices["l0.q.w"].to_float(), SCALES)
TRAINED = TrainedWeights(
    matrices={
        "l0.q.w": RoundedMatrix(
            START + GENERATOR.integers(-7, 8, START.shape).astype(np.int8), SCALES
        )
    },
    vectors={
        "l0.q.b": np.arange(HIDDEN, dtype=np.float32) + 0.25,
        "head.inner.w": np.full((2, HIDDEN), 0.5, np.float32),
    },
)


def pack(trained: TrainedWeights = TRAINED) -> bytes:
    return pack_weights(
        trained, BACKBONE, backbone_weights="0123", package_version="1.0", max_tokens=160
    )


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    path = tmp_path / "stance.safetensors"
    path.write_bytes(pack())
    return path


def test_what_is_packed_comes_out(packed: Path) -> None:
    weights = read_stance_weights(packed, BACKBONE)
    matrix = weights.matrices["l0.q.w"]
    assert np.array_equal(matrix.codes, TRAINED.matrices["l0.q.w"].codes)
    assert np.array_equal(matrix.scales, TRAINED.matrices["l0.q.w"].scales)
    assert np.array_equal(weights.vectors["l0.q.b"], TRAINED.vectors["l0.q.b"])
    assert np.array_equal(weights.vectors["head.inner.w"], TRAINED.vectors["head.inner.w"])
    assert weights.words is BACKBONE.matrices["emb.word"]


def test_packing_again_makes_the_same_file(packed: Path) -> None:
    assert packed.read_bytes() == pack()


def test_other_weights_are_another_version(packed: Path, tmp_path: Path) -> None:
    vectors = {**TRAINED.vectors, "l0.q.b": TRAINED.vectors["l0.q.b"] + 1}
    other = tmp_path / "other.safetensors"
    other.write_bytes(pack(replace(TRAINED, vectors=vectors)))
    assert read_facts(other).version != read_facts(packed).version


def test_steps_of_a_little_trained_matrix_take_few_bytes() -> None:
    little = RoundedMatrix(START + (START == 3), SCALES)
    few = pack(replace(TRAINED, matrices={"l0.q.w": little}))
    assert len(few) < len(pack()) - HIDDEN * HIDDEN / 4


def test_code_far_from_the_backbones_cannot_be_stored() -> None:
    far = RoundedMatrix(START + np.int8(8), SCALES)
    with pytest.raises(ValueError, match="more than 7 steps"):
        pack(replace(TRAINED, matrices={"l0.q.w": far}))


@pytest.mark.parametrize("kept_bytes", [0, 5, 40, 300, -1])
def test_file_that_is_cut_short(packed: Path, kept_bytes: int) -> None:
    packed.write_bytes(packed.read_bytes()[:kept_bytes])
    with pytest.raises(InvalidStanceWeights, match=r"stance\.safetensors"):
        read_stance_weights(packed, BACKBONE)


def test_file_with_a_turned_byte(packed: Path) -> None:
    content = bytearray(packed.read_bytes())
    content[-40] ^= 1
    packed.write_bytes(content)
    with pytest.raises(InvalidStanceWeights, match="damaged"):
        read_stance_weights(packed, BACKBONE)


def test_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(InvalidStanceWeights, match="holds no stance weights"):
        read_facts(tmp_path / "none.safetensors")


def test_other_safetensors(tmp_path: Path) -> None:
    other = tmp_path / "other.safetensors"
    header = json.dumps({"__metadata__": {"format": "pt"}}).encode()
    other.write_bytes(len(header).to_bytes(8, "little") + header)
    with pytest.raises(InvalidStanceWeights, match="holds no stance weights"):
        read_facts(other)


def test_file_of_another_format(packed: Path) -> None:
    content = packed.read_bytes().replace(rb"\"format\": 1", rb"\"format\": 9")
    packed.write_bytes(content)
    with pytest.raises(InvalidStanceWeights, match="another version of this program"):
        read_facts(packed)


def test_backbone_without_a_matrix(packed: Path) -> None:
    with pytest.raises(InvalidStanceWeights, match=r"damaged: 'l0\.q\.w'"):
        read_stance_weights(packed, replace(BACKBONE, matrices={"emb.word": make_matrix(8)}))


def test_weights_of_the_repository() -> None:
    facts = read_facts()
    assert facts.labels == ("supports", "refutes", "neutral")
    assert DEFAULT_WEIGHTS.stat().st_size < 11_000_000
