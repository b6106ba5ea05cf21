"""What is PostgreSQL's alone: locks by row, pools, servers and drivers that are not there."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import Executable, select, text, update
from sqlalchemy.exc import DBAPIError

from indexes.claims import articles, claims, steps
from indexes.claims.database import (
    Database,
    DatabaseUnavailable,
    InvalidDatabaseUrl,
    open_database,
    upgrade_database,
)
from indexes.claims.postgresql import may_ring
from indexes.claims.reconciling import reconcile, ring_again
from indexes.claims.stored import Timing
from indexes.claims.tables import articles as articles_table
from indexes.claims.tables import steps as steps_table
from indexes.records import Article
from tests.postgresql import PostgresServer
from tests.servers import free_port
from tests.stores import (
    check_article,
    find_ready,
    list_claim_ids,
    read_article,
    read_claim,
    run_all,
    set_back,
    submit,
    take_next,
)

TIMING = Timing()
UNHEARD = timedelta(seconds=TIMING.ring_again_seconds + 1)


@contextmanager
def opened(url: str, busy_timeout_seconds: float = 30.0) -> Iterator[Database]:
    database = open_database(url, busy_timeout_seconds=busy_timeout_seconds)
    yield database
    database.close()


@pytest.fixture
def store(postgresql_database: Database) -> Database:
    return postgresql_database


def test_a_step_in_other_hands_is_not_waited_for(store: Database) -> None:
    submit(store)
    step_id = str(find_ready(store))
    with store.writing() as connection:
        connection.execute(select(steps_table).with_for_update())
        assert steps.take(store, step_id, TIMING) is None
    assert steps.take(store, step_id, TIMING) is not None


def test_one_reconciler_rings_at_a_time(store: Database) -> None:
    """Two that count what waits at the same time would ring twice the window."""
    submit(store)
    set_back(store, steps_table.c.rung_at, UNHEARD)
    with store.writing() as connection:
        assert may_ring(connection)
        assert ring_again(store, TIMING) == ()
    assert len(ring_again(store, TIMING)) == 1


def test_a_step_whose_job_is_in_use_is_not_expired(store: Database) -> None:
    submit(store)
    taken = take_next(store, Timing(lease_seconds=-1.0))
    with store.writing() as connection:
        steps.jobs.lock_job(connection, taken.job_id)
        assert reconcile(store, TIMING).expired == 0
    assert reconcile(store, TIMING).expired == 1


def test_a_lease_that_is_just_being_renewed_is_not_taken_away(store: Database) -> None:
    submit(store)
    taken = take_next(store, Timing(lease_seconds=-1.0))
    with store.writing() as connection:
        renewed = taken.lease_until + timedelta(hours=1)
        connection.execute(update(steps_table).values(lease_until=renewed))
        assert reconcile(store, TIMING).expired == 0
    assert reconcile(store, TIMING).expired == 0
    assert steps.renew(store, taken, TIMING)


def test_a_reader_cannot_write(store: Database) -> None:
    with pytest.raises(DBAPIError, match="read-only"), store.reading() as connection:
        connection.execute(text("DELETE FROM steps"))


def test_a_row_held_for_too_long_is_an_outage(store: Database) -> None:
    submit(store)
    rename = update(articles_table).values(title="другое")
    with opened(store.url, busy_timeout_seconds=0.1) as impatient, store.writing() as first:
        first.execute(rename)
        with pytest.raises(DatabaseUnavailable, match="lock timeout"):
            write(impatient, rename)


def test_no_connection_left_says_what_to_do(store: Database) -> None:
    with opened(f"{store.url}&pool_size=1&pool_timeout=1") as narrow, narrow.reading():
        with pytest.raises(
            DatabaseUnavailable, match=r"more connections by \?pool_size="
        ) as caught:
            submit(narrow)
        assert caught.value.retry


def test_a_connection_lost_while_idle_is_opened_anew(store: Database) -> None:
    with opened(store.url) as other:
        submit(other)
        terminate_all(store)
        assert len(articles.list_articles(other).items) == 1


def test_a_connection_lost_in_use_is_an_outage(store: Database) -> None:
    def lose_it() -> None:
        with other.writing() as connection:
            connection.execute(text("SELECT 1"))
            terminate_all(store)
            connection.execute(text("SELECT 1"))

    with opened(store.url) as other, pytest.raises(DatabaseUnavailable):
        lose_it()


def write(database: Database, statement: Executable) -> None:
    with database.writing() as connection:
        connection.execute(statement)


def terminate_all(database: Database) -> None:
    """Every session but this one."""
    with database.writing() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )


def test_no_server_is_an_outage() -> None:
    with (
        opened(f"postgresql+psycopg://sverka@127.0.0.1:{free_port()}/sverka") as nowhere,
        pytest.raises(DatabaseUnavailable, match=r"127\.0\.0\.1") as caught,
    ):
        submit(nowhere)
    assert caught.value.retry


def test_no_driver_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(InvalidDatabaseUrl, match="pip install"):
        open_database("postgresql+psycopg://sverka@127.0.0.1/sverka")


def test_a_database_of_another_encoding_is_refused(postgresql: PostgresServer) -> None:
    options = "ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'"
    url = postgresql.create_database("in_ascii", options=options)
    with opened(url) as database, pytest.raises(InvalidDatabaseUrl, match="encoding=UTF8"):
        upgrade_database(database)
    postgresql.drop_database("in_ascii")


def test_nul_harms_nothing(store: Database) -> None:
    """PostgreSQL stores none; the record, which is JSON, keeps it."""
    article_id = check_article(store, Article("", "Шёл 19\x0091 год.", "Кос\0мос", "ru"))
    assert read_article(store, article_id).article.title == "Кос\0мос"
    (claim_id,) = list_claim_ids(store)
    claims.assign_claim(store, claim_id, "Ай\0гуль")
    assert read_claim(store, claim_id).assignee == "Ай\N{REPLACEMENT CHARACTER}гуль"
    assert articles.get_article(store, "\0") is None


def test_nul_in_an_error_does_not_hold_up_its_step(store: Database) -> None:
    article_id = submit(store)
    steps.give_up(store, take_next(store), "a\0b")
    run_all(store)
    assert read_article(store, article_id).failure == "a\N{REPLACEMENT CHARACTER}b"
