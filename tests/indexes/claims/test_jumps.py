"""The database's clock is set back: moments that were near lie far ahead, and come near again."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Column, select, update

from indexes.claims import schedules, steps
from indexes.claims.database import Database, read_clock
from indexes.claims.reconciling import reconcile
from indexes.claims.recurrence import Recurrence
from indexes.claims.stored import Schedule, Timing
from indexes.claims.tables import schedules as schedules_table
from indexes.claims.tables import steps as table
from tests.plain import SENTENCES
from tests.stores import check_article, find_ready, list_claim_ids, set_back, submit, take_next

HOUR = timedelta(hours=1)
MOMENTS = (table.c.not_before, table.c.rung_at, table.c.lease_until, table.c.deadline_at)
SCHEDULED = (schedules_table.c.next_due_at, schedules_table.c.last_fired_at)
TIMING = Timing(back_off_seconds=60.0)


def set_clock_back(database: Database, by: timedelta = HOUR) -> None:
    """As good as that: everything that is stored lies so much later."""
    for column in (*MOMENTS, *SCHEDULED):
        set_back(database, column, -by)


def seconds_ahead(database: Database, column: Column) -> float:
    with database.reading() as connection:
        moment = connection.execute(select(column)).scalar_one()
        return (moment - read_clock(connection)).total_seconds()


@pytest.mark.parametrize("by", [timedelta(seconds=10), HOUR])
def test_a_new_step_is_due_at_once(database: Database, by: timedelta) -> None:
    submit(database)
    set_clock_back(database, by)
    assert find_ready(database) is None
    (rung,) = reconcile(database, TIMING).steps
    assert rung.step_id == find_ready(database)


def test_a_step_that_backs_off_does_no_longer_than_the_longest(database: Database) -> None:
    submit(database)
    steps.put_back(database, take_next(database), "away", TIMING, is_outage=True)
    set_clock_back(database, HOUR)
    reconcile(database, TIMING)
    assert find_ready(database) is not None


def test_a_step_that_just_backs_off_goes_on_doing_so(database: Database) -> None:
    submit(database)
    steps.put_back(database, take_next(database), "away", TIMING, is_outage=True)
    reconcile(database, TIMING)
    assert find_ready(database) is None


def test_a_dead_worker_holds_its_step_for_one_lease(database: Database) -> None:
    submit(database)
    take_next(database)
    set_clock_back(database)
    reconcile(database, TIMING)
    assert 0 < seconds_ahead(database, table.c.lease_until) <= TIMING.lease_seconds
    assert 0 < seconds_ahead(database, table.c.deadline_at) <= TIMING.deadline_seconds
    set_back(database, table.c.lease_until, timedelta(seconds=TIMING.lease_seconds + 1))
    assert reconcile(database, TIMING).expired == 1


def test_a_living_worker_keeps_its_step(database: Database) -> None:
    submit(database)
    taken = take_next(database)
    set_clock_back(database)
    reconcile(database, TIMING)
    assert steps.renew(database, taken, TIMING)
    assert 0 < seconds_ahead(database, table.c.lease_until) <= TIMING.lease_seconds


def test_more_bells_than_the_window_from_the_old_time(database: Database) -> None:
    """They are answered for by nobody, so they must not keep others from being rung."""
    for _ in range(3):
        submit(database)
    set_back(database, table.c.rung_at, -HOUR)
    narrow = replace(TIMING, ring_window=2)
    assert len(reconcile(database, narrow).steps) == 2


def fire_hourly(database: Database) -> str:
    """A schedule that has just fired."""
    check_article(database)
    claim_id = list_claim_ids(database)[0]
    schedules.put_schedule(database, claim_id, Recurrence(every=1))
    set_back(database, schedules_table.c.next_due_at, HOUR)
    assert reconcile(database, TIMING).fired == 1
    return claim_id


def read(database: Database, claim_id: str) -> Schedule:
    found = schedules.get_schedule(database, claim_id)
    assert found is not None
    return found


def test_a_schedule_does_not_wait_for_the_old_time(database: Database) -> None:
    claim_id = fire_hourly(database)
    set_clock_back(database, 24 * HOUR)
    assert reconcile(database, TIMING).fired == 0
    assert 0 < seconds_ahead(database, schedules_table.c.next_due_at) <= HOUR.total_seconds()
    first = read(database, claim_id)
    reconcile(database, TIMING)
    assert read(database, claim_id) == first


def test_one_due_time_is_fired_once_though_it_comes_twice(database: Database) -> None:
    claim_id = fire_hourly(database)
    with database.writing() as connection:
        due = connection.execute(select(schedules_table.c.next_due_at)).scalar_one() - HOUR
        connection.execute(update(schedules_table).values(next_due_at=due))
    assert reconcile(database, TIMING).fired == 0
    assert read(database, claim_id).next_due_at > due


def test_a_clock_that_goes_right_changes_nothing(database: Database) -> None:
    for _ in SENTENCES:
        submit(database)
    take_next(database)
    with database.reading() as connection:
        before = connection.execute(select(table).order_by(table.c.id)).all()
    reconcile(database, TIMING)
    with database.reading() as connection:
        assert connection.execute(select(table).order_by(table.c.id)).all() == before
