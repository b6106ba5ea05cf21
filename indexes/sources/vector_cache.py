"""Vectors of texts that were embedded before, in one file that never outgrows its size.

    set 0: row row row row     a text's key names its set, whose rows are read at once
    set 1: row row row row
    …

A row is a key, a checksum and a vector. Processes and threads share the file without a lock: a row
that two of them write at once, or that a power cut broke, fails its checksum and counts as absent.
A full set gives up one of its rows; which one, the new key decides. Whatever goes wrong with the
file costs time, never an answer.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexes.sources.embeddings import Embedder
from indexes.sources.library import Vector

ROWS = 32_768  # 51 MB at 384 dimensions: the claims and found sentences of some hundred articles
SET_ROWS = 4
KEY_BYTES = 16
FILE_NAME = "vectors-{dimensions}.cache"

Embed = Callable[[Sequence[str]], Vector]


@dataclass(frozen=True, slots=True)
class VectorCache:
    """Vectors by key; one file for all models of one width."""

    path: Path
    dimensions: int
    rows: int = ROWS

    def find(self, keys: Iterable[bytes]) -> dict[bytes, Vector]:
        """Those that are there, by key; float32, (dimensions,)."""
        with suppress(OSError), _opened(self.path, os.O_RDONLY) as file:
            read = {key: self._find(file, key) for key in keys}
            return {key: vector for key, vector in read.items() if vector is not None}
        return {}

    def keep(self, vectors: Mapping[bytes, Vector]) -> None:
        """Store what fits; where nothing can be written, nothing."""
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with _opened(self.path, os.O_RDWR | os.O_CREAT) as file:
                for key, vector in vectors.items():
                    os.pwrite(file, self._write_row(key, vector), self._choose_place(file, key))

    def _find(self, file: int, key: bytes) -> Vector | None:
        for row in self._read_set(file, key):
            if row["key"].tobytes() == key and row["check"] == _check(row):
                vector: Vector = row["vector"]
                return vector
        return None

    def _write_row(self, key: bytes, vector: Vector) -> bytes:
        (row,) = rows = np.zeros(1, dtype=self._row)
        row["key"], row["vector"] = np.void(key), vector
        row["check"] = _check(row)
        return rows.tobytes()

    def _choose_place(self, file: int, key: bytes) -> int:
        """The first row of the set that was never written, else the one that the key points at."""
        unwritten = np.flatnonzero(self._read_set(file, key)["check"] == 0)
        row = int(unwritten[0]) if len(unwritten) else key[-1] % SET_ROWS
        return self._start(key) + row * self._row.itemsize

    def _read_set(self, file: int, key: bytes) -> NDArray[Any]:
        """The rows of the key's set, (SET_ROWS,); zeros where none was written."""
        length = SET_ROWS * self._row.itemsize
        content = os.pread(file, length, self._start(key))
        return np.frombuffer(content.ljust(length, b"\0"), dtype=self._row)

    def _start(self, key: bytes) -> int:
        number = int.from_bytes(key[:8], "little") % (self.rows // SET_ROWS)
        return number * SET_ROWS * self._row.itemsize

    @property
    def _row(self) -> np.dtype[Any]:
        fields = [("key", f"V{KEY_BYTES}"), ("check", "<u8"), ("vector", "<f4", (self.dimensions,))]
        return np.dtype(fields)


@contextmanager
def _opened(path: Path, flags: int) -> Iterator[int]:
    """A descriptor; opened for each batch, so that a fork inherits none."""
    file = os.open(path, flags, 0o644)
    try:
        yield file
    finally:
        os.close(file)


def _check(row: Any) -> int:  # noqa: ANN401 - one row of the file
    """Of the row's key and vector; never 0, which says that nothing was written."""
    content = row["key"].tobytes() + row["vector"].tobytes()
    return int.from_bytes(blake2b(content, digest_size=8).digest(), "little") | 1


class CachedEmbedder:
    """An embedder that remembers: a text that its model has seen is looked up."""

    def __init__(self, embedder: Embedder, cache: VectorCache) -> None:
        self.name = embedder.name
        self.dimensions = embedder.dimensions
        self._embedder = embedder
        self._cache = cache

    def embed_queries(self, texts: Sequence[str]) -> Vector:
        return self._embed("query", texts, self._embedder.embed_queries)

    def embed_passages(self, texts: Sequence[str]) -> Vector:
        return self._embed("passage", texts, self._embedder.embed_passages)

    def _embed(self, role: str, texts: Sequence[str], embed: Embed) -> Vector:
        keys = [make_key(self.name, role, text) for text in texts]
        vectors = self._cache.find(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in vectors}
        if missing:
            fresh = dict(zip(missing, embed(list(missing.values())), strict=True))
            self._cache.keep(fresh)
            vectors |= fresh
        rows = [vectors[key] for key in keys]
        return np.array(rows, dtype=np.float32).reshape(len(texts), self.dimensions)


def make_key(*parts: str) -> bytes:
    """The same parts, the same key."""
    content = "\x1f".join(parts).encode(errors="surrogatepass")
    return blake2b(content, digest_size=KEY_BYTES).digest()


def remember_vectors(embedder: Embedder, folder: Path) -> CachedEmbedder:
    """The embedder with a cache in `folder`, which other processes may share."""
    path = folder / FILE_NAME.format(dimensions=embedder.dimensions)
    return CachedEmbedder(embedder, VectorCache(path, embedder.dimensions))
