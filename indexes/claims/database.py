"""Opening the claims store: engine, transactions, the database's clock, migrations."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, Engine, Table, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from indexes.claims.postgresql import open_postgresql, read_encoding, wait_for_migrations
from indexes.claims.sqlite import open_sqlite

MIGRATIONS = Path(__file__).parent / "migrations"
ENGINES: MappingProxyType[str, Callable[[URL, float], Engine]] = MappingProxyType(
    {"sqlite": open_sqlite, "postgresql": open_postgresql}
)
# One state of the store, however many statements look at it: what SQLite's readers have anyway.
READING: MappingProxyType[str, Mapping[str, Any]] = MappingProxyType(
    {
        "sqlite": {},
        "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
    }
)
WRITING: MappingProxyType[str, Mapping[str, Any]] = MappingProxyType(
    {
        "sqlite": {"sqlite_begin": "BEGIN IMMEDIATE"},
        # Said, because a server may be set to another: updates here count on what others committed.
        "postgresql": {"isolation_level": "READ COMMITTED"},
    }
)
PASSING_IN_SQLITE = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_IOERR")
# Connection, rolled back, resources, shutdown, a lock that was not got, too long in a transaction.
PASSING_STATES = ("08", "40", "53", "57P", "55P03", "25P03")
NO_CONNECTION_LEFT = (
    "every connection of this process is in use: give it fewer threads or, "
    "on PostgreSQL, more connections by ?pool_size=… in the database's URL"
)


class InvalidDatabaseUrl(ValueError):
    """A URL that names no database that we know."""


class DatabaseUnavailable(Exception):
    """The database does not answer, or is busy for longer than we wait; trying again can help."""

    retry = True


@dataclass(frozen=True, slots=True)
class Database:
    """A claims store. Safe to share between threads; after a fork call `forget_connections`."""

    url: str = field(repr=False)  # it may hold a password
    engine: Engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the store and writes nothing."""
        with self._transaction(READING) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes; on SQLite it is the only one from its first statement on.

        On PostgreSQL every statement sees what was committed before it; rows are locked by need.
        """
        with self._transaction(WRITING) as connection:
            yield connection

    @contextmanager
    def _transaction(self, options: Mapping[str, Mapping[str, Any]]) -> Iterator[Connection]:
        with translated_errors(), self.engine.connect() as connection:
            connection.execution_options(**options[connection.dialect.name])
            with connection.begin():
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
    `busy_timeout_seconds`: how long a writer waits for another.

    Raises:
        InvalidDatabaseUrl: no database can be meant by it, or its driver is not installed.
    """
    try:
        return Database(url, _open_engine(make_url(url), busy_timeout_seconds))
    except ImportError as error:
        raise InvalidDatabaseUrl(
            f"the database's driver is not installed ({error}): pip install 'psycopg[binary]'"
        ) from error
    except (SQLAlchemyError, ValueError) as error:
        raise InvalidDatabaseUrl(f"no database can be opened by its URL: {error}") from error


def _open_engine(url: URL, busy_timeout_seconds: float) -> Engine:
    open_engine = ENGINES.get(url.get_backend_name())
    if open_engine is None:
        raise ValueError("it must begin with sqlite:/// or postgresql+psycopg://")
    return open_engine(url, busy_timeout_seconds)


@contextmanager
def translated_errors() -> Iterator[None]:
    """Operational errors of any driver as `DatabaseUnavailable`, no database as its URL's fault."""
    try:
        yield
    except PoolTimeout as error:
        raise DatabaseUnavailable(NO_CONNECTION_LEFT) from error
    except DBAPIError as error:
        if is_passing(error):
            raise DatabaseUnavailable(str(error.orig)) from error
        if getattr(error.orig, "sqlite_errorname", "") == "SQLITE_CANTOPEN":
            raise InvalidDatabaseUrl(str(error.orig)) from error
        raise


def is_passing(error: DBAPIError) -> bool:
    """Whether the same statement may work later: it says nothing against the statement itself."""
    if error.connection_invalidated:  # it broke while in use
        return True
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
    return moment.astimezone(UTC)


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
            _require_utf8(connection)
            wait_for_migrations(connection)
        config.attributes["connection"] = connection
        getattr(command, direction)(config, revision)


def _require_utf8(connection: Connection) -> None:
    if (encoding := read_encoding(connection)) != "UTF8":
        raise InvalidDatabaseUrl(
            f"the database is encoded in {encoding}: make one by "
            "createdb --encoding=UTF8 --template=template0 NAME"
        )
