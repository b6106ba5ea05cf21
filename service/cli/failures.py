"""What a user can do about an error; one that is not in the table is a bug and keeps its trace."""

from dataclasses import dataclass

from indexes.backups.archive import InvalidBackup
from indexes.claims.copying import DamagedStore
from indexes.claims.database import DatabaseUnavailable, InvalidDatabaseUrl
from indexes.claims.moving import StoreConflict
from indexes.records import InvalidRecord
from indexes.sources.library import EmbeddingModelMismatch, LibraryError, LibraryLocked
from workers.models.calibrators import InvalidCalibration
from workers.settings import SettingsError


@dataclass(frozen=True, slots=True)
class Failure:
    """A kind of error, and what to do next."""

    error: type[Exception]
    advice: str


FAILURES: tuple[Failure, ...] = (
    Failure(SettingsError, ""),
    Failure(InvalidRecord, ""),
    Failure(InvalidCalibration, ""),
    Failure(InvalidBackup, "Nothing was changed."),
    Failure(DamagedStore, "Nothing was written; restore a former backup."),
    Failure(StoreConflict, "Name an empty one, or take what stands against it away."),
    Failure(LibraryLocked, "Wait until the other process has finished, and run it again."),
    Failure(EmbeddingModelMismatch, ""),
    Failure(LibraryError, "A new library is made by: sverka sources add FILE."),
    Failure(DatabaseUnavailable, "Run it again; SVERKA_DATABASE_URL says where the database is."),
    Failure(InvalidDatabaseUrl, "SVERKA_DATABASE_URL says where the database is; check it."),
    Failure(PermissionError, "Run it as a user who may, or set SVERKA_FOLDER to another folder."),
    Failure(OSError, ""),
)


def explain(error: Exception) -> str | None:
    """One line and what to do next; None: nothing that a user did."""
    found = next((one for one in FAILURES if isinstance(error, one.error)), None)
    if found is None:
        return None
    return " ".join(filter(None, [f"{describe(error).rstrip('.')}.", found.advice]))


def describe(error: Exception) -> str:
    """The first line of what it says, without numbers that only the system knows."""
    if isinstance(error, OSError) and error.strerror and error.filename:
        return f"{error.filename}: {error.strerror}"
    said = str(getattr(error, "orig", None) or error).strip().splitlines()
    return said[0] if said else type(error).__name__
