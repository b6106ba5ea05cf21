"""The database's clock was set back: what was put off for seconds must not wait for the old time.

Set forward it needs none of this: leases run out early, and a step whose worker lives on is begun
again but settled once; schedules fire once for all that they missed.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select, update

from indexes.claims.database import Database, read_clock
from indexes.claims.schedules import bring_schedules_near, list_ahead
from indexes.claims.stored import StepStatus, Timing
from indexes.claims.tables import steps

AT_ONCE = 500
Correction = tuple[ColumnElement[bool], Mapping[str, Any]]  # of which steps, and what they get


def follow_clock(database: Database, timing: Timing) -> None:
    """Bring near what lies further ahead than any of us could have put it by this clock."""
    with database.reading() as connection:
        if not _is_ahead(connection, timing):
            return
    with database.writing() as connection:
        now = read_clock(connection)
        for ahead, values in _corrections(now, timing):
            found = select(steps.c.id).where(ahead).limit(AT_ONCE)
            # Who holds a row has just looked at the clock; what is left comes with the next pass.
            ids = connection.execute(found.with_for_update(skip_locked=True)).scalars().all()
            connection.execute(update(steps).where(steps.c.id.in_(ids)).values(values))
        bring_schedules_near(connection, now)


def _is_ahead(connection: Connection, timing: Timing) -> bool:
    now = read_clock(connection)
    of_steps = [select(steps.c.id).where(ahead) for ahead, _ in _corrections(now, timing)]
    queries = [*of_steps, list_ahead(now)]
    return any(connection.execute(query.limit(1)).first() is not None for query in queries)


def _corrections(now: datetime, timing: Timing) -> tuple[Correction, ...]:
    lease = timedelta(seconds=timing.lease_seconds)
    deadline = timedelta(seconds=timing.deadline_seconds)
    longest_wait = timedelta(seconds=timing.longest_back_off_seconds)
    never_put_back = and_(steps.c.attempts == 0, steps.c.waits == 0)  # so it was due at once
    waits_too_long = or_(steps.c.not_before > now + longest_wait, never_put_back)
    # Twice: a row may have been written after we read the clock, and a renewal sets it right too.
    held_too_long = or_(
        steps.c.lease_until > now + 2 * lease, steps.c.deadline_at > now + 2 * deadline
    )
    return (
        (
            and_(
                steps.c.status == StepStatus.READY.value, steps.c.not_before > now, waits_too_long
            ),
            {"not_before": now, "rung_at": None},
        ),
        (
            and_(steps.c.status == StepStatus.RUNNING.value, held_too_long),
            {"lease_until": now + lease, "deadline_at": now + deadline},
        ),
    )
