"""What is backed up, and where it lies: here, and in a backup."""

from dataclasses import dataclass
from pathlib import Path

from indexes.sources.library import LibraryStatus

STORE = "claims.sqlite"
LIBRARY = "library"
CALIBRATION = "calibration.json"


@dataclass(frozen=True, slots=True)
class Places:
    """Of the embedded profile. Models are not among them: they are converted anew anywhere."""

    store: Path
    library: Path
    calibration: Path


def count_library(status: LibraryStatus) -> dict[str, int]:
    """What a backup must bring back."""
    return {"sources": status.source_count, "passages": status.passage_count}
