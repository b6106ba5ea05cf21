"""Rechecks: a job of its own that adds a verdict to each claim's history."""

import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, select

from indexes.claims import jobs
from indexes.claims.database import Database, read_clock
from indexes.claims.jobs import PROGRESS, read_progress
from indexes.claims.postgresql import wait_for_touching
from indexes.claims.stored import (
    NewStep,
    NotStored,
    Progress,
    RequestedJob,
    StepKind,
    StepStatus,
)
from indexes.claims.tables import claims
from indexes.claims.tables import jobs as jobs_table
from indexes.claims.tables import steps as steps_table

CLAIMS_PER_STEP = 16  # models run in batches
Place = tuple[str, int, str]  # article id, position in it, claim id
IDS_A_QUERY = 1000  # databases limit a statement's parameters


def request_recheck(
    database: Database, claim_ids: Iterable[str], *, traceparent: str = ""
) -> RequestedJob:
    """Check claims again, now, in the background.

    Raises:
        NotStored: one of the claims is not stored, or none was given.
    """
    wanted = sorted(set(claim_ids))
    with database.writing() as connection:
        steps = recheck_steps(connection, wanted)
        if sum(len(step.claim_ids) for step in steps) != len(wanted) or not wanted:
            raise NotStored("not every claim is stored")
        new = jobs.NewJob(uuid.uuid4().hex, tuple(steps), traceparent=traceparent)
        return RequestedJob(new.id, jobs.insert_job(connection, new, read_clock(connection)))


def request_touched(
    database: Database, claim_ids: Iterable[str], *, traceparent: str = ""
) -> RequestedJob | None:
    """Check those claims again, now, whose check is not waiting anyway; None: there are none.

    A check that waits will see what has just been stored; one that runs may have looked before.
    Ids that are not stored are left out.
    """
    with database.writing() as connection:
        if connection.dialect.name == "postgresql":
            wait_for_touching(connection)  # else two at once would both find nothing waiting
        found = _find_all(connection, sorted(set(claim_ids)))
        waiting = _find_waiting(connection, sorted({article_id for article_id, _, _ in found}))
        steps = _group([one for one in found if one[2] not in waiting])
        if not steps:
            return None
        new = jobs.NewJob(uuid.uuid4().hex, tuple(steps), traceparent=traceparent)
        return RequestedJob(new.id, jobs.insert_job(connection, new, read_clock(connection)))


def _find_waiting(connection: Connection, article_ids: Sequence[str]) -> set[str]:
    """Claims of the articles with a step that nobody has taken yet."""
    waits = (
        steps_table.c.status == StepStatus.READY.value,
        steps_table.c.kind.in_([StepKind.VERIFY.value, StepKind.RECHECK.value]),
    )
    query = select(steps_table.c.claim_ids).where(*waits)
    return {
        claim_id
        for ids in batches(article_ids, IDS_A_QUERY)
        for written in connection.execute(query.where(steps_table.c.article_id.in_(ids))).scalars()
        for claim_id in json.loads(written)
    }


def get_recheck(database: Database, job_id: str) -> Progress | None:
    """How far a requested recheck is: one small read, made for polling."""
    query = select(*PROGRESS).where(jobs_table.c.id == job_id)
    with database.reading() as connection:
        row = connection.execute(query).one_or_none()
    return None if row is None else read_progress(row)


def recheck_steps(connection: Connection, claim_ids: Sequence[str]) -> list[NewStep]:
    """Steps of some claims each, one article's together; ids that are not stored are left out."""
    return _group(_find_all(connection, claim_ids))


def _group(found: Sequence[Place]) -> list[NewStep]:
    by_article = groupby(sorted(found), key=itemgetter(0))
    return [
        NewStep(StepKind.RECHECK, batch[0], tuple(batch), article_id)
        for article_id, group in by_article
        for batch in batches([claim_id for _, _, claim_id in group], CLAIMS_PER_STEP)
    ]


def _find_all(connection: Connection, claim_ids: Sequence[str]) -> list[Place]:
    """Places of the claims that are stored."""
    return [row for ids in batches(claim_ids, IDS_A_QUERY) for row in _find(connection, ids)]


def _find(connection: Connection, claim_ids: Sequence[str]) -> list[Place]:
    query = select(claims.c.article_id, claims.c.position, claims.c.id)
    rows = connection.execute(query.where(claims.c.id.in_(claim_ids)))
    return [(row.article_id, row.position, row.id) for row in rows]


def batches(ids: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Slices of `size`; the last may be shorter."""
    return (ids[start : start + size] for start in range(0, len(ids), size))
