from datetime import date
from pathlib import Path

import numpy as np
import pytest

from indexes.records import Passage, Span
from indexes.sources.embedded.blocks import ROWS, estimate_cosines, pack_bits, seal_block
from indexes.sources.embedded.state import State, dump_state, load_state
from indexes.sources.embedded.vectors import RESCORED, VectorFiles
from indexes.sources.library import Filters, Vector

DIMENSIONS = 96  # no multiple of the 64 bits of a word
CONE = np.random.default_rng(0).standard_normal(DIMENSIONS)


def unit_vectors(count: int, seed: int = 1) -> Vector:
    """Like embeddings: clustered, and all in a narrow cone."""
    chance = np.random.default_rng(seed)
    centres = 3 * CONE + chance.standard_normal((50, DIMENSIONS))
    vectors = centres[chance.integers(0, 50, count)] + chance.standard_normal((count, DIMENSIONS))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def passages(count: int) -> list[Passage]:
    return [
        Passage(id=f"{i}", source_id=f"s{i}", span=Span(0, 1), text="т", publisher=f"п{i % 10}",
                published_at=date(2020, 1, 1 + i % 28))
        for i in range(count)
    ]  # fmt: skip


def test_a_large_scan_finds_what_an_exact_one_finds(tmp_path: Path) -> None:
    vectors = unit_vectors(5 * RESCORED)
    files = VectorFiles(tmp_path, DIMENSIONS)
    files.create()
    files.write(0, vectors, passages(len(vectors)))
    rows = files.map(len(vectors))
    allowed = rows.allowed(Filters(published_until=date(2020, 1, 14)))
    hits = 0
    for query in vectors[:50] + 0.05 * unit_vectors(50, seed=2):
        slots, cosines = rows.nearest(query, 20, allowed)
        exact = np.where(allowed, vectors @ query, -2)
        hits += len(set(slots.tolist()) & set(np.argsort(-exact)[:20].tolist()))
        assert allowed[slots].all()
        assert np.all(np.diff(cosines) <= 0)
        assert cosines == pytest.approx(exact[slots], abs=0.002)
    assert hits / (50 * 20) > 0.99


def test_estimates_are_near_and_unbiased() -> None:
    vectors = unit_vectors(ROWS)
    query = vectors[7]
    errors = estimate_cosines(seal_block(vectors)[0], query) - vectors @ query
    assert np.abs(errors).mean() < 0.02
    assert abs(errors.mean()) < 0.002


def test_a_block_of_equal_vectors() -> None:
    vectors = np.repeat(unit_vectors(1), ROWS, axis=0)
    estimates = estimate_cosines(seal_block(vectors)[0], vectors[0])
    assert estimates == pytest.approx(np.ones(ROWS), abs=0.001)


def test_a_block_is_sealed_again_when_a_crash_left_garbage_in_it(tmp_path: Path) -> None:
    vectors = unit_vectors(ROWS + 10)
    files = VectorFiles(tmp_path, DIMENSIONS)
    files.create()
    files.write(0, vectors[:4000], passages(4000))
    files.write(4000, -vectors[:200], passages(200))  # never committed
    files.write(4000, vectors[4000:], passages(len(vectors) - 4000))
    query = vectors[4050]
    estimates = estimate_cosines(files.map(len(vectors)).blocks[0], query)
    assert np.abs(estimates - vectors[:ROWS] @ query).max() < 0.2
    assert int(np.argmax(estimates)) in np.argsort(-(vectors[:ROWS] @ query))[:20]


def test_rows_are_written_where_they_belong(tmp_path: Path) -> None:
    vectors = unit_vectors(30)
    files = VectorFiles(tmp_path, DIMENSIONS)
    files.create()
    files.write(0, vectors[:10], passages(10))
    files.write(20, vectors[20:], passages(10))  # the garbage of a crash
    files.write(10, vectors[10:20], passages(10))
    files.write(20, vectors[20:], passages(10))
    rows = files.map(30)
    assert rows.vectors == pytest.approx(vectors, abs=0.001)


def test_no_rows(tmp_path: Path) -> None:
    files = VectorFiles(tmp_path, DIMENSIONS)
    files.create()
    slots, cosines = files.map(0).nearest(unit_vectors(1)[0], 5, np.zeros(0, dtype=bool))
    assert (len(slots), len(cosines)) == (0, 0)


def test_bits_are_packed_into_words() -> None:
    bits = pack_bits(np.array([[1] * 64 + [0] * 32, [0] * 95 + [1]]))
    assert bits.shape == (2, 2)
    assert np.bitwise_count(bits).sum(axis=1).tolist() == [64, 1]


def test_the_state_comes_back() -> None:
    state = State().after(1000, []).after(7, [0, 5, 999]).after(0, [1006])
    back = load_state(dump_state(state))
    assert (back.commit, back.next_slot) == (3, 1007)
    assert np.flatnonzero(back.dead).tolist() == [0, 5, 999, 1006]
    assert load_state(dump_state(State())).next_slot == 0
