"""No search shows half of a source: whoever writes, and wherever a writer dies."""

from collections.abc import Callable
from threading import Event, Thread

import numpy as np
import pytest
from elasticsearch import Elasticsearch

from indexes.records import Passage, Source, Span
from indexes.sources.back_ends import open_library
from indexes.sources.library import (
    IndexedSource,
    Library,
    LibraryError,
    LibraryUnavailable,
    TextQuery,
)
from tests.indexes.sources.elastic.proxy import Proxy, Reply, Request, running
from tests.indexes.sources.library_contract import EMBEDDER, found_by_text, indexed, put_texts

PASSAGES = 7
BUSY = (429, b'{"error": {"type": "es_rejected_execution_exception"}}')


def version_of(source_id: str, number: int, passages: int = PASSAGES) -> IndexedSource:
    """A source whose every passage names the version."""
    text = " ".join(f"слово версия{number}" for _ in range(passages))
    width = len(text) // passages
    cut = tuple(
        Passage(id=f"{source_id}-{i}", source_id=source_id, span=Span(i * width, (i + 1) * width),
                text=f"слово версия{number}", language="ru")
        for i in range(passages)
    )  # fmt: skip
    source = Source(id=source_id, text=text, language="ru")
    vectors = np.repeat(EMBEDDER.embed_queries([cut[0].text]), passages, axis=0)
    return IndexedSource(source, cut, vectors)


def found_versions(library: Library) -> list[str]:
    """Of source «a»: what each found passage says."""
    found = library.search_text(TextQuery("слово", "ru"), 100)
    return [one.passage.text for one in found if one.passage.source_id == "a"]


def stored_passages(client: Elasticsearch, name: str) -> int:
    client.indices.refresh(index=name)
    query = {"exists": {"field": "words"}}
    return int(client.count(index=name, query=query)["count"])


def test_two_writers_and_a_reader(
    library: Library, url: str, name: str, client: Elasticsearch
) -> None:
    library.put([version_of("a", 0)])
    stopped, failures = Event(), []

    def write(writer: Library, first: int) -> None:
        for number in range(first, first + 8):
            writer.put([version_of("a", number), version_of("b", number, passages=number)])

    def read() -> None:
        while not stopped.is_set():
            found = found_versions(library)
            if len(found) != PASSAGES or len(set(found)) != 1:
                failures.append(found)

    other = open_library(url)
    writers = [Thread(target=write, args=args) for args in ((library, 1), (other, 5))]
    reader = Thread(target=read)
    for thread in (*writers, reader):
        thread.start()
    for thread in writers:
        thread.join()
    stopped.set()
    reader.join()
    other.close()
    assert failures == []
    assert len(found_versions(library)) == PASSAGES
    assert stored_passages(client, name) == library.status().passage_count  # nothing is left over


def through(proxy: Proxy, name: str) -> Library:
    url = f"elasticsearch://127.0.0.1:{proxy.port}/{name}"
    return open_library(url, embedding_model=EMBEDDER.name, dimensions=EMBEDDER.dimensions)


def failing(at: Callable[[Request], bool], reply: Reply, times: int) -> Callable[..., Reply | None]:
    left = [reply] * times
    return lambda request: left.pop() if left and at(request) else None


def switches(request: Request) -> bool:
    """The request that makes new revisions count."""
    return "/_bulk" in request.path and b'"written_at"' in request.body


def writes_passages(request: Request) -> bool:
    return "/_bulk" in request.path and b'"title_words"' in request.body


def deletes(request: Request) -> bool:
    return "/_bulk" in request.path and b'{"delete"' in request.body


def refreshes(request: Request) -> bool:
    return "/_refresh" in request.path


GONE = (400, b'{"error": {"type": "mapper_parsing_exception", "reason": "no"}}')


@pytest.mark.parametrize(
    ("at", "is_new"),
    [(writes_passages, False), (refreshes, False), (switches, False), (deletes, True)],
)
def test_a_writer_that_dies_leaves_whole_sources(
    server: str, library: Library, name: str, client: Elasticsearch, at: Callable, is_new: bool
) -> None:
    library.put([version_of("a", 1), version_of("b", 1)])
    with running(Proxy(server, intercept=failing(at, GONE, 1))) as proxy:
        dying = through(proxy, name)
        with pytest.raises(LibraryError, match="mapper_parsing_exception: no"):
            dying.put([version_of("a", 2, passages=3)])
        client.indices.refresh(index=name)  # as another writer does
        expected = ["слово версия2"] * 3 if is_new else ["слово версия1"] * PASSAGES
        assert found_versions(library) == expected
        status = library.status()
        assert status.passage_count == len(expected) + PASSAGES
        left_over = stored_passages(client, name) - status.passage_count
        assert status.hidden_passage_count == left_over
        assert (left_over > 0) == (at is not writes_passages)
        dying.put([version_of("a", 2, passages=3)])
        assert found_versions(library) == ["слово версия2"] * 3
        assert stored_passages(client, name) == 3 + PASSAGES
        assert library.status().hidden_passage_count == 0
        dying.close()


def test_the_same_again_is_the_same_documents(
    library: Library, name: str, client: Elasticsearch
) -> None:
    for _ in range(2):
        library.put([version_of("a", 1)])
        assert found_versions(library) == ["слово версия1"] * PASSAGES
    assert stored_passages(client, name) == PASSAGES


def test_a_busy_server_is_asked_again(server: str, library: Library, name: str) -> None:
    with running(Proxy(server, intercept=failing(writes_passages, BUSY, 5))) as proxy:
        patient = through(proxy, name)
        patient.put([indexed(Source(id="0", text="Мост открыли.", language="ru"))])
        assert found_by_text(library, "мост") == ["0"]
        assert sum(map(writes_passages, proxy.seen)) == 6
        patient.close()


def test_one_refused_passage_keeps_its_batch_out(library: Library) -> None:
    put_texts(library, "Мост открыли.")
    good = indexed(Source(id="1", text="Мост закрыли.", language="ru"))
    refused = indexed(Source(id="2", text="Мост взорвали.", language="ru"))
    without_direction = IndexedSource(refused.source, refused.passages, refused.vectors * 0)
    with pytest.raises(LibraryError, match="zero magnitude") as caught:
        library.put([good, without_direction])
    assert not caught.value.retry
    assert found_by_text(library, "мост") == ["0"]


def test_a_full_disk_is_told_and_passes(library: Library, name: str, client: Elasticsearch) -> None:
    block = "blocks.read_only_allow_delete"
    refused = version_of("a", 1)

    def put_while_blocked() -> LibraryUnavailable | None:
        client.indices.put_settings(index=name, settings={block: True})
        try:
            library.put([refused])
        except LibraryUnavailable as error:
            return error
        return None

    # The server looks at its disk every 30 seconds and lifts the block where it sees room.
    error = put_while_blocked() or put_while_blocked()
    assert error is not None
    assert error.retry
    client.indices.put_settings(index=name, settings={block: None})
    library.put([refused])
    assert len(found_versions(library)) == PASSAGES


def test_long_texts_and_many_passages(library: Library) -> None:
    library.put([version_of("a", 1, passages=1_200)])
    library.put([version_of("a", 2, passages=2)])
    assert found_versions(library) == ["слово версия2"] * 2
    assert library.remove(["a"]) == 1
    assert found_versions(library) == []
