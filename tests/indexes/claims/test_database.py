"""What both databases promise alike: transactions, the clock, and errors that pass."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError

from indexes.claims.database import (
    Database,
    InvalidDatabaseUrl,
    is_passing,
    open_database,
    read_clock,
)
from tests.stores import read_article, submit


def test_clock_is_now_in_utc(database: Database) -> None:
    with database.reading() as connection:
        now = read_clock(connection)
    assert abs(datetime.now(UTC) - now) < timedelta(seconds=5)
    assert now.tzinfo is UTC


def test_moments_come_back_in_utc(database: Database) -> None:
    assert read_article(database, submit(database)).created_at.tzinfo is UTC


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


def test_other_errors_come_as_they_are(database: Database) -> None:
    with pytest.raises(DBAPIError, match="nowhere"), database.reading() as connection:
        connection.execute(text("SELECT * FROM nowhere"))


def test_a_password_is_not_shown() -> None:
    assert "secret" not in repr(open_database("postgresql+psycopg://sverka:secret@db/sverka"))


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "URL"),
        ("sqlite:///:memory:", "needs a file"),
        ("mysql+pymysql://x", "must begin with sqlite:/// or postgresql"),
        ("postgres://x/y", "must begin with sqlite:/// or postgresql"),
        ("postgresql+psycopg2://x/y", r"postgresql\+psycopg://"),
        ("postgresql+psycopg://x/y?pool_size=0", "pool_size must be a whole number"),
        ("postgresql+psycopg://x/y?pool_timeout=soon", "pool_timeout must be a whole number"),
        ("postgresql+psycopg://x/y?pool_size=2&pool_size=3", "pool_size must be a whole number"),
    ],
)
def test_urls_that_name_no_store(url: str, said: str) -> None:
    with pytest.raises(InvalidDatabaseUrl, match=said):
        open_database(url)


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
        ("55P03", True),  # somebody held a lock for too long
        ("25P03", True),  # we were stopped in a transaction, and it was taken from us
        (None, True),  # no answer at all
        ("23505", False),  # a unique value is taken
        ("42601", False),  # a syntax error
    ],
)
def test_errors_of_postgresql_that_pass(sqlstate: str | None, expected: bool) -> None:
    assert is_passing(OperationalError("SELECT 1", {}, FromPostgres(sqlstate))) is expected


def test_a_connection_that_broke_in_use_passes() -> None:
    broken = DBAPIError("SELECT 1", {}, FromPostgres(None), connection_invalidated=True)
    assert is_passing(broken)
