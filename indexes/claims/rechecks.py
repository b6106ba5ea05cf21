"""Rechecks: a job of its own that adds a verdict to each claim's history."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from sqlalchemy import Connection, select

from indexes.claims import jobs
from indexes.claims.database import Database, read_clock
from indexes.claims.stored import NewStep, NotStored, RequestedJob, StepKind
from indexes.claims.tables import claims

CLAIMS_PER_STEP = 16  # models run in batches


def request_recheck(database: Database, claim_ids: Iterable[str]) -> RequestedJob:
    """Check claims again, now, in the background.

    Raises:
        NotStored: one of the claims is not stored, or none was given.
    """
    wanted = sorted(set(claim_ids))
    with database.writing() as connection:
        steps = recheck_steps(connection, wanted)
        if sum(len(step.claim_ids) for step in steps) != len(wanted) or not wanted:
            raise NotStored("not every claim is stored")
        new = jobs.NewJob(id=uuid.uuid4().hex, steps=tuple(steps))
        return RequestedJob(new.id, jobs.insert_job(connection, new, read_clock(connection)))


def recheck_steps(connection: Connection, claim_ids: Sequence[str]) -> list[NewStep]:
    """Steps of some claims each, one article's together; ids that are not stored are left out."""
    query = (
        select(claims.c.article_id, claims.c.id)
        .where(claims.c.id.in_(claim_ids))
        .order_by(claims.c.article_id, claims.c.position, claims.c.id)
    )
    rows = connection.execute(query).all()
    by_article = groupby(rows, key=lambda row: str(row.article_id))
    return [
        NewStep(StepKind.RECHECK, batch[0], tuple(batch), article_id)
        for article_id, group in by_article
        for batch in batches([row.id for row in group], CLAIMS_PER_STEP)
    ]


def batches(ids: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Slices of `size`; the last may be shorter."""
    return (ids[start : start + size] for start in range(0, len(ids), size))
