"""Figures for those who watch the service: how much waits, how long, and what was found."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select, true

from indexes.claims.database import Database, read_clock
from indexes.claims.jobs import OPEN
from indexes.claims.stored import StepKind, StepStatus
from indexes.claims.tables import claims, steps
from indexes.records import VerdictLabel


@dataclass(frozen=True, slots=True)
class StoredFigures:
    """Of one moment. Every state and every label is there, with 0 where there is none."""

    steps: dict[str, int]  # by state
    due: dict[StepKind, int]  # steps that may be taken now
    oldest_due_seconds: float  # how long the oldest step that may be taken has waited; 0: none
    ages: dict[StepKind, float]  # since the oldest step that is not settled came; 0: none
    claims: dict[str, int]  # by the newest verdict's label
    flagged: int


def read_figures(database: Database) -> StoredFigures:
    """Count; every count is answered by an index."""
    with database.reading() as connection:
        return StoredFigures(
            steps=_count_steps(connection),
            due=_count_due(connection),
            oldest_due_seconds=_measure_wait(connection),
            ages=_measure_ages(connection),
            claims=_count_claims(connection),
            flagged=_count_flagged(connection),
        )


def _count_steps(connection: Connection) -> dict[str, int]:
    query = select(steps.c.status, func.count()).group_by(steps.c.status)
    found = {row[0]: row[1] for row in connection.execute(query)}
    return {status.value: found.get(status.value, 0) for status in StepStatus}


def _count_due(connection: Connection) -> dict[StepKind, int]:
    query = select(steps.c.kind, func.count()).where(*_is_due(read_clock(connection)))
    found = {row[0]: row[1] for row in connection.execute(query.group_by(steps.c.kind))}
    return {kind: found.get(kind.value, 0) for kind in StepKind}


def _measure_wait(connection: Connection) -> float:
    now = read_clock(connection)
    oldest: datetime | None = connection.execute(
        select(func.min(steps.c.not_before)).where(*_is_due(now))
    ).scalar_one()
    return 0.0 if oldest is None else (now - oldest).total_seconds()


def _measure_ages(connection: Connection) -> dict[StepKind, float]:
    """Of what waits, runs, or is put off because something is away."""
    now = read_clock(connection)
    query = select(steps.c.kind, func.min(steps.c.created_at)).where(steps.c.status.in_(OPEN))
    oldest = {row[0]: row[1] for row in connection.execute(query.group_by(steps.c.kind))}
    return {
        kind: (now - oldest[kind.value]).total_seconds() if kind.value in oldest else 0.0
        for kind in StepKind
    }


def _count_claims(connection: Connection) -> dict[str, int]:
    query = select(claims.c.label, func.count()).group_by(claims.c.label)
    found = {row[0]: row[1] for row in connection.execute(query)}
    return {label.value: found.get(label.value, 0) for label in VerdictLabel}


def _count_flagged(connection: Connection) -> int:
    query = select(func.count()).where(claims.c.is_flagged == true())
    return int(connection.execute(query).scalar_one())


def _is_due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return steps.c.status == StepStatus.READY.value, steps.c.not_before <= now
