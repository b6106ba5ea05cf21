"""The embedded back end: the `Library` protocol over one directory."""

import os
import time
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock

import numpy as np
from tantivy import Index

from indexes.records import Passage, ScoredPassage, Source
from indexes.sources.embedded.description import (
    Description,
    describe,
    read_description,
    require_model,
    write_description,
)
from indexes.sources.embedded.durable import sync_folder
from indexes.sources.embedded.lock import writer_lock
from indexes.sources.embedded.snapshot import Snapshot, take_snapshot
from indexes.sources.embedded.state import dump_state
from indexes.sources.embedded.vectors import VectorFiles
from indexes.sources.embedded.words import (
    PASSAGE,
    SCHEMA,
    SOURCE,
    STATE,
    passage_document,
    source_document,
    state_document,
)
from indexes.sources.library import (
    ANYTHING,
    EmbeddingModelMismatch,
    Filters,
    IndexedSource,
    LibraryError,
    LibraryStatus,
    TextQuery,
    Vector,
)

HEAP_BYTES = (
    64_000_000  # one writer thread's buffer; below a batch of 2,000 passages it never fills
)
LOCK_WAIT_SECONDS = 10.0  # a batch takes a tenth of a second: two polite writers take turns


class EmbeddedLibrary:
    """Safe to share between threads; other processes open their own over the same directory."""

    def __init__(
        self, folder: Path, description: Description, lock_wait_seconds: float = LOCK_WAIT_SECONDS
    ) -> None:
        self._folder = folder
        self._description = description
        self._lock_wait_seconds = lock_wait_seconds
        self._files = VectorFiles(folder, description.dimensions)
        self._index = Index(SCHEMA, path=str(folder / "words"))
        self._index.config_reader("manual")
        self._reading, self._writing = Lock(), Lock()
        self._seen = self._commit_stamp()
        self._snapshot = take_snapshot(self._index, self._files)

    def put(self, sources: Sequence[IndexedSource]) -> None:
        latest = {one.source.id: one for one in sources}
        for one in latest.values():
            self._require_width(one)
        if latest:
            self._commit(list(latest), list(latest.values()))

    def remove(self, source_ids: Iterable[str]) -> int:
        stored = self._refreshed().content_hashes(list(source_ids))
        if stored:
            self._commit(list(stored), [])
        return len(stored)

    def search_text(
        self, query: TextQuery, limit: int, filters: Filters = ANYTHING
    ) -> list[ScoredPassage]:
        return self._refreshed().search_text(query, limit, filters)

    def search_vector(
        self, vector: Vector, limit: int, filters: Filters = ANYTHING
    ) -> list[ScoredPassage]:
        if vector.shape != (self._description.dimensions,):
            raise EmbeddingModelMismatch(self._wrong_width(vector.shape))
        return self._refreshed().search_vector(vector.astype(np.float32), limit, filters)

    def get(self, source_id: str) -> Source | None:
        return self._refreshed().get(source_id)

    def content_hashes(self, source_ids: Iterable[str]) -> dict[str, str]:
        return self._refreshed().content_hashes(list(source_ids))

    def list_sources(self, after: str = "", limit: int = 100) -> list[Source]:
        snapshot = self._refreshed()
        ids = snapshot.source_ids()
        first = bisect_right(ids, after)
        return snapshot.sources(ids[first : first + limit])

    def status(self) -> LibraryStatus:
        snapshot = self._refreshed()
        return LibraryStatus(
            version=f"{self._description.id}-{snapshot.state.commit}",
            source_count=snapshot.count(SOURCE),
            passage_count=snapshot.count(PASSAGE),
            embedding_model=self._description.embedding_model,
            dimensions=self._description.dimensions,
        )

    def close(self) -> None:
        """Nothing is held between calls; mapped files go with the last reference."""

    def verify(self) -> None:
        """Check that words and vectors tell of the same passages.

        Raises:
            LibraryError: they do not.
        """
        snapshot = self._refreshed()
        alive = np.flatnonzero(snapshot.state.alive()).tolist()
        stored = snapshot.passages(alive)
        if set(stored) != set(alive) or len(alive) != snapshot.count(PASSAGE):
            raise LibraryError(f"{len(alive)} vectors and {len(stored)} passages in {self._folder}")

    def _commit(self, replaced_ids: list[str], added: list[IndexedSource]) -> None:
        with self._writing, writer_lock(self._folder / "writer.lock", self._lock_wait_seconds):
            snapshot = self._refreshed()
            passages = [passage for one in added for passage in one.passages]
            first_slot = snapshot.state.next_slot
            if passages:
                self._files.write(first_slot, np.vstack([one.vectors for one in added]), passages)
            state = snapshot.state.after(len(passages), snapshot.slots_of(replaced_ids))
            self._commit_words(replaced_ids, added, passages, first_slot, dump_state(state))

    def _commit_words(
        self,
        replaced_ids: list[str],
        added: list[IndexedSource],
        passages: list[Passage],
        first_slot: int,
        state: bytes,
    ) -> None:
        """The commit point. Whatever is raised before it leaves the last commit as it was."""
        writer = self._index.writer(HEAP_BYTES, 1)
        for source_id in replaced_ids:
            writer.delete_documents_by_term("source_id", source_id)
        writer.delete_documents_by_term("kind", STATE)
        for one in added:
            writer.add_document(source_document(one.source))
        for slot, passage in enumerate(passages, first_slot):
            writer.add_document(passage_document(passage, slot))
        writer.add_document(state_document(state))
        writer.commit()
        writer.wait_merging_threads()

    def _refreshed(self) -> Snapshot:
        """The last commit, whoever made it. A commit renames one file: its `stat` tells."""
        stamp = self._commit_stamp()
        with self._reading:
            if stamp != self._seen:
                self._snapshot = take_snapshot(self._index, self._files)
                self._seen = stamp
            return self._snapshot

    def _commit_stamp(self) -> tuple[int, int]:
        status = (self._folder / "words" / "meta.json").stat()
        return status.st_ino, status.st_mtime_ns

    def _require_width(self, one: IndexedSource) -> None:
        rows, *width = one.vectors.shape
        if width != [self._description.dimensions]:
            raise EmbeddingModelMismatch(self._wrong_width(one.vectors.shape))
        if rows != len(one.passages):
            raise LibraryError(f"{one.source.id}: {len(one.passages)} passages, {rows} vectors")

    def _wrong_width(self, shape: tuple[int, ...]) -> str:
        return (
            f"vectors of shape {shape} do not fit a library of "
            f"{self._description.embedding_model} ({self._description.dimensions} dimensions)"
        )


def open_embedded(
    folder: Path,
    *,
    embedding_model: str = "",
    dimensions: int = 0,
    lock_wait_seconds: float = LOCK_WAIT_SECONDS,
) -> EmbeddedLibrary:
    """Open the library in `folder`; create it where there is none.

    Raises:
        EmbeddingModelMismatch: it was built with another model.
        LibraryError: there is none and no model is named, or it is of another format.
    """
    description = read_description(folder)
    if description is None:
        description = _create(folder, embedding_model, dimensions, lock_wait_seconds)
    require_model(description, embedding_model, dimensions)
    return EmbeddedLibrary(folder, description, lock_wait_seconds)


def _create(
    folder: Path, embedding_model: str, dimensions: int, lock_wait_seconds: float
) -> Description:
    """The description is written last: a folder without one is no library yet."""
    if not embedding_model or dimensions < 1:
        raise LibraryError(f"there is no library in {folder}, and no embedding model to create one")
    folder.mkdir(parents=True, exist_ok=True)
    with writer_lock(folder / "writer.lock", lock_wait_seconds):
        existing = read_description(folder)
        if existing is not None:  # another process was faster
            return existing
        (folder / "words").mkdir(exist_ok=True)
        Index(SCHEMA, path=str(folder / "words"))
        VectorFiles(folder, dimensions).create()
        description = describe(embedding_model, dimensions, f"{os.getpid()} {time.time_ns()}")
        write_description(folder, description)
        sync_folder(folder.parent)
    return description
