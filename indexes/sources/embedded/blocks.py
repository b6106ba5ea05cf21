"""Cosines estimated from one bit a dimension, block by block.

A full block keeps, for each row, on which side of the block's centre each dimension lies, and two
numbers that make the estimate unbiased. Embeddings crowd into a narrow cone (of e5's, any two have
a cosine of 0.8), so without a centre the bits say little: of 5,000 sentences, with 100 rows
rescored, recall@20 is 0.37 by plain sign bits and 0.97 this way.

After Gao and Long: RaBitQ: Quantizing High-Dimensional Vectors with a Theoretical Error Bound for
Approximate Nearest Neighbor Search. SIGMOD 2024 (here without the rotation, which gained nothing).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexes.sources.library import Vector

ROWS = 4_096  # of a block: enough for a centre, and its bits fit the processor's second cache
WORD_BITS = 64
QUERY_BITS = 3  # the query's own dimensions are rounded to eight levels

Bits = NDArray[np.uint64]


def block_type(dimensions: int) -> np.dtype[Any]:
    """How a full block lies on disk."""
    words = -(-dimensions // WORD_BITS)
    return np.dtype(
        [
            ("centre", "<f4", (dimensions,)),
            ("scale", "<f4", (ROWS,)),
            ("offset", "<f4", (ROWS,)),
            ("ones", "<f4", (ROWS,)),  # how many bits are set
            ("bits", "<u8", (words, ROWS)),  # word by word, so that a scan reads straight on
        ]
    )


def seal_block(vectors: Vector) -> NDArray[Any]:
    """The block of `ROWS` vectors, (1,) of `block_type`."""
    block = np.zeros(1, dtype=block_type(vectors.shape[1]))
    centre = vectors.mean(axis=0)
    rest = vectors - centre
    spread = np.maximum(np.abs(rest).sum(axis=1), np.finfo(np.float32).tiny)
    block["centre"] = centre
    block["scale"] = np.einsum("ij,ij->i", rest, rest) / spread
    block["offset"] = np.einsum("ij,j->i", rest, centre)
    block["ones"] = (rest > 0).sum(axis=1)
    block["bits"] = pack_bits(rest > 0).T
    return block


def estimate_cosines(block: Any, query: Vector) -> Vector:  # noqa: ANN401 - one row of `block_type`
    """Of the query with each row of a full block, (ROWS,)."""
    rest = query - block["centre"]
    lowest, step = rest.min(), max(float(np.ptp(rest)), 1e-9) / (2**QUERY_BITS - 1)
    levels = np.rint((rest - lowest) / step).astype(np.uint8)
    planes = pack_bits(levels >> np.arange(QUERY_BITS, dtype=np.uint8)[:, np.newaxis] & 1)
    counts = sum(_count_common(block["bits"], plane) << bit for bit, plane in enumerate(planes))
    positive = lowest * block["ones"] + step * counts
    total = lowest * len(rest) + step * int(levels.sum())
    estimated: Vector = (
        np.einsum("i,i", query, block["centre"])
        + block["offset"]
        + block["scale"] * (2 * positive - total)
    )
    return estimated


def pack_bits(bits: NDArray[Any]) -> Bits:
    """(rows, dimensions) of 0 and 1 to (rows, words); the last word is filled up with zeros."""
    padding = -bits.shape[1] % WORD_BITS
    packed: Bits = np.packbits(np.pad(bits, ((0, 0), (0, padding))), axis=1).view("<u8")
    return packed


def _count_common(words: Bits, mask: Bits) -> NDArray[np.uint16]:
    """How many bits each row has in common with the mask, (ROWS,). `words`: (words, ROWS)."""
    total = np.zeros(words.shape[1], dtype=np.uint16)
    for word, masked in zip(words, mask, strict=True):
        total += np.bitwise_count(word & masked)
    return total
