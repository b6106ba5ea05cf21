"""Sources that are put and looked for while the library's servers are broken."""

import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event

from indexes.records import Source
from indexes.sources.library import IndexedSource, Library, LibraryError, TextQuery
from tests.indexes.sources.library_contract import EMBEDDER, indexed

TRY_AGAIN_SECONDS = 0.1
LIMITS = (5, 5)


def make_source(number: int) -> IndexedSource:
    """One passage, of words that no other has."""
    return indexed(Source(id=f"s{number:05}", text=text_of(f"s{number:05}"), language="ru"))


def text_of(source_id: str) -> str:
    return f"Мост {source_id} открыли."


@dataclass
class Traffic:
    """What the writer and the reader have seen so far."""

    library: Library
    acknowledged: list[str] = field(default_factory=list)
    answers: int = 0
    refusals: list[LibraryError] = field(default_factory=list)  # each said, and passing
    wrong: list[tuple[str, object]] = field(default_factory=list)  # answers that miss something

    def write(self, is_over: Event) -> None:
        for number in range(100_000):
            if is_over.is_set():
                return
            put_patiently(self.library, [make_source(number)], self.refusals.append)
            self.acknowledged.append(f"s{number:05}")

    def read(self, is_over: Event) -> None:
        chance = random.Random(7)
        while not is_over.is_set():
            if self.acknowledged:
                self._look_for(chance.choice(self.acknowledged))

    def _look_for(self, source_id: str) -> None:
        try:
            found = find(self.library, [source_id])
        except LibraryError as error:
            if not error.retry:
                raise
            self.refusals.append(error)
        else:
            self.answers += 1
            if found != [(source_id, source_id)]:
                self.wrong.append((source_id, found))


@contextmanager
def traffic(library: Library) -> Iterator[Traffic]:
    """A writer and a reader until the block ends; what either raises is raised here."""
    is_over = Event()
    with ThreadPoolExecutor(2) as pool:
        seen = Traffic(library)
        running: list[Future[None]] = [pool.submit(one, is_over) for one in (seen.write, seen.read)]
        try:
            yield seen
        finally:
            is_over.set()
        for one in running:
            one.result()


def put_patiently(
    library: Library, sources: list[IndexedSource], refused: Callable[[LibraryError], None]
) -> None:
    """As `sverka sources add` is run again: the same, until it is acknowledged."""
    while True:
        try:
            return library.put(sources)
        except LibraryError as error:
            if not error.retry:
                raise
            refused(error)
            time.sleep(TRY_AGAIN_SECONDS)


def find(library: Library, source_ids: list[str]) -> list[tuple[str, str]]:
    """For the words of each source, whose passage comes first by words and by meaning."""
    texts = [text_of(one) for one in source_ids]
    queries = [TextQuery(text, "ru") for text in texts]
    found = library.search_both(queries, EMBEDDER.embed_queries(texts), LIMITS)
    return [
        tuple(ranked[0].passage.source_id for ranked in (one.by_text, one.by_vector))
        for one in found
    ]


def assert_all_is_there_once(library: Library, source_ids: list[str]) -> None:
    """Every source whole and found both ways; no passage twice, none left over."""
    assert source_ids
    assert [one.id for one in library.list_sources(limit=100_000)] == sorted(source_ids)
    assert find(library, source_ids) == [(one, one) for one in source_ids]
    status = library.status()
    counts = (status.source_count, status.passage_count, status.hidden_passage_count)
    assert counts == (len(source_ids), len(source_ids), 0)
