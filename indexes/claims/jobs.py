"""Jobs: inserting them with their first steps, counting what settles, ending, cancelling."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from indexes.claims.database import insert_new, read_clock
from indexes.claims.stored import (
    JobStatus,
    NewStep,
    NotStored,
    Progress,
    StepKind,
    StepRef,
    StepStatus,
)
from indexes.claims.tables import jobs, steps
from indexes.records import make_id

WAITING_FOR = (  # any one of the outages will do
    select(func.max(steps.c.error))
    .where(steps.c.job_id == jobs.c.id, steps.c.status == StepStatus.READY.value, steps.c.waits > 0)
    .scalar_subquery()
    .label("waiting_for")
)
PROGRESS = (
    jobs.c.status,
    jobs.c.failure,
    jobs.c.revision,
    jobs.c.claims_total,
    jobs.c.claims_done,
    jobs.c.claims_failed,
    WAITING_FOR,
)
OPEN = (StepStatus.READY.value, StepStatus.RUNNING.value)
LONGEST_ERROR = 2000  # characters kept of an error


@dataclass(frozen=True, slots=True)
class NewJob:
    """A job with its first steps."""

    id: str
    steps: tuple[NewStep, ...]
    request_hash: str = ""
    article_id: str | None = None
    idempotency_key: str | None = None
    traceparent: str = ""  # of the request that led to it; "": it belongs to no trace


@dataclass(frozen=True, slots=True)
class Advance:
    """By how much a job's counters grow."""

    settled: int = 0
    steps: int = 0
    claims: int = 0
    claims_done: int = 0
    claims_failed: int = 0


def insert_job(connection: Connection, new: NewJob, now: datetime) -> tuple[StepRef, ...]:
    """Insert a job and its first steps; nothing, and no steps, where its id exists."""
    row = {
        "id": new.id,
        "article_id": new.article_id,
        "idempotency_key": new.idempotency_key,
        "request_hash": new.request_hash,
        "status": JobStatus.QUEUED.value,
        "failure": "",
        "revision": 1,
        "steps_total": len(new.steps),
        "steps_settled": 0,
        "claims_total": sum(len(step.claim_ids) for step in new.steps),
        "claims_done": 0,
        "claims_failed": 0,
        "created_at": now,
        "traceparent": new.traceparent or None,
    }
    if not insert_new(connection, jobs, row):
        return ()
    return insert_steps(connection, new.id, new.steps, now)


def insert_steps(
    connection: Connection, job_id: str, new: Sequence[NewStep], now: datetime
) -> tuple[StepRef, ...]:
    """Insert steps that do not exist yet; gives those that were inserted, for the bell."""
    rows = [_step_row(job_id, step, now) for step in new]
    inserted = [row for row in rows if insert_new(connection, steps, row)]
    return tuple(StepRef(row["id"], StepKind(row["kind"])) for row in inserted)


def _step_row(job_id: str, new: NewStep, now: datetime) -> dict[str, Any]:
    return {
        "id": make_id("step", job_id, new.kind, new.key),
        "job_id": job_id,
        "kind": new.kind.value,
        "article_id": new.article_id,
        "claim_ids": json.dumps(new.claim_ids),
        "status": StepStatus.READY.value,
        "not_before": now,
        "rung_at": now,
        "attempts": 0,
        "waits": 0,
        "error": "",
        "created_at": now,
    }


def read_progress(row: Row[*tuple[Any, ...]]) -> Progress:
    """A row of `PROGRESS` columns as a record."""
    return Progress(
        status=JobStatus(row.status),
        done=row.claims_done,
        failed=row.claims_failed,
        total=row.claims_total,
        revision=row.revision,
        failure=row.failure,
        waiting_for=row.waiting_for or "",
    )


def lock_job(connection: Connection, job_id: str) -> Row[Any]:
    """The job's row, held until the transaction ends; everything locks the job before its steps.

    Raises:
        NotStored: there is no such job.
    """
    row = connection.execute(select(jobs).where(jobs.c.id == job_id).with_for_update())
    job = row.one_or_none()
    if job is None:
        raise NotStored(job_id)
    return job


def start_job_of(connection: Connection, step_id: str) -> None:
    """The step's job runs from now on, if it has been waiting."""
    job_id = select(steps.c.job_id).where(steps.c.id == step_id).scalar_subquery()
    connection.execute(
        update(jobs)
        .where(jobs.c.id == job_id, jobs.c.status == JobStatus.QUEUED.value)
        .values(status=JobStatus.RUNNING.value, revision=jobs.c.revision + 1)
    )


def advance_job(
    connection: Connection, job_id: str, by: Advance, now: datetime
) -> tuple[StepRef, ...]:
    """Count; whoever settles the last step inserts the join step."""
    counted = connection.execute(
        update(jobs)
        .where(jobs.c.id == job_id)
        .values(
            revision=jobs.c.revision + 1,
            steps_settled=jobs.c.steps_settled + by.settled,
            steps_total=jobs.c.steps_total + by.steps,
            claims_total=jobs.c.claims_total + by.claims,
            claims_done=jobs.c.claims_done + by.claims_done,
            claims_failed=jobs.c.claims_failed + by.claims_failed,
        )
        .returning(jobs.c.steps_settled, jobs.c.steps_total, jobs.c.article_id)
    ).one()
    if counted.steps_settled < counted.steps_total:
        return ()
    join = NewStep(StepKind.JOIN, "", article_id=counted.article_id)
    return insert_steps(connection, job_id, (join,), now)


def touch_job(connection: Connection, job_id: str) -> None:
    """Let live views look again."""
    connection.execute(update(jobs).where(jobs.c.id == job_id).values(revision=jobs.c.revision + 1))


def count_claims(connection: Connection, job_id: str, done: int) -> None:
    """Count claims that have their verdict before their step is settled."""
    connection.execute(
        update(jobs)
        .where(jobs.c.id == job_id)
        .values(claims_done=jobs.c.claims_done + done, revision=jobs.c.revision + 1)
    )


def finish_job(connection: Connection, job: Row[Any], now: datetime, error: str = "") -> None:
    """End a job that is joined: failed if nothing of it worked, with what failed of it.

    `error` is what went wrong with the join itself.
    """
    failure = error or describe_failure(connection, job.id)
    connection.execute(
        update(jobs)
        .where(jobs.c.id == job.id)
        .values(
            status=_final_status(job, failure).value,
            failure=failure,
            revision=jobs.c.revision + 1,
            finished_at=now,
        )
    )


def _final_status(job: Row[Any], failure: str) -> JobStatus:
    if job.status == JobStatus.CANCELLED.value:
        return JobStatus.CANCELLED
    if failure and job.claims_done == 0:
        return JobStatus.FAILED
    return JobStatus.DONE


def describe_failure(connection: Connection, job_id: str) -> str:
    """The dead steps' errors, each once; empty if no step died."""
    died = (steps.c.job_id == job_id) & (steps.c.status == StepStatus.DEAD.value)
    query = select(steps.c.error).where(died).distinct().order_by(steps.c.error)
    return "; ".join(connection.execute(query).scalars())[:LONGEST_ERROR]


def cancel_job(connection: Connection, job_id: str | None) -> tuple[StepRef, ...] | None:
    """Cancel a job and every open step of it; the join step comes as always.

    Returns:
        The join step, to ring for, or None where the job had ended already.

    Raises:
        NotStored: there is no such job.
    """
    job = lock_job(connection, job_id or "")
    if JobStatus(job.status).is_final:
        return None
    now = read_clock(connection)
    cancelled = _cancel_steps(connection, job.id, now)
    connection.execute(
        update(jobs).where(jobs.c.id == job.id).values(status=JobStatus.CANCELLED.value)
    )
    return advance_job(connection, job.id, Advance(settled=cancelled), now)


def _cancel_steps(connection: Connection, job_id: str, now: datetime) -> int:
    """How many steps were cancelled; a running one loses its token, so that it cannot settle."""
    is_open = (
        steps.c.job_id == job_id,
        steps.c.status.in_(OPEN),
        steps.c.kind != StepKind.JOIN.value,
    )
    count = connection.execute(select(func.count()).where(*is_open)).scalar_one()
    connection.execute(
        update(steps)
        .where(*is_open)
        .values(status=StepStatus.CANCELLED.value, token=None, lease_until=None, settled_at=now)
    )
    return count
