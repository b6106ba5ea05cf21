"""A progress bar that comes only when something takes longer than two seconds."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

PATIENCE_SECONDS = 2.0


class Advance(Protocol):
    """Says how far it is; `total` where it is known only now."""

    def __call__(self, done: int, total: int | None = None, /) -> None: ...


@contextmanager
def late_progress(what: str, total: int | None = None) -> Iterator[Advance]:
    """Yields what to call with the number of things done; shows on a terminal's stderr only."""
    console = Console(stderr=True)
    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    task = progress.add_task(what, total=total)

    def advance(done: int, total: int | None = None, /) -> None:
        progress.update(task, completed=done, total=total)

    timer = Timer(PATIENCE_SECONDS, progress.start)
    timer.daemon = True
    timer.start()
    try:
        yield advance
    finally:
        timer.cancel()
        timer.join()
        progress.stop()
