"""Folders of converted models: made once, whole or not at all.

Several processes may ask at once: one makes the folder, the others wait for its lock. The folder is
either complete or absent, because it gets its name last.
"""

import json
import shutil
from collections.abc import Callable
from errno import ENOSPC
from pathlib import Path
from typing import TypeVar

from filelock import FileLock

from indexes.sources.embeddings import ModelUnavailable

Origin = TypeVar("Origin")  # what a folder was made of


def make_once(
    folder: Path,
    what: str,
    *,
    read_origin: Callable[[Path], Origin | None],
    fill: Callable[[Path], Origin],
    needed_bytes: int,
) -> Origin:
    """Make `folder` unless another process has done it meanwhile. Raises `ModelUnavailable`."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_name(f"{folder.name}.lock")):
            return read_origin(folder) or _make(folder, fill, needed_bytes)
    except OSError as error:
        raise ModelUnavailable(
            f"The {what} cannot be written to {folder.parent}: {error}."
            " Point SVERKA_FOLDER to a folder on a disk with room for it."
        ) from error


def _make(folder: Path, fill: Callable[[Path], Origin], needed_bytes: int) -> Origin:
    if shutil.disk_usage(folder.parent).free < needed_bytes:
        raise OSError(ENOSPC, f"it needs {needed_bytes // 10**6} MB")
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)  # of a killed conversion
    unfinished.mkdir()
    origin = fill(unfinished)
    shutil.rmtree(folder, ignore_errors=True)  # of another version, or damaged
    unfinished.rename(folder)
    return origin


def write_json(path: Path, content: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
