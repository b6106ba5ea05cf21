"""Stores moved from SQLite to PostgreSQL and back, also in two goes."""

import pytest
from sqlalchemy import delete, update

from indexes.claims import moving
from indexes.claims.articles import list_articles, submit_article
from indexes.claims.database import Database
from indexes.claims.moving import StoreConflict, compare_stores, count_rows, move_store
from indexes.claims.recurrence import IntervalUnit, Recurrence
from indexes.claims.reviews import add_review
from indexes.claims.schedules import put_schedule
from indexes.claims.stored import JobStatus
from indexes.claims.tables import claims, reviews
from indexes.records import ReviewDecision, VerdictLabel
from tests.stores import ARTICLE, check_article, list_claim_ids, recheck_as, run_all, submit

Pair = tuple[Database, Database]


@pytest.fixture
def pair(
    sqlite_database: Database, postgresql_database: Database, monkeypatch: pytest.MonkeyPatch
) -> Pair:
    """A store with something in every table, an article that waits too; and an empty one."""
    monkeypatch.setattr(moving, "BATCH_ROWS", 3)
    check_article(sqlite_database)
    claim_id = list_claim_ids(sqlite_database)[0]
    recheck_as(sqlite_database, claim_id, VerdictLabel.CONFLICTING)
    add_review(sqlite_database, claim_id, ReviewDecision.AGREE, reviewer="Айгуль", note="ё")
    put_schedule(sqlite_database, claim_id, Recurrence(1, IntervalUnit.DAYS))
    submit_article(sqlite_database, ARTICLE, idempotency_key="waits")
    return sqlite_database, postgresql_database


def assert_whole(old: Database, new: Database) -> None:
    for one in compare_stores(old, new):
        assert one.rows > 0, one.name
        assert (one.same, one.differing, one.missing) == (one.rows, 0, 0), one.name
    assert count_rows(old) == count_rows(new)


def test_every_row_as_it_was(pair: Pair) -> None:
    old, new = pair
    told: list[tuple[int, int]] = []
    move_store(old, new, lambda done, total: told.append((done, total)))
    assert_whole(old, new)
    total = sum(count_rows(old).values())
    assert told == [(done, total) for done, _ in told]
    assert told[-1] == (total, total)
    assert len(told) > len(count_rows(old))


def test_work_goes_on_in_the_new_store(pair: Pair) -> None:
    old, new = pair
    move_store(old, new)
    run_all(new)
    statuses = [one.status for one in list_articles(new).items]
    assert statuses == [JobStatus.DONE, JobStatus.DONE]


def test_and_back(pair: Pair) -> None:
    old, new = pair
    move_store(old, new)
    run_all(new)
    empty(old)
    move_store(new, old)
    assert_whole(new, old)


def empty(database: Database) -> None:
    with database.writing() as connection:
        for table in reversed(moving.metadata.sorted_tables):
            connection.execute(delete(table))


class Break(Exception):
    """The power goes."""


@pytest.mark.parametrize("batches", [1, 4, 7])
def test_taken_up_after_a_break(pair: Pair, batches: int) -> None:
    old, new = pair
    left = iter(range(batches))

    def break_off(_done: int, _total: int) -> None:
        if next(left, None) is None:
            raise Break

    with pytest.raises(Break):
        move_store(old, new, break_off)
    assert 0 < sum(count_rows(new).values()) < sum(count_rows(old).values())
    move_store(old, new)
    assert_whole(old, new)


def test_what_is_there_stays_and_is_told(pair: Pair) -> None:
    old, new = pair
    move_store(old, new)
    with new.writing() as connection:
        changed = connection.execute(
            update(claims).where(claims.c.position == 0).values(assignee="Ерлан")
        )
        connection.execute(delete(reviews))
    found = {one.name: one for one in compare_stores(old, new)}
    assert (found["claims"].differing, found["claims"].missing) == (changed.rowcount, 0)
    assert (found["reviews"].same, found["reviews"].missing) == (0, 1)
    move_store(old, new)
    found = {one.name: one for one in compare_stores(old, new)}
    assert found["claims"].differing == changed.rowcount > 0
    assert found["reviews"].missing == 0


def test_another_job_under_the_same_key(pair: Pair) -> None:
    old, new = pair
    submit_article(new, ARTICLE, idempotency_key="waits")
    with pytest.raises(StoreConflict, match="other jobs"):
        move_store(old, new)


def test_a_store_of_others_is_left_alone(pair: Pair) -> None:
    old, new = pair
    theirs = submit(new)
    move_store(old, new)
    assert theirs in {one.article.id for one in list_articles(new).items}
    assert all(one.same == one.rows for one in compare_stores(old, new))
