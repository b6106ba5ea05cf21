"""The converted stance model on disk: where it is, whether it is whole, of which weights."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from indexes.sources.encoders.converted import GRAPH_FILE, ORIGIN_FILE, TOKENIZER_FILE

FORMAT = 1  # count up whenever conversion makes another graph out of the same weights
FOLDER_NAME = "stance"
REPAIR = (
    "Install sverka anew, or name another model in SVERKA_STANCE_MODEL: a sentence-transformers"
    " CrossEncoder's name or folder."
)


@dataclass(frozen=True, slots=True)
class StanceOrigin:
    """What a folder was made of."""

    format: int
    version: str  # of the weights
    file_bytes: Mapping[str, int]

    @property
    def model_name(self) -> str:
        """Stored with every verdict: another name is another judge."""
        return f"sverka-stance@{self.format}-{self.version}"


def read_origin(folder: Path, version: str) -> StanceOrigin | None:
    """What `folder` was made of; None if it is absent, damaged, or of other weights."""
    try:
        origin = StanceOrigin(**json.loads((folder / ORIGIN_FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    is_current = (origin.format, origin.version) == (FORMAT, version)
    return origin if is_current and measure_files(folder) == origin.file_bytes else None


def measure_files(folder: Path) -> dict[str, int]:
    """Bytes of each large file that is there; a power cut may leave one short."""
    paths = [folder / name for name in (GRAPH_FILE, TOKENIZER_FILE)]
    return {path.name: path.stat().st_size for path in paths if path.exists()}
