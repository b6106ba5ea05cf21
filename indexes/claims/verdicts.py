"""Verdicts: a claim's history grows by one a job, and never loses any."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from indexes.claims.database import Database
from indexes.claims.stored import StoredVerdict
from indexes.claims.tables import claims, verdicts
from indexes.records import Verdict, from_json, make_id, to_json

VERDICT_CHANGED = "verdict_changed"


def list_verdicts(database: Database, claim_id: str) -> tuple[Verdict, ...]:
    """The claim's verdicts, the newest first."""
    return tuple(stored.verdict for stored in list_history(database, claim_id))


def list_history(database: Database, claim_id: str) -> tuple[StoredVerdict, ...]:
    """The claim's verdicts with what changed, the newest first."""
    query = (
        select(verdicts).where(verdicts.c.claim_id == claim_id).order_by(verdicts.c.number.desc())
    )
    with database.reading() as connection:
        return tuple(read_verdict(row) for row in connection.execute(query))


def read_verdict(row: Row[Any]) -> StoredVerdict:
    """A row of the verdicts table as a record."""
    return StoredVerdict(
        verdict=from_json(Verdict, row.record),
        number=row.number,
        is_changed=row.is_changed,
        previous_id=row.previous_id,
        job_id=row.job_id,
        stored_at=row.stored_at,
    )


def find_decided(database: Database, job_id: str, claim_ids: Iterable[str]) -> set[str]:
    """Which of the claims have a verdict of this job."""
    query = select(verdicts.c.claim_id).where(
        verdicts.c.job_id == job_id, verdicts.c.claim_id.in_(list(claim_ids))
    )
    with database.reading() as connection:
        return set(connection.execute(query).scalars())


def insert_verdicts(
    connection: Connection, job_id: str, reached: Iterable[Verdict], now: datetime
) -> int:
    """Add verdicts to their claims' histories; one a claim and job. Returns how many were new.

    Claims are locked in the order of their ids: two jobs never wait for each other crosswise.
    """
    in_order = sorted(reached, key=attrgetter("claim_id"))
    return sum(_insert_verdict(connection, job_id, verdict, now) for verdict in in_order)


def _insert_verdict(connection: Connection, job_id: str, verdict: Verdict, now: datetime) -> bool:
    verdict = replace(verdict, id=make_id("verdict", verdict.claim_id, job_id))
    known = select(verdicts.c.id).where(verdicts.c.id == verdict.id)
    if connection.execute(known).first() is not None:
        return False
    claim = connection.execute(
        select(claims).where(claims.c.id == verdict.claim_id).with_for_update()
    ).one()
    is_changed = claim.label is not None and claim.label != verdict.now.label.value
    connection.execute(insert(verdicts).values(_row(job_id, verdict, claim, now, is_changed)))
    _point_claim_at(connection, claim, verdict, is_changed=is_changed)
    return True


def _row(
    job_id: str,
    verdict: Verdict,
    claim: Row[Any],
    now: datetime,
    is_changed: bool,  # noqa: FBT001 - a column's value
) -> dict[str, Any]:
    return {
        "id": verdict.id,
        "claim_id": verdict.claim_id,
        "job_id": job_id,
        "number": claim.verdict_count + 1,
        "label": verdict.now.label.value,
        "confidence": verdict.now.confidence,
        "is_changed": is_changed,
        "previous_id": claim.verdict_id,
        "record": to_json(verdict),
        "stored_at": now,
    }


def _point_claim_at(
    connection: Connection, claim: Row[Any], verdict: Verdict, *, is_changed: bool
) -> None:
    """The claim's newest verdict and its flag."""
    reasons = flag_reasons(claim, verdict, is_changed=is_changed)
    connection.execute(
        update(claims)
        .where(claims.c.id == claim.id)
        .values(
            verdict_id=verdict.id,
            verdict_count=claim.verdict_count + 1,
            label=verdict.now.label.value,
            is_flagged=bool(reasons),
            flag_reasons=json.dumps(reasons),
        )
    )


def flag_reasons(claim: Row[Any], verdict: Verdict, *, is_changed: bool) -> list[str]:
    """Why a person should look: a changed label always, an unchanged one only before a review.

    A recheck that says the same again is no confirmation: it neither adds nor takes away a review.
    """
    if is_changed:
        return [VERDICT_CHANGED, *verdict.flag_reasons]
    if claim.review_id is not None:
        return list(json.loads(claim.flag_reasons))
    if not verdict.is_flagged:
        return []
    return list(verdict.flag_reasons) or ["flagged"]
