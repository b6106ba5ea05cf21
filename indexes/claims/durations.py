"""How long steps took of late, and on what they spent it: as whoever did them has written it down.

Read from the store, so that every process tells the same of every worker, wherever it runs.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from indexes.claims.database import Database, read_clock
from indexes.claims.stored import StepKind
from indexes.claims.tables import steps

RECENT_SECONDS = 300.0
MOST_STEPS = 5_000  # the newest: a fleet that does more in that time is told of by these


@dataclass(frozen=True, slots=True)
class StepDuration:
    """One settled step; `spent` in seconds by stage, stages inside stages apart."""

    kind: StepKind
    spent: Mapping[str, float]


def read_durations(
    database: Database, recent_seconds: float = RECENT_SECONDS
) -> list[StepDuration]:
    """Steps that were done within the last `recent_seconds`, the newest first."""
    with database.reading() as connection:
        since = read_clock(connection) - timedelta(seconds=recent_seconds)
        query = (
            select(steps.c.kind, steps.c.spent)
            .where(steps.c.settled_at >= since, steps.c.spent.is_not(None))
            .order_by(steps.c.settled_at.desc())
            .limit(MOST_STEPS)
        )
        rows = connection.execute(query).all()
    return [StepDuration(StepKind(row.kind), json.loads(row.spent)) for row in rows]
