"""Which libraries there are, chosen by the URL's scheme."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from indexes.sources.elastic.address import parse_address
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
    find_silent_hosts: Callable[[str], tuple[str, ...]] = lambda _place: ()


def _open_embedded(place: str, embedding_model: str, dimensions: int) -> EmbeddedLibrary:
    return open_embedded(Path(place), embedding_model=embedding_model, dimensions=dimensions)


def _rebuild_embedded(place: str, embedder: Embedder, on_progress: Progress | None) -> IngestReport:
    return rebuild_embedded(Path(place), embedder, on_progress)


def _elastic(*, is_secure: bool) -> BackEnd:
    """The client takes as long to load as all the rest of a command: only who needs it loads it."""

    def open_cluster(place: str, embedding_model: str, dimensions: int) -> Library:
        from indexes.sources.elastic.library import open_elastic  # noqa: PLC0415 - heavy

        address = parse_address(place, is_secure=is_secure)
        return open_elastic(address, embedding_model=embedding_model, dimensions=dimensions)

    def rebuild(place: str, embedder: Embedder, on_progress: Progress | None) -> IngestReport:
        from indexes.sources.elastic.rebuilding import rebuild_elastic  # noqa: PLC0415 - heavy

        address = parse_address(place, is_secure=is_secure)
        return rebuild_elastic(address, embedder, on_progress)

    def find_silent(place: str) -> tuple[str, ...]:
        from indexes.sources.elastic.hosts import find_silent_hosts  # noqa: PLC0415 - heavy

        return find_silent_hosts(parse_address(place, is_secure=is_secure))

    return BackEnd(open=open_cluster, rebuild=rebuild, find_silent_hosts=find_silent)


LIBRARIES: dict[str, BackEnd] = {
    "embedded": BackEnd(open=_open_embedded, rebuild=_rebuild_embedded),
    "elasticsearch": _elastic(is_secure=False),
    "elasticsearch+https": _elastic(is_secure=True),
}


def open_library(url: str, *, embedding_model: str = "", dimensions: int = 0) -> Library:
    """Open, or create, the library at `embedded:///absolute/path`, `embedded://relative/path` or
    `elasticsearch://host:9200/name` (`elastic/address.py` has the whole form).

    Without a model, opens what is there (to list, export, remove).

    Raises:
        EmbeddingModelMismatch: it was built with another model.
        LibraryUnavailable: the cluster does not answer.
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


def find_silent_hosts(url: str) -> tuple[str, ...]:
    """Those of the library's hosts that do not serve, though others may; asked one by one.

    Raises:
        LibraryError: unknown scheme, or a host refuses.
    """
    back_end, place = _find(url)
    return back_end.find_silent_hosts(place)


def _find(url: str) -> tuple[BackEnd, str]:
    scheme, separator, place = url.partition("://")
    if not separator or scheme not in LIBRARIES or not place:
        known = ", ".join(f"{name}://…" for name in LIBRARIES)
        raise LibraryError(f"the library's URL must be one of {known}, not {url!r}")
    return LIBRARIES[scheme], place
