"""A backup's file: a compressed tar whose last member says what must be in it.

A file that was cut short has no last member, so it is no backup.
"""

import hashlib
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO

from indexes.records import InvalidRecord, from_json, to_json

FORMAT = 1
MANIFEST = "manifest.json"
COMPRESSION = 1  # vectors hardly shrink; texts shrink nearly as much as with 9
BLOCK_BYTES = 1 << 20


class InvalidBackup(ValueError):
    """A file that cannot be restored; the message says why."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in a backup."""

    format: int
    version: str  # of Sverka
    made_at: datetime
    embedding_model: str
    counts: dict[str, int]
    files: dict[str, str]  # name -> SHA-256


class HashingReader:
    """A file that is read once: into the archive, and into its hash."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        content = self._file.read(size)
        self.sha256.update(content)
        return content


class ArchiveWriter:
    """Adds files; `finish` adds the manifest."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self._hashes: dict[str, str] = {}

    def add(self, path: Path, name: str, size: int | None = None) -> None:
        """The first `size` bytes of a file, or all of it, under a name."""
        with path.open("rb") as file:
            reader = HashingReader(file)
            info = tarfile.TarInfo(name)
            info.size = path.stat().st_size if size is None else size
            info.mtime = int(path.stat().st_mtime)
            self._tar.addfile(info, reader)
        self._hashes[name] = reader.sha256.hexdigest()

    def finish(self, version: str, embedding_model: str, counts: dict[str, int]) -> Manifest:
        """Say what is in it."""
        manifest = Manifest(
            FORMAT, version, datetime.now(UTC), embedding_model, counts, self._hashes
        )
        content = to_json(manifest).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size = len(content)
        self._tar.addfile(info, BytesIO(content))
        return manifest


@contextmanager
def writing_archive(file: IO[bytes]) -> Iterator[ArchiveWriter]:
    """An archive over an open file."""
    with tarfile.open(fileobj=file, mode="w:gz", compresslevel=COMPRESSION) as tar:
        yield ArchiveWriter(tar)


def extract_archive(file: Path, folder: Path) -> Manifest:
    """Unpack into an empty folder, and check every file against the manifest.

    Raises:
        InvalidBackup: cut short, damaged, changed, or no backup at all.
    """
    try:
        with tarfile.open(file, mode="r:gz") as tar:
            tar.extractall(folder, filter="data")  # no links outwards, no devices, no `..`
    except (tarfile.TarError, EOFError, OSError) as error:
        raise InvalidBackup(f"{file} is no backup, or damaged: {error}") from error
    manifest = read_manifest(folder / MANIFEST, file)
    require_files(folder, manifest, file)
    return manifest


def read_manifest(path: Path, file: Path) -> Manifest:
    """What must be there.

    Raises:
        InvalidBackup: the archive has no manifest, or one of another format.
    """
    try:
        manifest = from_json(Manifest, path.read_bytes())
    except (OSError, InvalidRecord) as error:
        raise InvalidBackup(f"{file} is no backup, or was cut short: no {MANIFEST}") from error
    if manifest.format != FORMAT:
        raise InvalidBackup(
            f"{file} has backup format {manifest.format}, this version reads {FORMAT}"
        )
    return manifest


def require_files(folder: Path, manifest: Manifest, file: Path) -> None:
    """Exactly the manifest's files, byte for byte.

    Raises:
        InvalidBackup: naming what differs.
    """
    found = {
        str(path.relative_to(folder)): hash_file(path)
        for path in folder.rglob("*")
        if path.is_file() and path != folder / MANIFEST
    }
    differing = sorted(name for name, _ in found.items() ^ manifest.files.items())
    if differing:
        raise InvalidBackup(f"{file} is damaged: {', '.join(dict.fromkeys(differing))}")


def hash_file(path: Path) -> str:
    """SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
