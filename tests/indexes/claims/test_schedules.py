"""Schedules: put, pause, resume, delete, and firing once however many fire."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from indexes.claims import schedules, verdicts
from indexes.claims.database import Database
from indexes.claims.recurrence import Recurrence
from indexes.claims.stored import NotStored, Schedule, StepKind
from indexes.claims.tables import schedules as table
from tests.stores import check_article, list_claim_ids, read_claim, run_all, set_back

HOURLY = Recurrence(every=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def claim_id(database: Database) -> str:
    check_article(database)
    return list_claim_ids(database)[0]


def read_schedule(database: Database, claim_id: str) -> Schedule:
    found = schedules.get_schedule(database, claim_id)
    assert found is not None
    return found


def test_a_schedule_is_shown_with_its_claim(database: Database, claim_id: str) -> None:
    put = schedules.put_schedule(database, claim_id, Recurrence(cron="0 9 * * 1"))
    assert read_claim(database, claim_id).schedule == put == read_schedule(database, claim_id)
    assert put.next_due_at > put.created_at
    assert not put.is_paused


def test_putting_again_replaces_and_resumes(database: Database, claim_id: str) -> None:
    first = schedules.put_schedule(database, claim_id, HOURLY)
    schedules.pause_schedule(database, claim_id)
    second = schedules.put_schedule(database, claim_id, Recurrence(every=2))
    assert (second.id, second.recurrence.every, second.is_paused) == (first.id, 2, False)


def test_nothing_is_due_before_its_time(database: Database, claim_id: str) -> None:
    schedules.put_schedule(database, claim_id, HOURLY)
    assert schedules.fire_due(database) == ()


def test_a_due_schedule_adds_a_verdict_to_the_history(database: Database, claim_id: str) -> None:
    schedules.put_schedule(database, claim_id, HOURLY)
    set_back(database, table.c.next_due_at, HOUR)
    due_at = read_schedule(database, claim_id).next_due_at
    fired = schedules.fire_due(database)
    assert [step.kind for step in fired] == [StepKind.RECHECK]
    run_all(database)
    assert len(verdicts.list_verdicts(database, claim_id)) == 2
    after = read_schedule(database, claim_id)
    assert after.next_due_at == due_at + HOUR
    assert after.last_fired_at is not None
    assert schedules.fire_due(database) == ()


def test_what_was_missed_fires_once(database: Database, claim_id: str) -> None:
    schedules.put_schedule(database, claim_id, HOURLY)
    set_back(database, table.c.next_due_at, 50 * HOUR)
    assert len(schedules.fire_due(database)) == 1
    assert schedules.fire_due(database) == ()


def test_many_reconcilers_fire_once(database: Database, claim_id: str) -> None:
    schedules.put_schedule(database, claim_id, HOURLY)
    set_back(database, table.c.next_due_at, HOUR)
    with ThreadPoolExecutor(6) as pool:
        fired = list(pool.map(lambda _: schedules.fire_due(database), range(12)))
    assert sum(map(len, fired)) == 1


def test_the_due_time_names_the_job(database: Database, claim_id: str) -> None:
    """A reconciler that died after its commit, and was believed not to have fired."""
    schedules.put_schedule(database, claim_id, HOURLY)
    set_back(database, table.c.next_due_at, HOUR)
    schedules.fire_due(database)
    set_back(database, table.c.next_due_at, HOUR)  # the same due time once more
    assert schedules.fire_due(database) == ()


def test_a_paused_schedule_does_not_fire(database: Database, claim_id: str) -> None:
    schedules.put_schedule(database, claim_id, HOURLY)
    assert schedules.pause_schedule(database, claim_id).is_paused
    set_back(database, table.c.next_due_at, 3 * HOUR)
    assert schedules.fire_due(database) == ()
    resumed = schedules.resume_schedule(database, claim_id)
    assert not resumed.is_paused
    assert schedules.fire_due(database) == ()  # what was missed is not made up for


def test_resuming_keeps_a_due_time_that_is_still_to_come(database: Database, claim_id: str) -> None:
    put = schedules.put_schedule(database, claim_id, HOURLY)
    schedules.pause_schedule(database, claim_id)
    assert schedules.resume_schedule(database, claim_id).next_due_at == put.next_due_at
    assert schedules.resume_schedule(database, claim_id).next_due_at == put.next_due_at


def test_deleting(database: Database, claim_id: str) -> None:
    schedules.put_schedule(database, claim_id, HOURLY)
    assert schedules.delete_schedule(database, claim_id)
    assert not schedules.delete_schedule(database, claim_id)
    assert schedules.get_schedule(database, claim_id) is None
    assert read_claim(database, claim_id).schedule is None


def test_unknown_claims_have_no_schedule(database: Database) -> None:
    for change in (schedules.pause_schedule, schedules.resume_schedule):
        with pytest.raises(NotStored):
            change(database, "none")
    with pytest.raises(NotStored):
        schedules.put_schedule(database, "none", HOURLY)
