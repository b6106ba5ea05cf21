"""Files that survive a power cut."""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make the names of the folder's files durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def file_stamp(path: Path) -> tuple[int, int]:
    """Differs whenever another file was renamed to this path."""
    status = path.stat()
    return status.st_ino, status.st_mtime_ns


def write_durably(path: Path, content: bytes) -> None:
    """Replace a file whole: a reader sees the old content or the new, never a part."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    sync_folder(path.parent)


def overwrite_durably(path: Path, offset: int, content: bytes) -> None:
    """Write at `offset`. Never truncates: readers may have the file mapped."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o644)
    try:
        with os.fdopen(descriptor, "wb", closefd=False) as file:
            file.seek(offset)
            file.write(content)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
