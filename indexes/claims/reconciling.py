"""The reconciler: sets right what was lost, in any number of copies, from the rows alone."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select, update

from indexes.claims.database import Database, read_clock
from indexes.claims.jumps import follow_clock
from indexes.claims.postgresql import may_ring
from indexes.claims.schedules import fire_due
from indexes.claims.steps import bury, release
from indexes.claims.stored import Reconciled, StepKind, StepRef, StepStatus, Timing
from indexes.claims.tables import jobs, steps

EXPIRED_AT_ONCE = 200
LEASE_EXPIRED = "the worker died or took too long"


def reconcile(database: Database, timing: Timing) -> Reconciled:
    """Set right what was lost: due schedules, expired leases, ready steps that nobody took.

    Call it every second, in any number of copies. Returns the steps to ring for.
    """
    follow_clock(database, timing)
    fired = fire_due(database)
    freed = [_expire(database, step_id, timing) for step_id in _find_expired(database)]
    expired = [one for one in freed if one is not None]
    unanswered = ring_again(database, timing)
    joins = tuple(step for one in expired for step in one)
    return Reconciled(fired + joins + unanswered, fired=len(fired), expired=len(expired))


def _find_expired(database: Database) -> Sequence[str]:
    with database.reading() as connection:
        is_expired = _expired(read_clock(connection))
        query = select(steps.c.id).where(*is_expired).order_by(steps.c.lease_until)
        return connection.execute(query.limit(EXPIRED_AT_ONCE)).scalars().all()


def _expired(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (steps.c.status == StepStatus.RUNNING.value, steps.c.lease_until < now)


def _expire(database: Database, step_id: str, timing: Timing) -> tuple[StepRef, ...] | None:
    """Free one step; None: somebody else has, or its worker holds it again."""
    with database.writing() as connection:
        job_id = select(steps.c.job_id).where(steps.c.id == step_id).scalar_subquery()
        job = select(jobs.c.id).where(jobs.c.id == job_id)
        if connection.execute(job.with_for_update(skip_locked=True)).first() is None:
            return None
        is_expired = (steps.c.id == step_id, *_expired(read_clock(connection)))
        # Locked, so that its worker cannot renew what is taken away; left alone if it just does.
        expired = select(steps).where(*is_expired).with_for_update(skip_locked=True)
        row = connection.execute(expired).one_or_none()
        if row is None:
            return None
        if row.attempts >= timing.max_attempts:
            return bury(connection, row, LEASE_EXPIRED)
        release(connection, row, LEASE_EXPIRED, timing, is_outage=False)
        return ()


def ring_again(database: Database, timing: Timing) -> tuple[StepRef, ...]:
    """Ready steps whose bell was never rung or went unheard, the oldest first.

    At most `ring_window` wait for an answer at once: a backlog must not fill the broker with
    copies of its bells.
    """
    with database.reading() as connection:
        if connection.execute(_unheard(read_clock(connection), timing).limit(1)).first() is None:
            return ()
    with database.writing() as connection:
        if connection.dialect.name == "postgresql" and not may_ring(connection):
            return ()  # another copy counts what waits, and rings
        now = read_clock(connection)
        room = timing.ring_window - _count_waiting(connection, now, timing)
        query = _unheard(now, timing).limit(max(room, 0)).with_for_update(skip_locked=True)
        found = [StepRef(row.id, StepKind(row.kind)) for row in connection.execute(query)]
        rung = [step.step_id for step in found]
        connection.execute(update(steps).where(steps.c.id.in_(rung)).values(rung_at=now))
    return tuple(found)


def _unheard(now: datetime, timing: Timing) -> Any:  # noqa: ANN401 - a Select of two columns
    patience = timedelta(seconds=timing.ring_again_seconds)
    is_ahead = steps.c.rung_at > now + patience  # by a clock that was set back
    unheard = or_(steps.c.rung_at.is_(None), steps.c.rung_at < now - patience, is_ahead)
    is_ready = (steps.c.status == StepStatus.READY.value, steps.c.not_before <= now)
    query = select(steps.c.id, steps.c.kind).where(*is_ready, unheard)
    return query.order_by(steps.c.not_before, steps.c.id)


def _count_waiting(connection: Connection, now: datetime, timing: Timing) -> int:
    patience = timedelta(seconds=timing.ring_again_seconds)
    is_answered_soon = steps.c.rung_at.between(now - patience, now + patience)
    is_waiting = (steps.c.status == StepStatus.READY.value, is_answered_soon)
    return connection.execute(select(func.count()).where(*is_waiting)).scalar_one()
