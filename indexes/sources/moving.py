"""A library moved into another one, of whatever kind; what was moved before is not moved again."""

from dataclasses import dataclass

from indexes.sources.embeddings import Embedder
from indexes.sources.ingest import (
    BATCH_PASSAGES,
    IngestReport,
    Progress,
    export_sources,
    ingest_sources,
)
from indexes.sources.library import Library

PAGE = 200


@dataclass(frozen=True, slots=True)
class MovedLibrary:
    """The old library's sources, looked for in the new one by the hash of what they say."""

    sources: int  # in the old library
    same: int
    missing: int
    old_passages: int
    new_passages: int

    @property
    def differing(self) -> int:
        return self.sources - self.same - self.missing


def move_library(
    source: Library,
    target: Library,
    embedder: Embedder,
    on_progress: Progress | None = None,
    *,
    batch_size: int = BATCH_PASSAGES,
) -> IngestReport:
    """Cut and embed every source for the target; what is there with the same text is left as it is.

    Raises:
        LibraryError: one of them fails; batches before this one are stored.
    """
    return ingest_sources(
        export_sources(source), target, embedder, batch_size=batch_size, on_progress=on_progress
    )


def compare_libraries(source: Library, target: Library) -> MovedLibrary:
    """Both as they are now; passages may differ where the old library was cut by other rules."""
    total = same = missing = 0
    page = source.list_sources(limit=PAGE)
    while page:
        hashes = target.content_hashes(one.id for one in page)
        total += len(page)
        missing += sum(one.id not in hashes for one in page)
        same += sum(hashes.get(one.id) == one.content_hash for one in page)
        page = source.list_sources(after=page[-1].id, limit=PAGE)
    passages = (source.status().passage_count, target.status().passage_count)
    return MovedLibrary(total, same, missing, *passages)
