"""A claims store in SQLite, copied whole while others write to it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from indexes.claims.database import DatabaseUnavailable, InvalidDatabaseUrl

BUSY_SECONDS = 30.0
COUNTED = ("articles", "claims", "verdicts", "reviews", "schedules", "steps")


class DamagedStore(ValueError):
    """A copy that does not hold together."""


def find_file(url: str) -> Path | None:
    """The file of a store in SQLite; None: another database.

    Raises:
        InvalidDatabaseUrl: it is no URL.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise InvalidDatabaseUrl(f"no database can be opened by its URL: {error}") from error
    is_file = parsed.get_backend_name() == "sqlite" and parsed.database
    return Path(str(parsed.database)) if is_file else None


def copy_store(file: Path, target: Path) -> None:
    """Copy one state of the store by SQLite's backup interface; writers go on meanwhile.

    Raises:
        DatabaseUnavailable: it cannot be read.
        DamagedStore: it is no SQLite file, or a damaged one.
    """
    with opened(file) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file: no log beside it to lose


def verify_store(file: Path) -> dict[str, int]:
    """How many rows each table has, once the file is known to be whole.

    Raises:
        DamagedStore: it is not.
    """
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as store:
            said = store.execute("PRAGMA integrity_check").fetchone()[0]
            orphans = store.execute("PRAGMA foreign_key_check").fetchall()
            counts = {name: _count(store, name) for name in COUNTED}
    except sqlite3.Error as error:
        raise DamagedStore(f"the claims store cannot be read: {error}") from error
    if said != "ok" or orphans:
        raise DamagedStore(f"the claims store is damaged: {said}, {len(orphans)} orphaned rows")
    return counts


def require_unused(file: Path) -> None:
    """Bring all of the store into its one file.

    Raises:
        DatabaseUnavailable: another process has it open.
    """
    try:
        with closing(sqlite3.connect(file, timeout=1.0)) as store:
            store.execute("PRAGMA journal_mode=DELETE")  # only the last one to hold it may do so
    except sqlite3.OperationalError as error:
        raise DatabaseUnavailable(f"{file} is in use: stop the service first ({error})") from error


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    """The store for reading.

    Raises:
        DatabaseUnavailable: it is not there, or busy.
        DamagedStore: what was asked of it cannot be, because it is damaged.
    """
    address = f"{file.absolute().as_uri()}?mode=rw"  # never made where it is missing
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)) as store:
            yield store
    except sqlite3.OperationalError as error:
        raise DatabaseUnavailable(f"{file} cannot be read: {error}") from error
    except sqlite3.DatabaseError as error:
        raise DamagedStore(f"{file} is damaged: {error}") from error


def _count(store: sqlite3.Connection, table: str) -> int:
    counted: int = store.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - a name of COUNTED
    return counted
