"""The embedded back end keeps the contract, and what only it promises."""

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from tantivy import Index, SchemaBuilder

from indexes.records import Source
from indexes.sources.back_ends import open_library
from indexes.sources.embedded.library import EmbeddedLibrary, open_embedded
from indexes.sources.library import Filters, Library, LibraryError
from tests.indexes.sources.library_contract import (
    EMBEDDER,
    LibraryContract,
    found_by_text,
    found_by_vector,
    indexed,
    put_texts,
)


def open_at(folder: Path) -> EmbeddedLibrary:
    return open_embedded(
        folder, embedding_model=EMBEDDER.name, dimensions=EMBEDDER.dimensions, lock_wait_seconds=0.1
    )


class TestEmbeddedLibrary(LibraryContract):
    @pytest.fixture
    def url(self, tmp_path: Path) -> str:
        return f"embedded://{tmp_path}/library с пробелом"

    @pytest.fixture
    def library(self, url: str) -> Iterator[Library]:
        opened = open_library(url, embedding_model=EMBEDDER.name, dimensions=EMBEDDER.dimensions)
        yield opened
        opened.verify()
        opened.close()


def test_a_missing_library_is_not_made_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no embedding model"):
        open_embedded(tmp_path / "none")
    assert not (tmp_path / "none").exists()


FOREIGN = {"format": 99, "generation": "x", "embedding_model": "m", "dimensions": 3, "tantivy": "9"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (json.dumps(FOREIGN), "format 99, this version reads 2"),
        (json.dumps({}), "no description"),
        ("not json", "no description"),
    ],
)
def test_a_foreign_description_is_refused(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "library.json").write_text(content)
    with pytest.raises(LibraryError, match=message):
        open_at(tmp_path)


def test_the_description_tells_what_it_was_built_with(tmp_path: Path) -> None:
    open_at(tmp_path)
    description = json.loads((tmp_path / "library.json").read_text())
    assert description["embedding_model"] == EMBEDDER.name
    assert description["dimensions"] == EMBEDDER.dimensions


def test_a_damaged_library_is_told(tmp_path: Path) -> None:
    put_texts(open_at(tmp_path), "мост")
    (meta,) = tmp_path.glob("generation-*/words/meta.json")
    meta.write_text("{")
    with pytest.raises(LibraryError, match="cannot be opened"):
        open_at(tmp_path)
    meta.parent.rename(tmp_path / "elsewhere")
    with pytest.raises(LibraryError, match="cannot be opened"):
        open_at(tmp_path)


def test_another_schema_is_told(tmp_path: Path) -> None:
    open_at(tmp_path)
    (words,) = tmp_path.glob("generation-*/words")
    for file in words.iterdir():
        file.unlink()
    Index(SchemaBuilder().build(), path=str(words))
    with pytest.raises(LibraryError, match="another schema"):
        open_at(tmp_path)


def test_rows_past_the_last_commit_are_garbage(tmp_path: Path) -> None:
    """As after a crash between the vectors' fsync and the commit."""
    library = open_at(tmp_path)
    put_texts(library, "мост", "визит")
    library._generation.files.write(
        2, np.ones((5, 64), np.float32), indexed(Source(id="z", text="т")).passages * 5
    )
    assert sorted(found_by_vector(library, "мост")) == ["0", "1"]
    library.put([indexed(Source(id="2", text="суд", language="ru"))])
    assert found_by_vector(library, "суд", limit=1) == ["2"]
    library.verify()


def test_what_a_commit_left_that_did_not_come_through_is_no_hindrance(tmp_path: Path) -> None:
    """As after a crash just before the commit counts: its files are there, under names that the
    same write takes again."""
    library = open_at(tmp_path)
    put_texts(library, "мост", "визит")
    (meta,) = tmp_path.glob("generation-*/words/meta.json")
    before = meta.read_bytes()
    put_texts(library, "суд")
    assert list(meta.parent.glob("*.del"))
    meta.write_bytes(before)
    library = open_at(tmp_path)
    assert sorted(found_by_text(library, "мост визит суд")) == ["0", "1"]
    assert found_by_text(library, "суд") == []
    put_texts(library, "суд")
    assert found_by_text(library, "суд") == ["0"]
    assert found_by_text(library, "мост визит") == ["1"]
    library.verify()


def test_slots_are_never_used_again(tmp_path: Path) -> None:
    library = open_at(tmp_path)
    for text in ("мост", "визит", "суд"):
        put_texts(library, text)
    library.remove(["0"])
    put_texts(library, "дом")
    snapshot = library._refreshed()
    assert snapshot.state.next_slot == 4
    assert snapshot.slots_of(["0"]) == [3]


def test_a_search_in_progress_keeps_its_commit(tmp_path: Path) -> None:
    library = open_at(tmp_path)
    put_texts(library, "мост", "визит")
    before = library._refreshed()
    put_texts(library, "суд", "дом")
    library.remove(["1"])
    vector = EMBEDDER.embed_queries(["визит"])[0]
    assert before.search_vector(vector, 1, Filters())[0].passage.text == "визит"
    assert {source.text for source in before.sources(["0", "1"])} == {"мост", "визит"}


def test_a_failed_write_leaves_the_last_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = open_at(tmp_path)
    put_texts(library, "мост")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("indexes.sources.embedded.generation.passage_document", fail)
        with pytest.raises(OSError, match="No space left"):
            put_texts(library, "визит", "суд")
    assert found_by_text(library, "мост визит суд") == ["0"]
    library.verify()
    put_texts(library, "дом")
    assert found_by_text(library, "дом") == ["0"]
    library.verify()


def test_a_half_that_lost_a_passage_is_told(tmp_path: Path) -> None:
    library = open_at(tmp_path)
    put_texts(library, "мост", "визит")
    writer = library._generation.index.writer(15_000_000, 1)
    writer.delete_documents_by_term("source_id", "1")
    writer.commit()
    writer.wait_merging_threads()
    with pytest.raises(LibraryError, match="2 vectors and 1 passages"):
        library.verify()


def test_threads_share_one_library(tmp_path: Path) -> None:
    library = open_embedded(tmp_path, embedding_model=EMBEDDER.name, dimensions=64)
    problems: list[Exception] = []

    def write(name: str) -> None:
        try:
            for number in range(5):
                word = f"{name}{number}"
                library.put([indexed(Source(id=word, text=f"слово {word}", language="ru"))])
                assert word in found_by_vector(library, f"слово {word}", limit=100)
                assert len(found_by_text(library, "слово", limit=100)) >= number
        except Exception as error:  # noqa: BLE001 - reported by the test's own thread
            problems.append(error)

    threads = [Thread(target=write, args=(name,)) for name in ("а", "б", "в")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert library.status().passage_count == 15
    library.verify()
