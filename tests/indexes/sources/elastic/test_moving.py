"""A library moved from a folder into the cluster, also in two goes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexes.records import Source
from indexes.sources.back_ends import open_library
from indexes.sources.ingest import ingest_sources
from indexes.sources.library import Library
from indexes.sources.moving import MovedLibrary, compare_libraries, move_library
from tests.indexes.sources.library_contract import EMBEDDER, found_by_text

COUNT = 30
TEXT = "Мост номер {0} открыли в 2018 году. " * 30  # two passages


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(
        f"embedded://{tmp_path}/old",
        embedding_model=EMBEDDER.name,
        dimensions=EMBEDDER.dimensions,
    )
    sources = [Source(id=f"{n}", text=TEXT.format(n), language="ru") for n in range(COUNT)]
    assert ingest_sources(sources, opened, EMBEDDER).added == COUNT
    yield opened
    opened.close()


def whole(old: Library) -> MovedLibrary:
    passages = old.status().passage_count
    return MovedLibrary(COUNT, COUNT, 0, passages, passages)


def test_every_source(old: Library, library: Library) -> None:
    told: list[int] = []
    assert move_library(old, library, EMBEDDER, told.append).added == COUNT
    assert told[-1] == COUNT
    assert compare_libraries(old, library) == whole(old)
    assert found_by_text(library, "мост 7")[0] == "7"
    assert library.get("7") == old.get("7")


class Break(Exception):
    """The power goes."""


def test_taken_up_after_a_break(old: Library, library: Library) -> None:
    def break_off(_done: int) -> None:
        raise Break

    with pytest.raises(Break):
        move_library(old, library, EMBEDDER, break_off, batch_size=8)
    there = compare_libraries(old, library)
    assert 0 < there.same < COUNT
    assert there.same + there.missing == COUNT
    report = move_library(old, library, EMBEDDER)
    assert (report.added, report.unchanged) == (there.missing, there.same)
    assert compare_libraries(old, library) == whole(old)


def test_what_is_missing_or_another_is_told(old: Library, library: Library) -> None:
    move_library(old, library, EMBEDDER)
    library.remove(["1", "2"])
    ingest_sources([Source(id="3", text="Закрыт.", language="ru")], library, EMBEDDER)
    found = compare_libraries(old, library)
    assert (found.same, found.differing, found.missing) == (COUNT - 3, 1, 2)
