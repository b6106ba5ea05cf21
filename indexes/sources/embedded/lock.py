"""One writer at a time, over all processes."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from indexes.sources.library import LibraryLocked

POLL_SECONDS = 0.02


@contextmanager
def writer_lock(path: Path, wait_seconds: float) -> Iterator[None]:
    """Hold the lock; the kernel releases it when the process dies, however it dies.

    Raises:
        LibraryLocked: another writer kept it for longer than `wait_seconds`.
    """
    with path.open("a+") as file:
        _acquire(file, path, time.monotonic() + wait_seconds)
        _sign(file)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)


def _acquire(file: IO[str], path: Path, deadline: float) -> None:
    while not _try_lock(file):
        if time.monotonic() >= deadline:
            raise LibraryLocked(
                f"process {_holder(file)} is writing to {path.parent}; one writer at a time"
            )
        time.sleep(POLL_SECONDS)


def _try_lock(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _sign(file: IO[str]) -> None:
    file.seek(0)
    file.truncate()
    file.write(str(os.getpid()))
    file.flush()


def _holder(file: IO[str]) -> str:
    file.seek(0)
    return file.read().strip() or "(unknown)"
