"""One commit of an embedded library, held still while writers go on."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from indexes.sources.embedded.description import (
    FILE_NAME,
    Description,
    read_description,
    write_description,
)
from indexes.sources.embedded.generation import open_generation
from indexes.sources.embedded.library import LOCK_NAME, LOCK_WAIT_SECONDS, open_embedded
from indexes.sources.embedded.lock import writer_lock
from indexes.sources.library import LibraryError, LibraryStatus

HELD = "held-"  # its folders lie beside the generations


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file of the commit, and how much of it belongs to the commit."""

    path: Path
    name: str  # in the library's folder
    size: int


@dataclass(frozen=True, slots=True)
class HeldCommit:
    """A commit's files, and what is in it."""

    files: tuple[HeldFile, ...]
    status: LibraryStatus


@contextmanager
def held_commit(folder: Path) -> Iterator[HeldCommit]:
    """The files of the last commit, which stay as they are until the block ends.

    tantivy's files are never changed, only replaced; vector files only grow, and what stands below
    a commit's slots stays. So links made under the writer's lock are enough, and it is soon free.

    Raises:
        LibraryError: there is no library.
        LibraryLocked: another process is writing for longer than we wait.
    """
    if read_description(folder) is None:
        raise LibraryError(f"there is no library in {folder}")
    with TemporaryDirectory(prefix=HELD, dir=folder) as beside:
        with writer_lock(folder / LOCK_NAME, LOCK_WAIT_SECONDS):
            files = _link_commit(folder, Path(beside))
        yield HeldCommit(files, open_embedded(Path(beside)).status())


def _link_commit(folder: Path, beside: Path) -> tuple[HeldFile, ...]:
    description = read_description(folder)
    if description is None:
        raise LibraryError(f"the library in {folder} is gone")
    write_description(beside, description)
    generation = beside / description.generation
    shutil.copytree(
        folder / description.generation,
        generation,
        copy_function=_link,
        ignore=shutil.ignore_patterns("*.lock"),
    )
    sizes = _measure_commit(generation, description)
    return tuple(
        HeldFile(path, str(path.relative_to(beside)), sizes.get(path.name, path.stat().st_size))
        for path in sorted(beside.rglob("*"))
        if path.is_file()
    )


def _measure_commit(generation: Path, description: Description) -> dict[str, int]:
    """Bytes of the vector files that the commit knows; a broken-off one may have left more."""
    opened = open_generation(generation, description.dimensions)
    return opened.files.measure(opened.snapshot().state.next_slot)


def _link(source: str, target: str) -> None:
    try:
        Path(target).hardlink_to(source)
    except OSError:  # a file system without links
        shutil.copy2(source, target)


def verify_library(folder: Path) -> LibraryStatus:
    """What is in the library, once it is known that words and vectors tell of the same.

    Raises:
        LibraryError: they do not, or there is no library.
    """
    if not (folder / FILE_NAME).exists():
        raise LibraryError(f"there is no library in {folder}")
    library = open_embedded(folder)
    library.verify()
    return library.status()
