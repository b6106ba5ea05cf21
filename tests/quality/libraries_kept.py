"""Libraries of the benchmarks' corpora, kept under var/quality: embedding them takes minutes.

One for each library format, so that a new format starts anew rather than failing.
"""

from collections.abc import Sequence

from rich.console import Console
from rich.progress import Progress

from indexes.records import Source
from indexes.sources.back_ends import open_library
from indexes.sources.embedded.description import FORMAT
from indexes.sources.embeddings import Embedder
from indexes.sources.ingest import ingest_sources
from indexes.sources.library import Library
from tests.quality.measures import ROOT

FOLDER = ROOT / "var" / "quality"


def open_kept_library(name: str, sources: Sequence[Source], embedder: Embedder) -> Library:
    """The library called `name` with exactly these sources; only what is new is embedded."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    library = open_library(
        f"embedded://{FOLDER / name}-{FORMAT}",
        embedding_model=embedder.name,
        dimensions=embedder.dimensions,
    )
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(f"indexing {name}", total=len(sources))
        report = ingest_sources(
            sources,
            library,
            embedder,
            on_progress=lambda done: progress.update(task, completed=done),
        )
    assert not report.failed, report.failed
    return library
