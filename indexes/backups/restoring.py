"""Restoring a backup: checked whole beside what is there, then put in its place."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from indexes.backups.archive import InvalidBackup, Manifest, extract_archive
from indexes.backups.places import CALIBRATION, LIBRARY, STORE, Places, count_library
from indexes.claims.copying import DamagedStore, require_unused, verify_store
from indexes.sources.embedded.copying import verify_library
from indexes.sources.embedded.durable import sync_folder
from indexes.sources.library import LibraryError


class DataInTheWay(Exception):
    """Something is stored where the backup would go."""


def restore(file: Path, places: Places, *, is_forced: bool = False) -> tuple[Manifest, list[Path]]:
    """Put a backup in place; forced, what was there is set aside, and its new paths are given.

    Raises:
        DataInTheWay: something is there already, and it is not forced.
        InvalidBackup: the file is damaged or no backup; nothing was touched.
        DatabaseUnavailable: a process works with what is there.
    """
    occupied = [path for path in list_places(places) if path.exists()]
    if occupied and not is_forced:
        raise DataInTheWay(", ".join(map(str, occupied)))
    places.store.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".restore-", dir=places.store.parent) as beside:
        manifest = extract_archive(file, Path(beside))
        verify_contents(Path(beside), manifest, file)
        if places.store.exists():
            require_unused(places.store)
        aside = list(_set_aside(occupied))
        _put_in_place(Path(beside), places)
    return manifest, aside


def list_places(places: Places) -> tuple[Path, ...]:
    """Everything that a restore replaces."""
    return places.library, places.store, places.calibration


def verify_contents(folder: Path, manifest: Manifest, file: Path) -> None:
    """The store and the library work, and hold as many rows and passages as were backed up.

    Raises:
        InvalidBackup: they do not.
    """
    try:
        counts = verify_store(folder / STORE)
        counts |= count_library(verify_library(folder / LIBRARY))
    except (DamagedStore, LibraryError) as error:
        raise InvalidBackup(f"{file} cannot be restored: {error}") from error
    if counts != manifest.counts:
        raise InvalidBackup(f"{file} holds {counts}, but should hold {manifest.counts}")


def _set_aside(occupied: list[Path]) -> Iterator[Path]:
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    for path in occupied:
        aside = path.with_name(f"{path.name}.before-{moment}")
        path.rename(aside)
        yield aside


def _put_in_place(folder: Path, places: Places) -> None:
    """The store last: a restore that was broken off leaves none, and can be forced again."""
    moves = ((CALIBRATION, places.calibration), (LIBRARY, places.library), (STORE, places.store))
    for name, place in moves:
        if (folder / name).exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(folder / name, place)  # the library may lie on another disk
            sync_folder(place.parent)
