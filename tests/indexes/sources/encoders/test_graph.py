"""Conversion of a tiny model with random weights: graph and torch must agree on it as well."""

from pathlib import Path

import numpy as np
import pytest

from indexes.sources.encoders import DEFAULT_MODEL, converting, open_embedder
from indexes.sources.encoders.converted import FOLDER_NAME, read_origin
from indexes.sources.encoders.packed import BLOCK, BlockMatrix, PackedModel, Shape, Vocabulary

SHAPE = Shape(
    hidden=64,
    layers=2,
    heads=2,
    inner=128,
    vocabulary=12,
    positions=32,
    token_types=2,
    epsilon=1e-12,
)
PIECES = ("<s>", "<pad>", "</s>", "<unk>", "▁", "▁мир", "▁и", "▁война", "том", "▁a", "▁2025", ".")
TEXTS = ["Мир и мир.", "мир и война, том 2025.", "", "и и и", "слово"]


def make_tiny_model() -> PackedModel:
    generator = np.random.default_rng(7)

    def matrix(rows: int, columns: int) -> BlockMatrix:
        blocks = columns // BLOCK
        codes = generator.integers(-8, 8, (rows, blocks, BLOCK)).astype(np.int8)
        scales = generator.uniform(0.01, 0.03, (rows, blocks)).astype(np.float32)
        return BlockMatrix(codes=codes, scales=scales)

    def vector(size: int, *, around: float = 0) -> np.ndarray:
        return generator.normal(around, 0.1, size).astype(np.float32)

    hidden, inner = SHAPE.hidden, SHAPE.inner
    matrices = {"emb.word": matrix(SHAPE.vocabulary, hidden)}
    vectors = {
        "emb.pos": vector(SHAPE.positions * hidden),
        "emb.type": vector(SHAPE.token_types * hidden),
        "emb.ln.w": vector(hidden, around=1),
        "emb.ln.b": vector(hidden),
    }
    for layer in range(SHAPE.layers):
        for part in ("q", "k", "v", "ao", "fi", "fo"):
            rows, columns = (inner if part == "fi" else hidden), (inner if part == "fo" else hidden)
            matrices[f"l{layer}.{part}.w"] = matrix(rows, columns)
            vectors[f"l{layer}.{part}.b"] = vector(rows)
        for part in ("aln", "oln"):
            vectors[f"l{layer}.{part}.w"] = vector(hidden, around=1)
            vectors[f"l{layer}.{part}.b"] = vector(hidden)
    vocabulary = Vocabulary(
        pieces=PIECES,
        scores=tuple(-float(place) for place in range(len(PIECES))),
        begin_id=0,
        end_id=2,
        padding_id=1,
        unknown_id=3,
        replacements={"\t": " ", "\x01": ""},
    )
    return PackedModel(SHAPE, vocabulary, vectors, matrices)


@pytest.fixture
def converted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(converting, "read_packed", lambda _path: make_tiny_model())
    for leftover in (FOLDER_NAME, f"{FOLDER_NAME}.unfinished"):  # of a killed conversion
        (tmp_path / leftover).mkdir()
        (tmp_path / leftover / "leftover").touch()
    open_embedder(DEFAULT_MODEL, tmp_path)
    return tmp_path


def test_graph_and_torch_agree(converted: Path) -> None:
    graph = open_embedder(DEFAULT_MODEL, converted)
    reference = open_embedder(str(converted / FOLDER_NAME), converted)
    assert graph.dimensions == reference.dimensions == SHAPE.hidden
    similar = np.einsum("ij,ij->i", graph.embed_passages(TEXTS), reference.embed_passages(TEXTS))
    assert similar.min() > 0.999


def test_leftovers_are_replaced(converted: Path) -> None:
    folder = converted / FOLDER_NAME
    assert read_origin(folder) is not None
    assert not (folder / "leftover").exists()
    assert not folder.with_name(f"{FOLDER_NAME}.unfinished").exists()


def test_whole_conversion_is_kept(converted: Path) -> None:
    origin = read_origin(converted / FOLDER_NAME)
    assert converting.convert_default_model(converted) == origin
