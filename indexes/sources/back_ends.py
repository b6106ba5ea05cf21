"""Which libraries there are, chosen by the URL's scheme."""

from collections.abc import Callable
from pathlib import Path

from indexes.sources.embedded.library import EmbeddedLibrary, open_embedded
from indexes.sources.library import Library, LibraryError

Opener = Callable[[str, str, int], Library]


def _open_embedded(place: str, embedding_model: str, dimensions: int) -> EmbeddedLibrary:
    return open_embedded(Path(place), embedding_model=embedding_model, dimensions=dimensions)


LIBRARIES: dict[str, Opener] = {
    "embedded": _open_embedded,
}


def open_library(url: str, *, embedding_model: str = "", dimensions: int = 0) -> Library:
    """Open, or create, the library at `embedded:///absolute/path` or `embedded://relative/path`.

    Without a model, opens what is there (to list, export, remove).

    Raises:
        EmbeddingModelMismatch: it was built with another model.
        LibraryError: unknown scheme, unreadable library, or none there and no model named.
    """
    scheme, separator, place = url.partition("://")
    if not separator or scheme not in LIBRARIES or not place:
        known = ", ".join(f"{name}://…" for name in LIBRARIES)
        raise LibraryError(f"the library's URL must be one of {known}, not {url!r}")
    return LIBRARIES[scheme](place, embedding_model, dimensions)
