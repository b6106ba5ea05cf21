"""A library built anew with another model: all sources, other vectors, in one step."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from indexes.records import Source
from indexes.sources.back_ends import open_library, rebuild_library
from indexes.sources.embedded.lock import writer_lock
from indexes.sources.ingest import IngestReport, export_sources, ingest_sources
from indexes.sources.library import (
    EmbeddingModelMismatch,
    Library,
    LibraryError,
    TextQuery,
    Vector,
)
from tests.indexes.sources.hashed_embedder import HashedEmbedder

OLD, NEW = HashedEmbedder(64, "old"), HashedEmbedder(32, "new")
SOURCES = [Source(id=f"{i}", text=f"Мост номер {i} открыли.", language="ru") for i in range(20)]


class FailingEmbedder(HashedEmbedder):
    def embed_passages(self, texts: Sequence[str]) -> Vector:
        if any("номер 7" in text for text in texts):
            raise RuntimeError("no")
        return self.embed_queries(texts)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"embedded://{tmp_path}/library"


@pytest.fixture
def library(url: str) -> Library:
    library = open_library(url, embedding_model=OLD.name, dimensions=64)
    ingest_sources(SOURCES, library, OLD)
    library.remove(["0"])
    return library


def test_every_source_gets_the_new_models_vectors(library: Library, url: str) -> None:
    with pytest.raises(EmbeddingModelMismatch, match="sverka sources rebuild"):
        open_library(url, embedding_model="new", dimensions=32)
    done: list[int] = []
    assert rebuild_library(url, NEW, done.append) == IngestReport(added=19)
    assert done[-1] == 19
    rebuilt = open_library(url, embedding_model="new", dimensions=32)
    assert list(export_sources(rebuilt)) == sorted(SOURCES[1:], key=lambda one: one.id)
    nearest = rebuilt.search_vector(NEW.embed_queries(["Мост номер 5 открыли."])[0], 1)
    assert nearest[0].passage.source_id == "5"
    with pytest.raises(EmbeddingModelMismatch, match="built with new"):
        library.search_text(TextQuery("мост", "ru"), 5)


def test_who_has_the_library_open_follows_a_rebuild_with_the_same_model(
    library: Library, url: str
) -> None:
    rebuild_library(url, OLD)
    assert len(library.search_text(TextQuery("мост", "ru"), 30)) == 19
    library.put([])
    ingest_sources(SOURCES, library, OLD)
    assert open_library(url).status() == library.status()
    assert library.status().source_count == 20


@pytest.mark.usefixtures("library")
def test_old_generations_and_broken_off_rebuilds_go(url: str, tmp_path: Path) -> None:
    (current,) = (tmp_path / "library").glob("generation-*")
    shutil.copytree(current, tmp_path / "library" / "generation-left")
    rebuild_library(url, OLD)
    (rebuilt,) = (tmp_path / "library").glob("generation-*")
    assert rebuilt != current


def test_a_source_that_cannot_be_embedded_leaves_all_as_it_was(
    library: Library, url: str, tmp_path: Path
) -> None:
    before = library.status()
    with pytest.raises(LibraryError, match="1 sources cannot be embedded, the first is 7"):
        rebuild_library(url, FailingEmbedder(32, "new"))
    assert library.status() == before
    assert len(list((tmp_path / "library").glob("generation-*"))) == 1


def test_readers_read_on_while_somebody_writes_or_rebuilds(
    library: Library, tmp_path: Path
) -> None:
    with writer_lock(tmp_path / "library" / "writer.lock", 0):
        assert len(library.search_text(TextQuery("мост", "ru"), 30)) == 19


def test_nothing_to_rebuild(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no library"):
        rebuild_library(f"embedded://{tmp_path}/none", NEW)
