"""library.json: what a library was built with."""

import secrets
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from indexes.records import InvalidRecord, from_json, to_json
from indexes.sources.embedded.durable import write_durably
from indexes.sources.library import LibraryError

FORMAT = 2  # grows with every change of what is stored and how
FILE_NAME = "library.json"


@dataclass(frozen=True, slots=True)
class Description:
    """Replaced whole, in one step, by a rebuild."""

    format: int
    generation: str  # the folder that holds the library now
    embedding_model: str
    dimensions: int
    tantivy: str


def describe(embedding_model: str, dimensions: int) -> Description:
    """Of a new generation."""
    return Description(
        format=FORMAT,
        generation=f"generation-{secrets.token_hex(6)}",
        embedding_model=embedding_model,
        dimensions=dimensions,
        tantivy=version("tantivy"),
    )


def write_description(folder: Path, description: Description) -> None:
    write_durably(folder / FILE_NAME, to_json(description).encode())


def read_description(folder: Path) -> Description | None:
    """None: no library there yet.

    Raises:
        LibraryError: unreadable, or of another format.
    """
    path = folder / FILE_NAME
    if not path.exists():
        return None
    try:
        description = from_json(Description, path.read_bytes())
    except InvalidRecord as error:
        raise LibraryError(f"{path} is no description of a library: {error}") from error
    if description.format != FORMAT:
        raise LibraryError(
            f"{folder} has library format {description.format}, this version reads {FORMAT}: "
            "export it with the version that wrote it, then run `sverka sources rebuild`"
        )
    return description
