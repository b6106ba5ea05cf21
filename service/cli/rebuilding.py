"""A library built anew beside the old one, which it then replaces."""

import shutil
from pathlib import Path

from indexes.sources.back_ends import open_library
from indexes.sources.embeddings import Embedder
from indexes.sources.ingest import IngestReport, Progress, export_sources, ingest_sources
from indexes.sources.library import LibraryError

EMBEDDED = "embedded://"


def rebuild_library(url: str, embedder: Embedder, on_progress: Progress) -> IngestReport:
    """Every source of the library at `url`, embedded anew, in its place.

    Raises:
        LibraryError: it is not in a folder, or a source could not be taken over: then the old
            library stays as it is.
    """
    if not url.startswith(EMBEDDED):
        raise LibraryError(f"only libraries at {EMBEDDED}… are rebuilt here, not {url}")
    old = Path(url.removeprefix(EMBEDDED))
    new = old.with_name(f"{old.name}.rebuilding")
    shutil.rmtree(new, ignore_errors=True)  # of a rebuilding that was broken off
    report = _copy(url, f"{EMBEDDED}{new}", embedder, on_progress)
    if report.failed:
        first = report.failed[0]
        raise LibraryError(f"source {first.source_id} was not embedded: {first.message}")
    _replace(old, new)
    return report


def _copy(url: str, new_url: str, embedder: Embedder, on_progress: Progress) -> IngestReport:
    source = open_library(url)
    target = open_library(new_url, embedding_model=embedder.name, dimensions=embedder.dimensions)
    try:
        return ingest_sources(export_sources(source), target, embedder, on_progress=on_progress)
    finally:
        source.close()
        target.close()


def _replace(old: Path, new: Path) -> None:
    """Two renames; a crash between them leaves both under names that tell what they are."""
    kept = old.with_name(f"{old.name}.before-rebuilding")
    shutil.rmtree(kept, ignore_errors=True)
    old.rename(kept)
    new.rename(old)
    shutil.rmtree(kept)
