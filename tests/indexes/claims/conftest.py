"""The claims suite is a contract: every test has a fresh store in SQLite and one in PostgreSQL."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import text

from indexes.claims.database import Database, open_database, upgrade_database
from indexes.claims.tables import metadata
from tests.postgresql import PostgresServer, postgresql
from tests.stores import database as sqlite_database
from tests.stores import migrated_file

__all__ = ["migrated_file", "postgresql", "sqlite_database"]

BACK_ENDS = ("sqlite", "postgresql")
NUMBERS = count()


@pytest.fixture(params=BACK_ENDS)
def database(request: pytest.FixtureRequest) -> Database:
    store: Database = request.getfixturevalue(f"{request.param}_database")
    return store


@pytest.fixture(scope="session")
def migrated_database(postgresql: PostgresServer) -> Iterator[Database]:
    opened = open_database(postgresql.create_database("migrated"), busy_timeout_seconds=5)
    upgrade_database(opened)
    yield opened
    opened.close()


@pytest.fixture
def postgresql_database(migrated_database: Database) -> Database:
    """The migrated one, emptied: a new one a test would take twenty times as long.

    Waits for a lock no longer than a test that left its transaction open should be waited for.
    """
    with migrated_database.writing() as connection:
        connection.execute(text(f"TRUNCATE {', '.join(metadata.tables)}"))
    return migrated_database


@pytest.fixture(params=BACK_ENDS)
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A store of its own without any table, for migrations."""
    if request.param == "sqlite":
        opened = open_database(f"sqlite:///{tmp_path}/new/claims.sqlite")
        yield opened
        opened.close()
        return
    server: PostgresServer = request.getfixturevalue("postgresql")
    name = f"empty_{next(NUMBERS)}"
    opened = open_database(server.create_database(name))
    yield opened
    opened.close()
    server.drop_database(name)
