"""Schedules: when a claim is checked again. The due time names the job, so it fires once."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, false, select, update

from indexes.claims import jobs
from indexes.claims.database import Database, insert_new, read_clock
from indexes.claims.rechecks import recheck_steps
from indexes.claims.recurrence import IntervalUnit, Recurrence
from indexes.claims.stored import NotStored, Schedule, StepRef
from indexes.claims.tables import claims, schedules
from indexes.records import make_id

FIRED_AT_ONCE = 100


def put_schedule(database: Database, claim_id: str, recurrence: Recurrence) -> Schedule:
    """Check a claim again and again; replaces the claim's schedule and resumes it.

    Raises:
        NotStored: there is no such claim.
    """
    with database.writing() as connection:
        if connection.execute(select(claims.c.id).where(claims.c.id == claim_id)).first() is None:
            raise NotStored(claim_id)
        now = read_clock(connection)
        values = _recurrence_columns(recurrence) | {
            "is_paused": False,
            "next_due_at": recurrence.next_after(now),
        }
        row = {"id": make_id("schedule", claim_id), "claim_id": claim_id, "created_at": now}
        if not insert_new(connection, schedules, row | values):
            _update(connection, claim_id, values)
        return _read(connection, claim_id)


def _recurrence_columns(recurrence: Recurrence) -> dict[str, Any]:
    return asdict(recurrence) | {"unit": recurrence.unit.value}


def get_schedule(database: Database, claim_id: str) -> Schedule | None:
    """The claim's schedule."""
    with database.reading() as connection:
        row = connection.execute(_of(claim_id)).one_or_none()
    return None if row is None else read_schedule(row)


def pause_schedule(database: Database, claim_id: str) -> Schedule:
    """Fire no more until resumed.

    Raises:
        NotStored: the claim has no schedule.
    """
    with database.writing() as connection:
        _update(connection, claim_id, {"is_paused": True})
        return _read(connection, claim_id)


def resume_schedule(database: Database, claim_id: str) -> Schedule:
    """Fire again, first at the next due time after now: what was missed is not made up for.

    Raises:
        NotStored: the claim has no schedule.
    """
    with database.writing() as connection:
        schedule = _read(connection, claim_id)
        if schedule.is_paused:
            _update(connection, claim_id, {"is_paused": False} | _next(connection, schedule))
        return _read(connection, claim_id)


def _next(connection: Connection, schedule: Schedule) -> dict[str, datetime]:
    now = read_clock(connection)
    if schedule.next_due_at > now:
        return {}
    due = schedule.recurrence.next_after(now, last_due_at=schedule.next_due_at)
    return {"next_due_at": due}


def delete_schedule(database: Database, claim_id: str) -> bool:
    """Forget the claim's schedule; False: it had none."""
    with database.writing() as connection:
        statement = delete(schedules).where(schedules.c.claim_id == claim_id)
        return connection.execute(statement).rowcount == 1


def fire_due(database: Database) -> tuple[StepRef, ...]:
    """Submit a recheck for every schedule that is due, and move it to its next due time.

    Returns the steps to ring for. Any number of copies may run: job id = schedule and due time.
    """
    if not _count_due(database):
        return ()
    with database.writing() as connection:
        now = read_clock(connection)
        query = _due(now).limit(FIRED_AT_ONCE).with_for_update(skip_locked=True)
        rows = connection.execute(query).all()
        return tuple(step for row in rows for step in _fire(connection, read_schedule(row), now))


def _count_due(database: Database) -> int:
    with database.reading() as connection:
        return len(connection.execute(_due(read_clock(connection)).limit(1)).all())


def _due(now: datetime) -> Any:  # noqa: ANN401 - a Select of the table
    is_due = (schedules.c.is_paused == false(), schedules.c.next_due_at <= now)
    return select(schedules).where(*is_due).order_by(schedules.c.next_due_at, schedules.c.id)


def _fire(connection: Connection, schedule: Schedule, now: datetime) -> tuple[StepRef, ...]:
    due = schedule.next_due_at
    new = jobs.NewJob(
        id=make_id("job", schedule.id, due.isoformat()),
        steps=tuple(recheck_steps(connection, [schedule.claim_id])),
    )
    fired = jobs.insert_job(connection, new, now)
    next_due_at = schedule.recurrence.next_after(now, last_due_at=due)
    _update(connection, schedule.claim_id, {"last_fired_at": now, "next_due_at": next_due_at})
    return fired


def list_ahead(now: datetime) -> Any:  # noqa: ANN401 - a Select of the table
    """Schedules that fired later than now: by a clock that was ahead."""
    return select(schedules).where(schedules.c.last_fired_at > now)


def bring_schedules_near(connection: Connection, now: datetime) -> None:
    """Let those that fired by a clock ahead be due no later than if they had fired now."""
    query = list_ahead(now).limit(FIRED_AT_ONCE).with_for_update(skip_locked=True)
    for row in connection.execute(query).all():
        schedule = read_schedule(row)
        next_due_at = min(schedule.next_due_at, schedule.recurrence.next_after(now))
        _update(connection, schedule.claim_id, {"last_fired_at": now, "next_due_at": next_due_at})


def _of(claim_id: str) -> Any:  # noqa: ANN401 - a Select of the table
    return select(schedules).where(schedules.c.claim_id == claim_id)


def _read(connection: Connection, claim_id: str) -> Schedule:
    row = connection.execute(_of(claim_id)).one_or_none()
    if row is None:
        raise NotStored(claim_id)
    return read_schedule(row)


def _update(connection: Connection, claim_id: str, values: dict[str, Any]) -> int:
    statement = update(schedules).where(schedules.c.claim_id == claim_id).values(values)
    return connection.execute(statement).rowcount


def read_schedule(row: Row[Any]) -> Schedule:
    """A row of the schedules table as a record."""
    return Schedule(
        id=row.id,
        claim_id=row.claim_id,
        recurrence=Recurrence(row.every, IntervalUnit(row.unit), row.cron, row.time_zone),
        is_paused=row.is_paused,
        next_due_at=row.next_due_at,
        last_fired_at=row.last_fired_at,
        created_at=row.created_at,
    )
