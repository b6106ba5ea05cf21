"""Backing up the embedded profile while it works."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from indexes.backups.archive import ArchiveWriter, Manifest, writing_archive
from indexes.backups.places import CALIBRATION, LIBRARY, STORE, Places, count_library
from indexes.claims.copying import copy_store, verify_store
from indexes.sources.embedded.copying import held_commit
from indexes.sources.embedded.durable import sync_folder
from indexes.sources.library import LibraryStatus


def back_up(places: Places, file: Path, *, version: str) -> Manifest:
    """Write a backup; the file is there whole or not at all.

    The store is copied first: whatever source its verdicts speak of is in the later library,
    unless somebody has removed it in between.

    Raises:
        DatabaseUnavailable: there is no store, or it cannot be read.
        DamagedStore: it is damaged: an older backup is better than this one.
        LibraryError: there is no library.
        LibraryLocked: another process is writing to it.
    """
    with TemporaryDirectory(prefix=f".{file.name}.", dir=file.parent) as beside:
        draft = Path(beside) / file.name
        manifest = _write(places, Path(beside), draft, version)
        draft.replace(file)
        sync_folder(file.parent)
    return manifest


def _write(places: Places, beside: Path, draft: Path, version: str) -> Manifest:
    copy_store(places.store, beside / STORE)
    counts = verify_store(beside / STORE)
    with draft.open("wb") as opened:
        with writing_archive(opened) as archive:
            archive.add(beside / STORE, STORE)
            status = _add_library(archive, places.library)
            if places.calibration.exists():
                archive.add(places.calibration, CALIBRATION)
            manifest = archive.finish(
                version, status.embedding_model, counts | count_library(status)
            )
        opened.flush()
        os.fsync(opened.fileno())
    return manifest


def _add_library(archive: ArchiveWriter, library: Path) -> LibraryStatus:
    with held_commit(library) as commit:
        for one in commit.files:
            archive.add(one.path, f"{LIBRARY}/{one.name}", one.size)
    return commit.status
