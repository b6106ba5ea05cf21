"""Steps: the queue is these rows. Taking, settling and putting them back."""

import json
import random
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select, update

from indexes.claims import jobs
from indexes.claims.claims import insert_claims
from indexes.claims.database import Database, read_clock
from indexes.claims.jobs import LONGEST_ERROR, Advance
from indexes.claims.stored import (
    Outcome,
    StepKind,
    StepRef,
    StepStatus,
    TakenStep,
    Timing,
)
from indexes.claims.tables import jobs as jobs_table
from indexes.claims.tables import steps, verdicts
from indexes.claims.verdicts import insert_verdicts
from indexes.records import Verdict

NOTHING: Mapping[str, float] = MappingProxyType({})
TRACEPARENT = (
    select(jobs_table.c.traceparent)
    .where(jobs_table.c.id == steps.c.job_id)
    .correlate(steps)
    .scalar_subquery()
    .label("traceparent")
)


def take(database: Database, step_id: str, timing: Timing) -> TakenStep | None:
    """Take a ready step: one conditional update. None: a duplicate bell, or not yet.

    On PostgreSQL a step that is just in other hands is left to them, without waiting for them.
    """
    with database.writing() as connection:
        now = read_clock(connection)
        jobs.start_job_of(connection, step_id)
        ready = (
            select(steps.c.id)
            .where(
                steps.c.id == step_id,
                steps.c.status == StepStatus.READY.value,
                steps.c.not_before <= now,
            )
            .with_for_update(skip_locked=True)
            .correlate(None)
            .scalar_subquery()
        )
        row = connection.execute(
            update(steps)
            .where(steps.c.id == ready)
            .values(_taken(now, timing))
            .returning(*steps.c, TRACEPARENT)
        ).one_or_none()
    return None if row is None else _read_taken(row)


def _taken(now: datetime, timing: Timing) -> dict[str, Any]:
    deadline_at = now + timedelta(seconds=timing.deadline_seconds)
    return {
        "status": StepStatus.RUNNING.value,
        "token": uuid.uuid4().hex,
        "attempts": steps.c.attempts + 1,
        "deadline_at": deadline_at,
        "lease_until": min(now + timedelta(seconds=timing.lease_seconds), deadline_at),
    }


def _read_taken(row: Row[Any]) -> TakenStep:
    return TakenStep(
        id=row.id,
        job_id=row.job_id,
        kind=StepKind(row.kind),
        token=row.token,
        attempt=row.attempts,
        lease_until=row.lease_until,
        deadline_at=row.deadline_at,
        article_id=row.article_id,
        claim_ids=tuple(json.loads(row.claim_ids)),
        traceparent=row.traceparent or "",
    )


def has_open_splits(database: Database) -> bool:
    """Whether an article waits for its split, or is in one."""
    open_split = (steps.c.kind == StepKind.SPLIT.value, steps.c.status.in_(jobs.OPEN))
    with database.reading() as connection:
        return (
            connection.execute(select(steps.c.id).where(*open_split).limit(1)).first() is not None
        )


def renew(database: Database, taken: TakenStep, timing: Timing) -> bool:
    """Hold the step for another lease, not past its deadline. False: it is no longer ours."""
    with database.writing() as connection:
        now = read_clock(connection)
        lease_until = min(now + timedelta(seconds=timing.lease_seconds), taken.deadline_at)
        statement = (
            update(steps)
            .where(*_held(taken), steps.c.deadline_at > now)
            .values(lease_until=lease_until)
        )
        return connection.execute(statement).rowcount == 1


def _held(taken: TakenStep) -> tuple[ColumnElement[bool], ...]:
    return (
        steps.c.id == taken.id,
        steps.c.token == taken.token,
        steps.c.status == StepStatus.RUNNING.value,
    )


def save_verdicts(database: Database, taken: TakenStep, reached: Sequence[Verdict]) -> bool:
    """Store some of a step's verdicts before it settles, so that a retry need not repeat them.

    False: the step is no longer ours, and nothing was stored.
    """
    with database.writing() as connection:
        jobs.lock_job(connection, taken.job_id)
        held = connection.execute(select(steps.c.id).where(*_held(taken))).first()
        if held is None:
            return False
        now = read_clock(connection)
        new = insert_verdicts(connection, taken.job_id, reached, now)
        jobs.count_claims(connection, taken.job_id, new)
    return True


def settle(
    database: Database, taken: TakenStep, outcome: Outcome, spent: Mapping[str, float] = NOTHING
) -> tuple[StepRef, ...] | None:
    """Write everything that a step did, once, in one transaction; `spent`: seconds by stage.

    Returns:
        The steps that are ready because of it, to ring for; None: the step is no longer ours,
        and nothing was written.
    """
    with database.writing() as connection:
        job = jobs.lock_job(connection, taken.job_id)
        now = read_clock(connection)
        if not _close(connection, _held(taken), StepStatus.DONE, now, spent=spent):
            return None
        if taken.kind is StepKind.JOIN:
            jobs.finish_job(connection, job, now)
            return ()
        return _apply(connection, taken, outcome, now)


def _apply(
    connection: Connection, taken: TakenStep, outcome: Outcome, now: datetime
) -> tuple[StepRef, ...]:
    if outcome.claims:
        insert_claims(connection, outcome.claims[0].article_id, outcome.claims, now)
    done = insert_verdicts(connection, taken.job_id, outcome.verdicts, now)
    children = jobs.insert_steps(connection, taken.job_id, outcome.children, now)
    by = Advance(
        settled=1,
        steps=len(children),
        claims=sum(len(child.claim_ids) for child in outcome.children),
        claims_done=done,
    )
    return children + jobs.advance_job(connection, taken.job_id, by, now)


def _close(
    connection: Connection,
    held: Sequence[ColumnElement[bool]],
    status: StepStatus,
    now: datetime,
    error: str | None = None,
    *,
    spent: Mapping[str, float] = NOTHING,
) -> bool:
    values = {"status": status.value, "token": None, "lease_until": None, "settled_at": now}
    if spent:
        values["spent"] = json.dumps(dict(spent))
    if error is not None:
        values["error"] = error[:LONGEST_ERROR]
    return connection.execute(update(steps).where(*held).values(values)).rowcount == 1


def put_back(
    database: Database, taken: TakenStep, error: str, timing: Timing, *, is_outage: bool = False
) -> tuple[StepRef, ...] | None:
    """Make a failed step ready again, later; after its last attempt it is dead.

    An outage of something that the step needs costs no attempt: the step waits, however long.

    Returns:
        The steps that are ready because of it, to ring for; None: the step is no longer ours.
    """
    with database.writing() as connection:
        jobs.lock_job(connection, taken.job_id)
        row = connection.execute(select(steps).where(*_held(taken))).one_or_none()
        if row is None:
            return None
        if not is_outage and row.attempts >= timing.max_attempts:
            return bury(connection, row, error)
        release(connection, row, error, timing, is_outage=is_outage)
        jobs.touch_job(connection, taken.job_id)
        return ()


def give_up(database: Database, taken: TakenStep, error: str) -> tuple[StepRef, ...] | None:
    """End a step that no retry can help; its error is kept. Returns as `put_back` does."""
    with database.writing() as connection:
        jobs.lock_job(connection, taken.job_id)
        row = connection.execute(select(steps).where(*_held(taken))).one_or_none()
        return None if row is None else bury(connection, row, error)


def release(
    connection: Connection, row: Row[Any], error: str, timing: Timing, *, is_outage: bool
) -> None:
    tries = row.waits + 1 if is_outage else row.attempts
    wait = timedelta(seconds=back_off_seconds(tries, timing))
    connection.execute(
        update(steps)
        .where(steps.c.id == row.id)
        .values(
            status=StepStatus.READY.value,
            token=None,
            lease_until=None,
            rung_at=None,
            not_before=read_clock(connection) + wait,
            attempts=row.attempts - int(is_outage),
            waits=row.waits + int(is_outage),
            error=error[:LONGEST_ERROR],
        )
    )


def back_off_seconds(tries: int, timing: Timing) -> float:
    """Twice as long after every try, up to the longest, by chance between half and all of it."""
    doubled = timing.back_off_seconds * 2.0 ** min(tries - 1, 30)
    return min(doubled, timing.longest_back_off_seconds) * random.uniform(0.5, 1.0)  # noqa: S311 - jitter


def bury(connection: Connection, row: Row[Any], error: str) -> tuple[StepRef, ...]:
    """A dead step counts as settled, and its claims without a verdict as failed."""
    now = read_clock(connection)
    _close(connection, [steps.c.id == row.id], StepStatus.DEAD, now, error)
    if row.kind == StepKind.JOIN.value:
        jobs.finish_job(connection, jobs.lock_job(connection, row.job_id), now, error)
        return ()
    failed = _count_undecided(connection, row)
    return jobs.advance_job(connection, row.job_id, Advance(settled=1, claims_failed=failed), now)


def _count_undecided(connection: Connection, row: Row[Any]) -> int:
    claim_ids = json.loads(row.claim_ids)
    decided = select(func.count()).where(
        verdicts.c.job_id == row.job_id, verdicts.c.claim_id.in_(claim_ids)
    )
    return len(claim_ids) - connection.execute(decided).scalar_one()
