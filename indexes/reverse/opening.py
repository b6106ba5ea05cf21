"""Where the claims index is: beside the library, in a folder or under an alias of its own."""

from indexes.records import make_id
from indexes.reverse.index import ClaimIndex
from indexes.sources.back_ends import open_library
from indexes.sources.embeddings import Embedder


def open_claim_index(library_url: str, embedder: Embedder) -> ClaimIndex:
    """Open, or create, the claims index that belongs to a library.

    Raises:
        LibraryUnavailable: the cluster does not answer.
        LibraryError: the URL names no library, or the index cannot be read.
    """
    library = open_library(
        name_claims(library_url, embedder.name, embedder.dimensions),
        embedding_model=embedder.name,
        dimensions=embedder.dimensions,
    )
    return ClaimIndex(library, embedder)


def name_claims(library_url: str, embedding_model: str, dimensions: int) -> str:
    """The index's URL. Each model has its own: another model begins with an empty one."""
    place, mark, options = library_url.partition("?")
    model = make_id(embedding_model, str(dimensions))[:8]
    return f"{place.rstrip('/')}-claims-{model}{mark}{options}"
