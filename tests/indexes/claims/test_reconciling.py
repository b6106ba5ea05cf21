"""The reconciler: what nobody heard of is rung for again, and never too much at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

from indexes.claims import schedules
from indexes.claims.database import Database
from indexes.claims.reconciling import reconcile
from indexes.claims.recurrence import Recurrence
from indexes.claims.stored import Timing
from indexes.claims.tables import schedules as schedules_table
from indexes.claims.tables import steps as table
from tests.stores import check_article, find_ready, list_claim_ids, set_back, submit, take_next

TIMING = Timing()
UNHEARD = timedelta(seconds=TIMING.ring_again_seconds + 1)
EXPIRED = replace(TIMING, lease_seconds=-1.0)


def test_a_bell_just_rung_is_not_rung_again(database: Database) -> None:
    submit(database)
    assert reconcile(database, TIMING).steps == ()


def test_a_bell_that_nobody_heard_is_rung_again_once(database: Database) -> None:
    submit(database)
    set_back(database, table.c.rung_at, UNHEARD)
    (step,) = reconcile(database, TIMING).steps
    assert step.step_id == find_ready(database)
    assert reconcile(database, TIMING).steps == ()


def test_a_step_put_back_is_rung_for_when_its_time_has_come(database: Database) -> None:
    submit(database)
    take_next(database, EXPIRED)
    first = reconcile(database, TIMING)
    assert (first.expired, first.steps) == (1, ())  # it backs off
    set_back(database, table.c.not_before, timedelta(minutes=5))
    assert len(reconcile(database, TIMING).steps) == 1


def test_a_step_in_good_hands_is_left_alone(database: Database) -> None:
    submit(database)
    taken = take_next(database)
    set_back(database, table.c.rung_at, UNHEARD)
    found = reconcile(database, TIMING)
    assert (found.steps, found.expired) == ((), 0)
    assert taken.attempt == 1


def test_a_backlog_is_rung_for_within_the_window_oldest_first(database: Database) -> None:
    for _ in range(7):
        submit(database)
    set_back(database, table.c.rung_at, UNHEARD)
    oldest = find_ready(database)
    narrow = replace(TIMING, ring_window=3)
    rung = reconcile(database, narrow).steps
    assert (len(rung), rung[0].step_id) == (3, oldest)
    assert reconcile(database, narrow).steps == ()  # three wait for an answer
    take_next(database)
    assert len(reconcile(database, narrow).steps) == 1


def test_copies_do_not_do_it_twice(database: Database) -> None:
    for _ in range(5):
        submit(database)
    take_next(database, EXPIRED)
    set_back(database, table.c.rung_at, UNHEARD)
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda _: reconcile(database, TIMING), range(6)))
    rung = [step.step_id for one in found for step in one.steps]
    assert len(rung) == len(set(rung)) == 4
    assert sum(one.expired for one in found) == 1


def test_due_schedules_are_rung_for(database: Database) -> None:
    check_article(database)
    schedules.put_schedule(database, list_claim_ids(database)[0], Recurrence(every=1))
    set_back(database, schedules_table.c.next_due_at, timedelta(hours=2))
    found = reconcile(database, TIMING)
    assert (found.fired, len(found.steps)) == (1, 1)
