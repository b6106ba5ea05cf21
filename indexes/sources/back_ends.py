"""Which libraries there are, chosen by the URL's scheme."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from indexes.sources.embedded.library import EmbeddedLibrary, open_embedded
from indexes.sources.embedded.rebuilding import rebuild_embedded
from indexes.sources.embeddings import Embedder
from indexes.sources.ingest import IngestReport, Progress
from indexes.sources.library import Library, LibraryError


@dataclass(frozen=True, slots=True)
class BackEnd:
    """What one kind of library can be asked for; a place is the URL after `://`."""

    open: Callable[[str, str, int], Library]
    rebuild: Callable[[str, Embedder, Progress | None], IngestReport]


def _open_embedded(place: str, embedding_model: str, dimensions: int) -> EmbeddedLibrary:
    return open_embedded(Path(place), embedding_model=embedding_model, dimensions=dimensions)


def _rebuild_embedded(place: str, embedder: Embedder, on_progress: Progress | None) -> IngestReport:
    return rebuild_embedded(Path(place), embedder, on_progress)


LIBRARIES: dict[str, BackEnd] = {
    "embedded": BackEnd(open=_open_embedded, rebuild=_rebuild_embedded),
}


def open_library(url: str, *, embedding_model: str = "", dimensions: int = 0) -> Library:
    """Open, or create, the library at `embedded:///absolute/path` or `embedded://relative/path`.

    Without a model, opens what is there (to list, export, remove).

    Raises:
        EmbeddingModelMismatch: it was built with another model.
        LibraryError: unknown scheme, unreadable library, or none there and no model named.
    """
    back_end, place = _find(url)
    return back_end.open(place, embedding_model, dimensions)


def rebuild_library(
    url: str, embedder: Embedder, on_progress: Progress | None = None
) -> IngestReport:
    """Cut and embed every source anew, with the embedder's model; searches go on meanwhile.

    Raises:
        LibraryLocked: another process is writing.
        LibraryError: a source cannot be embedded (then all stays as it was), or no library there.
    """
    back_end, place = _find(url)
    return back_end.rebuild(place, embedder, on_progress)


def _find(url: str) -> tuple[BackEnd, str]:
    scheme, separator, place = url.partition("://")
    if not separator or scheme not in LIBRARIES or not place:
        known = ", ".join(f"{name}://…" for name in LIBRARIES)
        raise LibraryError(f"the library's URL must be one of {known}, not {url!r}")
    return LIBRARIES[scheme], place
