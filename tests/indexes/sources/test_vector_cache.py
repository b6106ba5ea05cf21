"""A text is embedded once; a broken, full or unwritable file only costs time."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from indexes.sources.library import Vector
from indexes.sources.vector_cache import (
    KEY_BYTES,
    SET_ROWS,
    CachedEmbedder,
    VectorCache,
    make_key,
    remember_vectors,
)
from tests.indexes.sources.hashed_embedder import HashedEmbedder

TEXTS = ["Борт сопровождали истребители.", "Визит продлился два дня.", "The visit lasted two days."]
ROW_BYTES = KEY_BYTES + 8 + 4 * 64


class CountingEmbedder(HashedEmbedder):
    """Remembers what it was asked."""

    def __init__(self, name: str = "hashed-tokens") -> None:
        super().__init__(name=name)
        self.asked: list[str] = []

    def _embed(self, text: str) -> Vector:
        self.asked.append(text)
        return super()._embed(text)

    def embed_passages(self, texts: Sequence[str]) -> Vector:
        return -self.embed_queries(texts)


def numbered(count: int) -> dict[bytes, Vector]:
    return {make_key(str(one)): np.full(64, one, np.float32) for one in range(count)}


def test_a_known_text_is_not_embedded_again(tmp_path: Path) -> None:
    first, second = CountingEmbedder(), CountingEmbedder()
    vectors = remember_vectors(first, tmp_path).embed_queries(TEXTS[:2])
    again = remember_vectors(second, tmp_path).embed_queries([*TEXTS, TEXTS[2], TEXTS[0]])
    assert (first.asked, second.asked) == (TEXTS[:2], TEXTS[2:])
    assert np.array_equal(again[[0, 1, 4]], vectors[[0, 1, 0]])
    assert np.array_equal(again[2:4], HashedEmbedder().embed_queries([TEXTS[2]] * 2))


def test_queries_passages_and_models_are_kept_apart(tmp_path: Path) -> None:
    embedder, other = CountingEmbedder(), CountingEmbedder("another model")
    cached = remember_vectors(embedder, tmp_path)
    assert np.array_equal(cached.embed_passages(TEXTS), -cached.embed_queries(TEXTS))
    remember_vectors(other, tmp_path).embed_queries(TEXTS)
    assert other.asked == TEXTS
    assert (cached.name, cached.dimensions) == ("hashed-tokens", 64)


def test_nothing_to_embed(tmp_path: Path) -> None:
    assert remember_vectors(HashedEmbedder(), tmp_path).embed_queries([]).shape == (0, 64)


def test_the_file_stays_within_its_size(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "cache", 64, rows=64)
    vectors = numbered(1000)
    cache.keep(vectors)
    kept = cache.find(vectors)
    assert cache.path.stat().st_size <= 64 * ROW_BYTES
    assert 48 <= len(kept) <= 64  # nearly every row is in use
    assert all(np.array_equal(kept[key], vectors[key]) for key in kept)


def test_the_latest_is_always_kept(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "cache", 64, rows=SET_ROWS)
    for key, vector in numbered(50).items():
        cache.keep({key: vector})
        assert key in cache.find([key])


def test_a_broken_row_counts_as_absent_and_is_written_anew(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "cache", 64, rows=SET_ROWS)
    vectors = numbered(SET_ROWS)
    cache.keep(vectors)
    content = bytearray(cache.path.read_bytes())
    content[2 * ROW_BYTES - 1] ^= 1  # the last byte of the second row
    cache.path.write_bytes(content[: 4 * ROW_BYTES - 10])  # and the fourth is cut short
    assert list(cache.find(vectors)) == [list(vectors)[one] for one in (0, 2)]
    embedder = CountingEmbedder()
    cached = CachedEmbedder(embedder, cache)
    assert np.array_equal(cached.embed_queries(TEXTS), HashedEmbedder().embed_queries(TEXTS))


@pytest.mark.parametrize("blocked", ["the folder is a file", "the file is a folder"])
def test_an_unusable_file_keeps_nothing_and_breaks_nothing(tmp_path: Path, blocked: str) -> None:
    cached = remember_vectors(CountingEmbedder(), tmp_path / "folder")
    path = cached._cache.path if blocked == "the file is a folder" else tmp_path / "folder"
    path.mkdir(parents=True) if path == cached._cache.path else path.touch()
    for _ in range(2):
        assert np.array_equal(cached.embed_queries(TEXTS), HashedEmbedder().embed_queries(TEXTS))


def test_threads_share_a_file_without_mixing_vectors(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "cache", 64, rows=16)
    vectors = numbered(200)

    def keep_and_find(start: int) -> bool:
        own = dict(list(vectors.items())[start : start + 100])
        cache.keep(own)
        found = cache.find(vectors)  # may miss all: others overwrite rows while it looks
        return all(np.array_equal(found[key], vectors[key]) for key in found)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(keep_and_find, [0, 50, 100] * 8))
    left = cache.find(vectors)
    assert left
    assert all(np.array_equal(left[key], vectors[key]) for key in left)
