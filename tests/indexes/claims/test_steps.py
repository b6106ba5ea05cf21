"""Steps: leases, fencing, children, counting, back-off, death."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from indexes.claims import articles, claims, steps
from indexes.claims.database import Database
from indexes.claims.reconciling import LEASE_EXPIRED, reconcile
from indexes.claims.stored import (
    JobStatus,
    NewStep,
    Outcome,
    StepKind,
    StepStatus,
    TakenStep,
    Timing,
)
from indexes.claims.tables import steps as table
from tests.plain import make_claim, make_verdict
from tests.stores import find_ready, read_article, run_all, set_back, submit, take_next

TIMING = Timing()
EXPIRED = replace(TIMING, lease_seconds=-1.0)  # a lease that has run out when it begins
AT_ONCE = replace(TIMING, back_off_seconds=0.0)
ONE_TRY = replace(AT_ONCE, max_attempts=1)


@pytest.fixture
def article_id(database: Database) -> str:
    return submit(database)


def read_steps(database: Database) -> list[tuple[StepKind, StepStatus]]:
    with database.reading() as connection:
        rows = connection.execute(select(table).order_by(table.c.kind, table.c.id)).all()
    return [(StepKind(row.kind), StepStatus(row.status)) for row in rows]


def split_into(database: Database, article_id: str, batches: int) -> None:
    """Settle the split step with so many verify steps of one claim each."""
    found = tuple(make_claim(article_id, f"В {1991 + n} году.", n) for n in range(batches))
    children = tuple(
        NewStep(StepKind.VERIFY, str(number), (claim.id,), article_id)
        for number, claim in enumerate(found)
    )
    steps.settle(database, take_next(database), Outcome(claims=found, children=children))


def verify(database: Database, taken: TakenStep) -> Outcome:
    return Outcome(
        verdicts=tuple(make_verdict(one) for one in claims.load_claims(database, taken.claim_ids))
    )


def test_a_step_is_taken_once(database: Database, article_id: str) -> None:
    step_id = str(find_ready(database))
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _: steps.take(database, step_id, TIMING), range(16)))
    (only,) = [one for one in taken if one is not None]
    assert (only.article_id, only.kind, only.attempt) == (article_id, StepKind.SPLIT, 1)
    assert read_article(database, article_id).status is JobStatus.RUNNING


def test_an_unknown_step_is_not_taken(database: Database) -> None:
    assert steps.take(database, "none", TIMING) is None


def test_settling_twice_settles_once(database: Database, article_id: str) -> None:
    split_into(database, article_id, 1)
    taken = take_next(database)
    outcome = verify(database, taken)
    assert steps.settle(database, taken, outcome) is not None
    assert steps.settle(database, taken, outcome) is None
    assert read_article(database, article_id).progress.done == 1


def test_the_last_to_settle_brings_the_join(database: Database, article_id: str) -> None:
    split_into(database, article_id, 3)
    ready = []
    for _ in range(3):
        taken = take_next(database)
        ready.append(steps.settle(database, taken, verify(database, taken)))
    assert ready[:2] == [(), ()]
    assert ready[2] is not None
    assert [step.kind for step in ready[2]] == [StepKind.JOIN]
    steps.settle(database, take_next(database), Outcome())
    assert read_article(database, article_id).status is JobStatus.DONE


def test_many_settle_at_once_and_one_join_comes(database: Database, article_id: str) -> None:
    split_into(database, article_id, 12)
    taken = [take_next(database) for _ in range(12)]
    with ThreadPoolExecutor(12) as pool:
        ready = list(
            pool.map(lambda one: steps.settle(database, one, verify(database, one)), taken)
        )
    assert sum(len(one or ()) for one in ready) == 1
    assert read_article(database, article_id).progress.done == 12


def test_who_lost_the_lease_writes_nothing(database: Database, article_id: str) -> None:
    slow = take_next(database, EXPIRED)
    reconcile(database, AT_ONCE)
    quick = take_next(database)
    assert (slow.id, quick.attempt) == (quick.id, 2)
    found = (make_claim(article_id, "В 1991 году."),)
    assert steps.settle(database, slow, Outcome(claims=found)) is None
    assert not steps.renew(database, slow, TIMING)
    assert not steps.save_verdicts(database, slow, ())
    assert steps.put_back(database, slow, "", TIMING) is None
    assert steps.give_up(database, slow, "") is None
    assert claims.list_claims(database).items == ()
    assert steps.settle(database, quick, Outcome()) is not None


def test_who_is_late_but_still_alone_may_settle(database: Database, article_id: str) -> None:
    late = take_next(database, EXPIRED)
    assert steps.settle(database, late, Outcome()) is not None
    assert read_article(database, article_id).progress.total == 0


def test_a_renewed_lease_does_not_expire(database: Database, article_id: str) -> None:
    taken = take_next(database, EXPIRED)
    assert steps.renew(database, taken, TIMING)
    assert reconcile(database, TIMING).expired == 0


def test_a_lease_is_not_renewed_past_the_deadline(database: Database, article_id: str) -> None:
    taken = take_next(database, replace(TIMING, deadline_seconds=0.0))
    assert taken.lease_until == taken.deadline_at
    set_back(database, table.c.deadline_at, timedelta(seconds=1))
    assert not steps.renew(database, taken, TIMING)


def test_a_step_that_fails_is_tried_again_later(database: Database, article_id: str) -> None:
    taken = take_next(database)
    assert steps.put_back(database, taken, "ValueError: сломалось", TIMING) == ()
    assert steps.take(database, taken.id, TIMING) is None
    set_back(database, table.c.not_before, timedelta(seconds=TIMING.back_off_seconds))
    again = take_next(database)
    assert (again.id, again.attempt) == (taken.id, 2)


@pytest.mark.parametrize(
    ("tries", "at_least", "at_most"),
    [(1, 1, 2), (2, 2, 4), (4, 8, 16), (9, 60, 120), (999, 60, 120)],
)
def test_back_off_grows_with_jitter_up_to_the_longest(
    tries: int, at_least: float, at_most: float
) -> None:
    waits = {steps.back_off_seconds(tries, TIMING) for _ in range(50)}
    assert at_least <= min(waits) < max(waits) <= at_most


def test_after_its_last_attempt_a_step_is_dead(database: Database, article_id: str) -> None:
    for _ in range(3):
        taken = take_next(database)
        ready = steps.put_back(
            database, taken, "ValueError: сломалось", replace(AT_ONCE, max_attempts=3)
        )
    assert ready is not None
    assert [step.kind for step in ready] == [StepKind.JOIN]
    steps.settle(database, take_next(database), Outcome())
    stored = read_article(database, article_id)
    assert (stored.status, stored.failure) == (JobStatus.FAILED, "ValueError: сломалось")


def test_an_article_may_fail_in_part(database: Database, article_id: str) -> None:
    split_into(database, article_id, 2)
    steps.put_back(database, take_next(database), "ValueError: одно", ONE_TRY)
    taken = take_next(database)
    steps.settle(database, taken, verify(database, taken))
    steps.settle(database, take_next(database), Outcome())
    stored = read_article(database, article_id)
    assert (stored.status, stored.failure) == (JobStatus.DONE, "ValueError: одно")
    assert stored.is_partly_failed
    assert (stored.progress.done, stored.progress.failed, stored.progress.total) == (1, 1, 2)


def test_saved_verdicts_of_a_dead_step_count_as_done(database: Database, article_id: str) -> None:
    found = tuple(make_claim(article_id, f"В {year} году.", year) for year in (1991, 1961, 2018))
    child = NewStep(StepKind.VERIFY, "0", tuple(claim.id for claim in found), article_id)
    steps.settle(database, take_next(database), Outcome(claims=found, children=(child,)))
    taken = take_next(database)
    assert steps.save_verdicts(database, taken, [make_verdict(found[0])])
    steps.put_back(database, taken, "ValueError: остальные", ONE_TRY)
    progress = read_article(database, article_id).progress
    assert (progress.done, progress.failed, progress.total) == (1, 2, 3)


def test_a_dead_join_still_ends_the_job(database: Database, article_id: str) -> None:
    steps.settle(database, take_next(database), Outcome())
    steps.put_back(database, take_next(database), "ValueError: конец", ONE_TRY)
    stored = read_article(database, article_id)
    assert (stored.status, stored.failure) == (JobStatus.FAILED, "ValueError: конец")


def test_an_outage_costs_no_attempt(database: Database, article_id: str) -> None:
    for _ in range(TIMING.max_attempts + 3):
        taken = take_next(database)
        assert taken.attempt == 1
        steps.put_back(database, taken, "LibraryUnavailable: нет", AT_ONCE, is_outage=True)
    progress = articles.get_progress(database, article_id)
    assert progress is not None
    assert (progress.status, progress.waiting_for) == (
        JobStatus.RUNNING,
        "LibraryUnavailable: нет",
    )
    run_all(database)
    stored = read_article(database, article_id)
    assert (stored.status, stored.progress.waiting_for) == (JobStatus.DONE, "")


def test_giving_up_needs_no_more_attempts(database: Database, article_id: str) -> None:
    steps.give_up(database, take_next(database), "EmbeddingModelMismatch: другая модель")
    run_all(database)
    stored = read_article(database, article_id)
    assert (stored.status, stored.failure) == (
        JobStatus.FAILED,
        "EmbeddingModelMismatch: другая модель",
    )


def test_long_errors_are_cut(database: Database, article_id: str) -> None:
    steps.give_up(database, take_next(database), "я" * 10_000)
    run_all(database)
    assert read_article(database, article_id).failure == "я" * 2000


def test_a_worker_that_dies_every_time_kills_the_step(database: Database, article_id: str) -> None:
    for _ in range(TIMING.max_attempts):
        take_next(database, EXPIRED)
        reconcile(database, AT_ONCE)
    run_all(database)
    stored = read_article(database, article_id)
    assert (stored.status, stored.failure) == (JobStatus.FAILED, LEASE_EXPIRED)
    assert read_steps(database) == [
        (StepKind.JOIN, StepStatus.DONE),
        (StepKind.SPLIT, StepStatus.DEAD),
    ]
