"""Opening, migrating, the clock, and errors that pass."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import OperationalError

from indexes.claims.database import (
    Database,
    DatabaseUnavailable,
    downgrade_database,
    is_passing,
    open_database,
    read_clock,
    upgrade_database,
)
from indexes.claims.tables import metadata
from tests.stores import read_article, submit

UPGRADE = """
import sys
from indexes.claims.database import open_database, upgrade_database
upgrade_database(open_database(sys.argv[1]))
"""


def test_migrated_schema_is_the_one_in_tables(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_downgrade_leaves_nothing_and_upgrade_brings_it_back(database: Database) -> None:
    downgrade_database(database, "base")
    assert inspect(database.engine).get_table_names() == ["alembic_version"]
    upgrade_database(database)
    assert set(metadata.tables) < set(inspect(database.engine).get_table_names())


def test_upgrading_again_keeps_what_is_stored(database: Database) -> None:
    article_id = submit(database)
    upgrade_database(database)
    assert read_article(database, article_id).article.title == "Космос"


def test_two_processes_may_upgrade_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new/claims.sqlite"
    both = [subprocess.Popen([sys.executable, "-c", UPGRADE, url]) for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
    database = open_database(url)
    submit(database)
    database.close()


def test_sqlite_is_opened_to_survive_power_cuts(database: Database) -> None:
    with database.reading() as connection:
        found = [
            connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert found == ["wal", 2, 1]  # 2: FULL


def test_a_store_in_memory_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a file"):
        open_database("sqlite:///:memory:")


def test_clock_is_now_in_utc(database: Database) -> None:
    with database.reading() as connection:
        difference = datetime.now(UTC) - read_clock(connection)
    assert abs(difference) < timedelta(seconds=5)


def test_a_writer_in_the_way_is_an_outage(database: Database) -> None:
    impatient = open_database(database.url, busy_timeout_seconds=0)
    with (
        database.writing(),
        pytest.raises(DatabaseUnavailable) as caught,
        impatient.writing(),
    ):
        pass
    assert caught.value.retry
    impatient.close()


def test_readers_are_not_in_the_way_of_a_writer(database: Database) -> None:
    with database.reading() as reader:
        before = reader.execute(text("SELECT count(*) FROM articles")).scalar_one()
        submit(database)
        after = reader.execute(text("SELECT count(*) FROM articles")).scalar_one()
    assert (before, after) == (0, 0)  # one state, however long the reader looks


def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    def fail_half_way() -> None:
        with database.writing() as connection:
            connection.execute(text("DELETE FROM alembic_version"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar_one() == 1


class FromPostgres(Exception):
    def __init__(self, sqlstate: str | None) -> None:
        super().__init__("as psycopg raises it")
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("sqlstate", "expected"),
    [
        ("40001", True),  # could not serialise
        ("40P01", True),  # deadlock
        ("57P01", True),  # the server is shut down
        ("53300", True),  # too many connections
        (None, True),  # no answer at all
        ("23505", False),  # a unique value is taken
        ("42601", False),  # a syntax error
    ],
)
def test_errors_of_postgresql_that_pass(sqlstate: str | None, expected: bool) -> None:
    assert is_passing(OperationalError("SELECT 1", {}, FromPostgres(sqlstate))) is expected


def test_other_errors_come_as_they_are(database: Database) -> None:
    with pytest.raises(OperationalError, match="no such table"), database.reading() as connection:
        connection.execute(text("SELECT * FROM nowhere"))
