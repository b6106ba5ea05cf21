"""A tiny encoder with random weights, in the form of the packed one."""

import numpy as np

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
