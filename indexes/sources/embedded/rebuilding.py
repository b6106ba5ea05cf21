"""A new generation beside the old one, put in its place in one step."""

import shutil
from pathlib import Path

from indexes.sources.embedded.description import describe, write_description
from indexes.sources.embedded.generation import create_generation
from indexes.sources.embedded.library import (
    LOCK_NAME,
    LOCK_WAIT_SECONDS,
    EmbeddedLibrary,
    open_embedded,
)
from indexes.sources.embedded.lock import writer_lock
from indexes.sources.embeddings import Embedder
from indexes.sources.ingest import IngestReport, Progress, export_sources, ingest_sources
from indexes.sources.library import LibraryError

GENERATIONS = "generation-*"


def rebuild_embedded(
    folder: Path, embedder: Embedder, on_progress: Progress | None = None
) -> IngestReport:
    """Cut and embed every stored source anew. Readers read on; writers wait or give up.

    Raises:
        LibraryError: a source cannot be embedded; the library stays as it was.
        LibraryLocked: another process is writing.
    """
    old = open_embedded(folder)
    with writer_lock(folder / LOCK_NAME, LOCK_WAIT_SECONDS):
        description = describe(embedder.name, embedder.dimensions)
        generation = folder / description.generation
        create_generation(generation, embedder.dimensions)
        new = EmbeddedLibrary(folder, description, lock_name="rebuild.lock")
        report = ingest_sources(export_sources(old), new, embedder, on_progress=on_progress)
        if report.failed:
            shutil.rmtree(generation)
            first = report.failed[0]
            raise LibraryError(
                f"{len(report.failed)} sources cannot be embedded, the first is "
                f"{first.source_id}: {first.message}; the library stays as it was"
            )
        write_description(folder, description)  # from here on it is the library
        _remove_others(folder, generation)
    return report


def _remove_others(folder: Path, current: Path) -> None:
    """The generation before, and what broken-off rebuilds left behind."""
    for generation in folder.glob(GENERATIONS):
        if generation != current:
            shutil.rmtree(generation)
