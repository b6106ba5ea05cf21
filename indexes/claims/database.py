"""Opening the claims store: engine, transactions, the database's clock, migrations."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import (
    Connection,
    Engine,
    Table,
    create_engine,
    event,
    make_url,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

MIGRATIONS = Path(__file__).parent / "migrations"
WAL_RETRY_SECONDS = 0.02
PASSING_IN_SQLITE = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_IOERR")
PASSING_STATES = ("08", "40", "53", "57P")  # connection, rolled back, resources, shutdown
MIGRATION_LOCK = 0x53_56_45_52  # any number that only we use: an advisory lock of PostgreSQL


class InvalidDatabaseUrl(ValueError):
    """A URL that names no database that we know."""


class DatabaseUnavailable(Exception):
    """The database does not answer, or is busy for longer than we wait; trying again can help."""

    retry = True


@dataclass(frozen=True, slots=True)
class Database:
    """A claims store. Safe to share between threads; after a fork call `forget_connections`."""

    url: str
    engine: Engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the store and writes nothing."""
        with translated_errors(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes; on SQLite it is the only one from its first statement on."""
        engine = self.engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")
        with translated_errors(), engine.begin() as connection:
            yield connection

    def forget_connections(self) -> None:
        """In a forked child: leave the parent's connections to the parent."""
        self.engine.dispose(close=False)

    def close(self) -> None:
        """Close every connection that is not in use."""
        self.engine.dispose()


def open_database(url: str, *, busy_timeout_seconds: float = 30.0) -> Database:
    """Open a store by its SQLAlchemy URL: `sqlite:///path` or `postgresql+psycopg://…`.

    A SQLite file and its folder are made where they are missing; tables by `upgrade_database`.
    `busy_timeout_seconds`: how long a writer of SQLite waits for another.

    Raises:
        InvalidDatabaseUrl: no database can be meant by it.
    """
    try:
        if make_url(url).get_backend_name() == "sqlite":
            return Database(url, _open_sqlite(url, busy_timeout_seconds))
        return Database(url, create_engine(url, pool_pre_ping=True))
    except SQLAlchemyError as error:
        raise InvalidDatabaseUrl(f"no database can be opened by its URL: {error}") from error


def _open_sqlite(url: str, busy_timeout_seconds: float) -> Engine:
    file = make_url(url).database
    if not file or file == ":memory:":
        raise ValueError("a claims store in SQLite needs a file: threads and processes share it")
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        connect_args={"timeout": busy_timeout_seconds, "isolation_level": None},
        max_overflow=100,  # a connection costs nothing here, and every thread may want its own
    )
    event.listen(engine, "connect", partial(_prepare_sqlite, busy_timeout_seconds))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(
    patience_seconds: float,
    connection: Any,  # noqa: ANN401 - DBAPI connection
    _record: object,
) -> None:
    _enter_wal(connection, monotonic() + patience_seconds)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _enter_wal(connection: Any, deadline: float) -> None:  # noqa: ANN401 - DBAPI connection
    """Write ahead. SQLite does not wait for others who open a new file at the same time; we do."""
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if monotonic() > deadline:
                raise
            sleep(WAL_RETRY_SECONDS)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    connection.exec_driver_sql(options.get("sqlite_begin", "BEGIN"))


@contextmanager
def translated_errors() -> Iterator[None]:
    """Operational errors of any driver as `DatabaseUnavailable`, no database as its URL's fault."""
    try:
        yield
    except PoolTimeout as error:
        raise DatabaseUnavailable("every connection is in use") from error
    except DBAPIError as error:
        if is_passing(error):
            raise DatabaseUnavailable(str(error.orig)) from error
        if getattr(error.orig, "sqlite_errorname", "") == "SQLITE_CANTOPEN":
            raise InvalidDatabaseUrl(str(error.orig)) from error
        raise


def is_passing(error: DBAPIError) -> bool:
    """Whether the same statement may work later: it says nothing against the statement itself."""
    code = getattr(error.orig, "sqlite_errorname", None)
    if code is not None:
        return str(code).startswith(PASSING_IN_SQLITE)
    state = getattr(error.orig, "sqlstate", None)
    if state is None:  # no answer at all, so no state
        return isinstance(error, OperationalError)
    return str(state).startswith(PASSING_STATES)


def read_clock(connection: Connection) -> datetime:
    """The database's clock, in UTC: every process that shares the store shares it."""
    if connection.dialect.name == "sqlite":
        written = connection.execute(text("SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')"))
        return datetime.fromisoformat(str(written.scalar_one())).replace(tzinfo=UTC)
    moment: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
    return moment


def insert_new(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row unless its keys are taken (ON CONFLICT DO NOTHING); says whether it was new."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = insert(table).values(row).on_conflict_do_nothing().returning(table.c.id)
    return connection.execute(statement).first() is not None


def upgrade_database(database: Database, revision: str = "head") -> None:
    """Bring the tables to a revision. Idempotent; of two processes at once the second waits."""
    _migrate(database, "upgrade", revision)


def downgrade_database(database: Database, revision: str) -> None:
    """Bring the tables back to an earlier revision; `base`: none are left."""
    _migrate(database, "downgrade", revision)


def _migrate(database: Database, direction: str, revision: str) -> None:
    config = Config(attributes={})
    config.set_main_option("script_location", str(MIGRATIONS))
    with database.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
        config.attributes["connection"] = connection
        getattr(command, direction)(config, revision)
