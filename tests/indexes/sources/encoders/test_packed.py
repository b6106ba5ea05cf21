from pathlib import Path

import numpy as np
import pytest

from indexes.sources.encoders.packed import (
    BlockMatrix,
    InvalidModelFile,
    PackedModel,
    Shape,
    read_packed,
)


def test_header(packed_model: PackedModel) -> None:
    assert packed_model.shape == Shape(
        hidden=384,
        layers=12,
        heads=12,
        inner=1536,
        vocabulary=250_037,
        positions=512,
        token_types=2,
        epsilon=pytest.approx(1e-12),
    )


def test_vocabulary_is_that_of_xlm_r(packed_model: PackedModel) -> None:
    vocabulary = packed_model.vocabulary
    assert vocabulary.pieces[:7] == ("<s>", "<pad>", "</s>", "<unk>", ",", ".", "▁")
    assert vocabulary.pieces[-1] == "<mask>"
    special = vocabulary.begin_id, vocabulary.padding_id, vocabulary.end_id, vocabulary.unknown_id
    assert special == (0, 1, 2, 3)
    assert len(vocabulary.pieces) == len(set(vocabulary.pieces)) == len(vocabulary.scores)
    assert all(score <= 0 for score in vocabulary.scores)


def test_every_weight_of_the_encoder_is_there(packed_model: PackedModel) -> None:
    assert packed_model.matrices["emb.word"].to_float().shape == (250_037, 384)
    assert packed_model.matrices["l11.fo.w"].to_float().shape == (384, 1536)
    assert packed_model.vectors["l11.oln.b"].shape == (384,)
    assert len(packed_model.matrices) == 1 + 12 * 6
    assert len(packed_model.vectors) == 4 + 12 * 10


def test_block_matrix_multiplies_each_block_with_its_scale() -> None:
    codes = np.array([[[-8] * 32, [7] * 32]], np.int8)
    matrix = BlockMatrix(codes=codes, scales=np.array([[0.5, 2]], np.float32))
    assert matrix.to_float().tolist() == [[-4.0] * 32 + [14.0] * 32]


@pytest.mark.parametrize("kept_bytes", [0, 3, 10, 1_000, 4_000_000, 4_700_000, 71_622_399])
def test_damaged_file(kept_bytes: int, packed_file: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "model.bin"
    with packed_file.open("rb") as whole:
        damaged.write_bytes(whole.read(kept_bytes))
    with pytest.raises(InvalidModelFile, match=r"model\.bin"):
        read_packed(damaged)


def test_another_file(tmp_path: Path) -> None:
    other = tmp_path / "model.gguf"
    other.write_bytes(b"GGUF" + bytes(1000))
    with pytest.raises(InvalidModelFile, match="does not start with E5S1"):
        read_packed(other)
