"""Flat vector files: append, map, scan.

One bit a dimension picks the rows that may be near (`blocks.py`), half-precision vectors rescore
them; where few rows pass the filters, all are scored.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from indexes.records import Passage
from indexes.sources.embedded.blocks import ROWS, block_type, estimate_cosines, seal_block
from indexes.sources.embedded.durable import overwrite_durably, sync_folder
from indexes.sources.library import Filters, Vector

Mask = NDArray[np.bool_]
Slots = NDArray[np.int64]

RESCORED = 2_000

COLUMNS = np.dtype(
    [(name, "<u8") for name in ("source", "language", "publisher", "tier")] + [("published", "<i8")]
)
UNDATED = 0  # date ordinals start at 1


@dataclass(frozen=True, slots=True)
class VectorFiles:
    """The three files of one library and the width of their rows."""

    folder: Path
    dimensions: int

    def create(self) -> None:
        for path in (self._vectors, self._columns, self._blocks):
            path.touch()
        sync_folder(self.folder)

    def write(self, first_slot: int, vectors: Vector, passages: Sequence[Passage]) -> None:
        """Write rows from `first_slot` on, and the blocks that they fill; durable on return."""
        rows = vectors.astype("<f2")
        overwrite_durably(self._vectors, first_slot * rows.itemsize * rows.shape[1], rows.tobytes())
        columns = column_rows(passages)
        overwrite_durably(self._columns, first_slot * columns.itemsize, columns.tobytes())
        for block in range(first_slot // ROWS, (first_slot + len(rows)) // ROWS):
            self._seal(block)

    def map(self, slots: int) -> "VectorRows":
        """The first `slots` rows of each file, mapped, not read."""
        return VectorRows(
            vectors=_map(self._vectors, "<f2", (slots, self.dimensions)),
            columns=_map(self._columns, COLUMNS, (slots,)),
            blocks=_map(self._blocks, block_type(self.dimensions), (slots // ROWS,)),
        )

    def measure(self, slots: int) -> dict[str, int]:
        """Bytes of each file that the first `slots` rows take."""
        return {
            self._vectors.name: slots * self.dimensions * np.dtype("<f2").itemsize,
            self._columns.name: slots * COLUMNS.itemsize,
            self._blocks.name: slots // ROWS * block_type(self.dimensions).itemsize,
        }

    def _seal(self, block: int) -> None:
        vectors = _map(self._vectors, "<f2", ((block + 1) * ROWS, self.dimensions))
        sealed = seal_block(vectors[block * ROWS :].astype(np.float32))
        overwrite_durably(self._blocks, block * sealed.itemsize, sealed.tobytes())

    @property
    def _vectors(self) -> Path:
        return self.folder / "vectors.f16"

    @property
    def _blocks(self) -> Path:
        return self.folder / "blocks"

    @property
    def _columns(self) -> Path:
        return self.folder / "columns"


@dataclass(frozen=True, slots=True)
class VectorRows:
    """The rows that one commit knows."""

    vectors: NDArray[np.float16]  # (slots, dimensions)
    columns: NDArray[Any]  # (slots,) of COLUMNS
    blocks: NDArray[Any]  # the full blocks of ROWS slots

    def allowed(self, filters: Filters) -> Mask:
        """Which slots the filters let through, (slots,)."""
        passed = np.ones(len(self.columns), dtype=bool)
        for condition in _conditions(self.columns, filters):
            passed &= condition
        return passed

    def nearest(self, vector: Vector, limit: int, allowed: Mask) -> tuple[Slots, Vector]:
        """Slots and cosines of the `limit` nearest allowed rows, best first, ties by slot."""
        slots = np.flatnonzero(allowed)
        rescored = max(RESCORED, 4 * limit)
        if len(slots) > rescored:
            estimates = np.where(allowed, self._estimate(vector), -np.inf)
            slots = np.sort(np.argpartition(-estimates, rescored)[:rescored])
        cosines = self._cosines(slots, vector)
        best = np.argsort(-cosines, kind="stable")[:limit]
        return slots[best], cosines[best]

    def _estimate(self, vector: Vector) -> Vector:
        """Cosines, (slots,): of full blocks by their bits, of the rows after them exactly."""
        estimates = [estimate_cosines(block, vector) for block in self.blocks]
        tail = np.arange(len(self.blocks) * ROWS, len(self.vectors))
        return np.concatenate([*estimates, self._cosines(tail, vector)])

    def _cosines(self, slots: Slots, vector: Vector) -> Vector:
        """`einsum`, because BLAS threads spin."""
        cosines: Vector = np.einsum("ij,j->i", self.vectors[slots].astype(np.float32), vector)
        return cosines


def column_rows(passages: Sequence[Passage]) -> NDArray[Any]:
    """What filters ask of each passage, (passages,) of COLUMNS."""
    rows = [
        (*map(hashed, (one.source_id, one.language, one.publisher, one.tier)), published_day(one))
        for one in passages
    ]
    return np.array(rows, dtype=COLUMNS)


def published_day(passage: Passage) -> int:
    return passage.published_at.toordinal() if passage.published_at else UNDATED


def hashed(value: str) -> int:
    """64 bits; two of a million values collide once in 37 million libraries."""
    return int.from_bytes(blake2b(value.encode(), digest_size=8).digest(), "little")


def _conditions(columns: NDArray[Any], filters: Filters) -> Iterator[Mask]:
    for name, values in (
        ("language", filters.languages),
        ("publisher", filters.publishers),
        ("tier", frozenset(tier.value for tier in filters.tiers)),
    ):
        if values:
            yield np.isin(columns[name], _hashes(values))
    if filters.exclude_source_ids:
        yield ~np.isin(columns["source"], _hashes(filters.exclude_source_ids))
    yield from _date_conditions(columns["published"], filters)


def _date_conditions(days: NDArray[np.int64], filters: Filters) -> Iterator[Mask]:
    undated = days == UNDATED
    if filters.published_from:
        yield undated | (days >= filters.published_from.toordinal())
    if filters.published_until:
        yield days <= filters.published_until.toordinal()
    if not filters.include_undated:
        yield ~undated


def _hashes(values: frozenset[str]) -> NDArray[np.uint64]:
    return np.array([hashed(value) for value in values], dtype=np.uint64)


def _map(path: Path, dtype: DTypeLike, shape: tuple[int, ...]) -> NDArray[Any]:
    if shape[0] == 0:
        return np.empty(shape, dtype=dtype)
    return np.memmap(path, mode="r", dtype=dtype, shape=shape)
