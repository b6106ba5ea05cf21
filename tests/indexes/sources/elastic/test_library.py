"""The Elasticsearch back end keeps the contract, and what only it promises."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from indexes.records import Source, from_json
from indexes.sources.back_ends import open_library
from indexes.sources.library import (
    ANYTHING,
    Filters,
    Library,
    TextQuery,
)
from tests.indexes.sources.library_contract import (
    EMBEDDER,
    LibraryContract,
    indexed,
)

SEEDS = Path(__file__).parents[4] / "seeds"
OPENING = 5


class TestElasticLibrary(LibraryContract):
    """`url` and `library` are in conftest.py."""


@pytest.fixture
def seeds() -> list[Source]:
    lines = (SEEDS / "sources.jsonl").read_text().splitlines()
    return [from_json(Source, line) for line in lines]


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(f"embedded://{tmp_path}/library", embedding_model=EMBEDDER.name,
                          dimensions=EMBEDDER.dimensions)  # fmt: skip
    yield opened
    opened.close()


QUERIES = [
    "государственный визит президента Казахстана Токаева в Москву",
    "самолёт сопровождали истребители Су-35",
    "в 2018 году представили лимузин Aurus Senator",
    "«государственный визит» в Россию",
    "переговоры в Кремле длились три часа",
    "товарооборот вырос на 30 процентов",
    "первый человек в космосе",
]


@pytest.mark.parametrize("filters", [ANYTHING, Filters(languages=frozenset({"ru"}))])
def test_it_finds_what_the_embedded_library_finds(
    library: Library, embedded: Library, seeds: list[Source], filters: Filters
) -> None:
    for one in (library, embedded):
        one.put([indexed(source) for source in seeds])
    assert library.status().passage_count == embedded.status().passage_count >= len(seeds)
    for query in QUERIES:
        asked = TextQuery(query, "ru")
        ours, theirs = (one.search_text(asked, 1000, filters) for one in (library, embedded))
        assert {one.passage for one in ours} == {one.passage for one in theirs}
        best, expected = ([one.passage.id for one in found[:10]] for found in (ours, theirs))
        assert len(set(best) & set(expected)) >= 0.9 * len(expected)
        vector = EMBEDDER.embed_queries([query])[0]
        ours, theirs = (one.search_vector(vector, 20, filters) for one in (library, embedded))
        scores, exact = ([one.score for one in found] for found in (ours, theirs))
        assert scores == pytest.approx(exact, abs=0.002)


def test_whoever_opens_it_while_another_creates_it_can_search_it_at_once(url: str) -> None:
    all_at_once = Barrier(OPENING)

    def open_and_count(_: int) -> int:
        all_at_once.wait()
        opened = open_library(url, embedding_model=EMBEDDER.name, dimensions=EMBEDDER.dimensions)
        try:
            return opened.status().source_count
        finally:
            opened.close()

    with ThreadPoolExecutor(OPENING) as pool:
        assert list(pool.map(open_and_count, range(OPENING))) == [0] * OPENING
