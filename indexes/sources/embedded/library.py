"""The embedded back end: the `Library` protocol over one directory."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock

import numpy as np

from indexes.records import ScoredPassage, Source
from indexes.sources.embedded.description import (
    FILE_NAME,
    Description,
    describe,
    read_description,
    write_description,
)
from indexes.sources.embedded.durable import file_stamp, sync_folder
from indexes.sources.embedded.generation import Generation, create_generation, open_generation
from indexes.sources.embedded.lock import writer_lock
from indexes.sources.embedded.snapshot import Snapshot
from indexes.sources.embedded.words import PASSAGE, SOURCE
from indexes.sources.library import (
    ANYTHING,
    Filters,
    Found,
    IndexedSource,
    LibraryError,
    LibraryStatus,
    TextQuery,
    Vector,
    require_model,
    require_query,
    require_vectors,
)

LOCK_NAME = "writer.lock"
LOCK_WAIT_SECONDS = 10.0  # a batch takes a tenth of a second: two polite writers take turns


class EmbeddedLibrary:
    """Safe to share between threads; other processes open their own over the same directory."""

    def __init__(
        self,
        folder: Path,
        description: Description,
        *,
        lock_wait_seconds: float = LOCK_WAIT_SECONDS,
        lock_name: str = LOCK_NAME,
    ) -> None:
        self._folder = folder
        self._description = description
        self._lock_path = folder / lock_name
        self._lock_wait_seconds = lock_wait_seconds
        self._reading, self._writing = Lock(), Lock()
        self._described = file_stamp(folder / FILE_NAME)
        self._generation = self._open_generation()
        self._committed = self._generation.stamp()
        self._snapshot = self._generation.snapshot()

    def put(self, sources: Sequence[IndexedSource]) -> None:
        latest = {one.source.id: one for one in sources}
        for one in latest.values():
            require_vectors(one, self._description.embedding_model, self._description.dimensions)
        if latest:
            self._write(list(latest), list(latest.values()))

    def remove(self, source_ids: Iterable[str]) -> int:
        stored = self._refreshed().content_hashes(list(source_ids))
        if stored:
            self._write(list(stored), [])
        return len(stored)

    def search_text(
        self, query: TextQuery, limit: int, filters: Filters = ANYTHING
    ) -> list[ScoredPassage]:
        return self._refreshed().search_text(query, limit, filters)

    def search_vector(
        self, vector: Vector, limit: int, filters: Filters = ANYTHING
    ) -> list[ScoredPassage]:
        require_query(vector, self._description.embedding_model, self._description.dimensions)
        return self._refreshed().search_vector(vector.astype(np.float32), limit, filters)

    def search_both(
        self,
        queries: Sequence[TextQuery],
        vectors: Vector,
        limits: tuple[int, int],
        filters: Filters = ANYTHING,
    ) -> list[Found]:
        for vector in vectors:
            require_query(vector, self._description.embedding_model, self._description.dimensions)
        snapshot = self._refreshed()
        return [
            Found(
                snapshot.search_text(query, limits[0], filters),
                snapshot.search_vector(vector, limits[1], filters),
            )
            for query, vector in zip(queries, vectors.astype(np.float32), strict=True)
        ]

    def get(self, source_id: str) -> Source | None:
        return self._refreshed().get(source_id)

    def content_hashes(self, source_ids: Iterable[str]) -> dict[str, str]:
        return self._refreshed().content_hashes(list(source_ids))

    def list_sources(self, after: str = "", limit: int = 100) -> list[Source]:
        snapshot = self._refreshed()
        first = bisect_right(snapshot.source_ids, after)
        return snapshot.sources(snapshot.source_ids[first : first + limit])

    def status(self) -> LibraryStatus:
        snapshot = self._refreshed()
        return LibraryStatus(
            version=f"{self._description.generation}-{snapshot.state.commit}",
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

    def _write(self, replaced_ids: list[str], added: list[IndexedSource]) -> None:
        with self._writing, writer_lock(self._lock_path, self._lock_wait_seconds):
            self._refreshed()  # after a rebuild: into the new generation, or not at all
            self._generation.write(replaced_ids, added)

    def _refreshed(self) -> Snapshot:
        """The last commit, whoever made it."""
        with self._reading:
            try:
                self._refresh()
            except FileNotFoundError:  # a rebuild has just taken this generation away
                self._refresh()
            return self._snapshot

    def _refresh(self) -> None:
        described = file_stamp(self._folder / FILE_NAME)
        if described != self._described:
            self._follow_rebuild()
            self._described = described
        committed = self._generation.stamp()
        if committed != self._committed:
            self._snapshot = self._generation.snapshot()
            self._committed = committed

    def _follow_rebuild(self) -> None:
        """Another process built the library anew.

        Raises:
            EmbeddingModelMismatch: with another model than this process embeds with.
        """
        description = read_description(self._folder)
        if description is None:
            raise LibraryError(f"the library in {self._folder} is gone")
        require_model(
            description.embedding_model,
            description.dimensions,
            self._description.embedding_model,
            self._description.dimensions,
        )
        self._description = description
        self._generation = self._open_generation()
        self._snapshot = self._generation.snapshot()

    def _open_generation(self) -> Generation:
        folder = self._folder / self._description.generation
        return open_generation(folder, self._description.dimensions)


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
    require_model(description.embedding_model, description.dimensions, embedding_model, dimensions)
    return EmbeddedLibrary(folder, description, lock_wait_seconds=lock_wait_seconds)


def _create(
    folder: Path, embedding_model: str, dimensions: int, lock_wait_seconds: float
) -> Description:
    """The description is written last: a folder without one is no library yet."""
    if not embedding_model or dimensions < 1:
        raise LibraryError(f"there is no library in {folder}, and no embedding model to create one")
    folder.mkdir(parents=True, exist_ok=True)
    with writer_lock(folder / LOCK_NAME, lock_wait_seconds):
        existing = read_description(folder)
        if existing is not None:  # another process was faster
            return existing
        description = describe(embedding_model, dimensions)
        create_generation(folder / description.generation, dimensions)
        write_description(folder, description)
        sync_folder(folder.parent)
    return description
