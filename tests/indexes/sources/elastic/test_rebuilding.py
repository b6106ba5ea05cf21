"""A new version beside the old one: it answers, it takes writes, nothing is lost."""

from collections.abc import Callable, Iterator, Sequence
from threading import Event, Thread

import pytest
from elasticsearch import Elasticsearch

from indexes.records import Source
from indexes.sources.back_ends import open_library, rebuild_library
from indexes.sources.elastic.address import parse_address
from indexes.sources.elastic.library import open_elastic
from indexes.sources.ingest import IngestReport, export_sources, ingest_sources
from indexes.sources.library import (
    EmbeddingModelMismatch,
    Library,
    LibraryError,
    LibraryLocked,
    TextQuery,
    Vector,
)
from tests.indexes.sources.hashed_embedder import HashedEmbedder
from tests.indexes.sources.library_contract import found_by_text

OLD, NEW = HashedEmbedder(64, "old"), HashedEmbedder(32, "new")


def bridge(number: int, verb: str = "открыли") -> Source:
    return Source(id=f"{number}", text=f"Мост номер {number} {verb}.", language="ru")


SOURCES = [bridge(number) for number in range(20)]


class CallingEmbedder(HashedEmbedder):
    """Calls something before it embeds, each thing once."""

    def __init__(self, model: HashedEmbedder, *calls: Callable[[], object]) -> None:
        super().__init__(model.dimensions, model.name)
        self._calls = list(calls)

    def embed_passages(self, texts: Sequence[str]) -> Vector:
        if self._calls:
            self._calls.pop(0)()
        return self.embed_queries(texts)


def open_old(url: str) -> Library:
    return open_library(url, embedding_model=OLD.name, dimensions=OLD.dimensions)


@pytest.fixture
def library(url: str) -> Iterator[Library]:
    opened = open_old(url)
    ingest_sources(SOURCES, opened, OLD)
    opened.remove(["0"])
    yield opened
    opened.close()


def versions(client: Elasticsearch, name: str) -> set[str]:
    return set(client.indices.get(index=f"{name}*", features="aliases"))


def test_every_source_gets_the_new_models_vectors(library: Library, url: str) -> None:
    done: list[int] = []
    assert rebuild_library(url, NEW, done.append) == IngestReport(added=19)
    assert done[-1] == 19
    rebuilt = open_library(url, embedding_model="new", dimensions=32)
    assert list(export_sources(rebuilt)) == sorted(SOURCES[1:], key=lambda one: one.id)
    nearest = rebuilt.search_vector(NEW.embed_queries(["Мост номер 5 открыли."])[0], 1)
    assert nearest[0].passage.source_id == "5"
    with pytest.raises(EmbeddingModelMismatch, match="built with new"):
        library.search_text(TextQuery("мост", "ru"), 5)
    with pytest.raises(EmbeddingModelMismatch, match="built with new"):
        library.search_vector(OLD.embed_queries(["мост"])[0], 5)
    with pytest.raises(EmbeddingModelMismatch, match="built with new"):
        ingest_sources([bridge(50)], library, OLD)
    rebuilt.close()


def test_the_old_version_takes_writes_until_the_new_one_answers(library: Library, url: str) -> None:
    """Written while the first sources are embedded, and again while those writes are copied."""
    writer = open_old(url)

    def write() -> None:
        ingest_sources([bridge(1, "закрыли"), bridge(100)], writer, OLD)
        writer.remove(["2"])

    def write_again() -> None:
        ingest_sources([bridge(1, "взорвали"), bridge(101)], writer, OLD)
        writer.remove(["100"])
        assert found_by_text(writer, "взорвали") == ["1"]

    report = rebuild_library(url, CallingEmbedder(OLD, write, write_again))
    assert report == IngestReport(added=19)
    expected = {str(number) for number in range(1, 20)} - {"2"} | {"101"}
    assert {one.id for one in export_sources(library)} == expected
    assert found_by_text(library, "взорвали") == ["1"]
    assert found_by_text(library, "закрыли") == []
    assert set(found_by_text(library, "мост", limit=50)) == expected
    writer.close()


def test_reading_and_writing_go_on_all_the_time(library: Library, url: str) -> None:
    stopped, written, failures = Event(), [], []

    def read() -> None:
        while not stopped.is_set():
            found = found_by_text(library, "мост", limit=50)
            if not {str(number) for number in range(1, 20)} <= set(found):
                failures.append(found)

    def write() -> None:
        number = 1000
        while not stopped.is_set():
            ingest_sources([bridge(number)], library, OLD)
            written.append(str(number))
            number += 1

    threads = [Thread(target=attempt, args=(one, failures)) for one in (read, write)]
    for thread in threads:
        thread.start()
    for _ in range(2):
        rebuild_library(url, OLD)
    stopped.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert written
    stored = {one.id for one in export_sources(library)}
    assert stored == {str(number) for number in range(1, 20)} | set(written)


def attempt(run: Callable[[], None], failures: list[object]) -> None:
    try:
        run()
    except LibraryError as error:
        failures.append(error)


@pytest.mark.usefixtures("library")
def test_old_versions_and_broken_off_rebuilds_go(
    url: str, name: str, client: Elasticsearch
) -> None:
    def break_off() -> None:
        raise KeyboardInterrupt

    (first,) = versions(client, name)
    with pytest.raises(KeyboardInterrupt):
        rebuild_library(url, CallingEmbedder(OLD, break_off))
    assert versions(client, name) == {first}
    left = client.indices.get(index=first)[first]["mappings"]
    client.indices.create(index=f"{name}-v2-left", mappings=left)
    client.indices.create(index=f"{name}-v2-other", mappings={"_meta": {"library": "other"}})
    rebuild_library(url, OLD)
    second, other = sorted(versions(client, name), key=lambda one: one.endswith("other"))
    assert (second.startswith(f"{name}-v2-"), other) == (True, f"{name}-v2-other")
    assert second not in {first, f"{name}-v2-left"}


def test_a_source_that_cannot_be_embedded_leaves_all_as_it_was(
    library: Library, url: str, name: str, client: Elasticsearch
) -> None:
    class FailingEmbedder(HashedEmbedder):
        def embed_passages(self, texts: Sequence[str]) -> Vector:
            if any("номер 7" in text for text in texts):
                raise RuntimeError("no")
            return self.embed_queries(texts)

    before = library.status()
    with pytest.raises(LibraryError, match=r"1 sources cannot be embedded, the first is 7: .*no"):
        rebuild_library(url, FailingEmbedder(32, "new"))
    assert library.status() == before
    assert len(versions(client, name)) == 1
    ingest_sources([bridge(30)], library, OLD)


def test_the_slower_of_two_rebuilds_gives_up(
    library: Library, url: str, name: str, client: Elasticsearch
) -> None:
    with pytest.raises(LibraryError):
        rebuild_library(url, CallingEmbedder(OLD, lambda: rebuild_library(url, OLD)))
    assert len(versions(client, name)) == 1
    assert library.status().source_count == 19
    ingest_sources([bridge(30)], library, OLD)


def test_writers_wait_for_the_last_step_and_say_so(
    library: Library, url: str, name: str, client: Elasticsearch
) -> None:
    """As if a rebuild had died in its last step."""
    client.indices.add_block(index=f"{name}-v1", block="write")
    address = parse_address(url.partition("://")[2], is_secure=False)
    impatient = open_elastic(address, wait_seconds=0.2)
    with pytest.raises(LibraryLocked, match="about to replace") as caught:
        ingest_sources([bridge(30)], impatient, OLD)
    impatient.close()
    assert caught.value.retry
    assert len(found_by_text(library, "мост")) == 19
    rebuild_library(url, OLD)
    ingest_sources([bridge(30)], library, OLD)
    assert library.status().source_count == 20


def test_what_is_not_there_is_not_rebuilt(url: str) -> None:
    with pytest.raises(LibraryError, match="no library"):
        rebuild_library(url, OLD)
