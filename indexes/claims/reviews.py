"""Reviews: what people decided of verdicts. All are kept; they calibrate confidence."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from indexes.claims.database import Database, read_clock
from indexes.claims.pages import SortKey, read_page
from indexes.claims.stored import Conflict, NotStored, Page
from indexes.claims.tables import articles, claims, jobs, reviews, verdicts
from indexes.records import Claim, Review, ReviewDecision, Verdict, VerdictLabel, from_json

NEWEST_FIRST = SortKey((reviews.c.reviewed_at, True), (reviews.c.id, True))


@dataclass(frozen=True, slots=True)
class ReviewedVerdict:
    """What calibration learns from: a verdict, and the label that its last reviewer holds."""

    verdict: Verdict
    held: VerdictLabel
    language: str  # the claim's
    article_hash: str  # the same article, submitted twice, has it twice


class InvalidReview(ValueError):
    """A review that contradicts itself; the message says how."""


def add_review(
    database: Database,
    claim_id: str,
    decision: ReviewDecision,
    *,
    reviewer: str,
    label: VerdictLabel | None = None,
    note: str = "",
    verdict_id: str | None = None,
) -> Review:
    """Record a person's decision on a claim's newest verdict, and take its flag away.

    `label` is what an overruling person holds. `verdict_id`, where given, is the verdict the
    person saw.

    Raises:
        NotStored: no such claim, or it has no verdict yet.
        Conflict: a newer verdict than `verdict_id` has come meanwhile.
        InvalidReview: overruling without a label or with the verdict's own, agreeing with another.
    """
    with database.writing() as connection:
        claim = _lock_claim(connection, claim_id)
        if verdict_id not in {None, claim.verdict_id}:
            raise Conflict("a newer verdict has come")
        held = choose_label(decision, VerdictLabel(claim.label), label)
        now = read_clock(connection)
        review = Review(
            uuid.uuid4().hex, claim_id, claim.verdict_id, decision, held, reviewer, now, note
        )
        _insert(connection, review)
    return review


def choose_label(
    decision: ReviewDecision, reached: VerdictLabel, label: VerdictLabel | None
) -> VerdictLabel:
    """The label a person holds.

    Raises:
        InvalidReview: see `add_review`.
    """
    if decision is ReviewDecision.AGREE:
        if label not in {None, reached}:
            raise InvalidReview("agreeing means the verdict's own label")
        return reached
    if label is None or label is reached:
        raise InvalidReview("overruling needs another label than the verdict's")
    return label


def _lock_claim(connection: Connection, claim_id: str) -> Row[Any]:
    query = select(claims).where(claims.c.id == claim_id).with_for_update()
    claim = connection.execute(query).one_or_none()
    if claim is None or claim.verdict_id is None:
        raise NotStored(claim_id)
    return claim


def _insert(connection: Connection, review: Review) -> None:
    row = {
        "id": review.id,
        "claim_id": review.claim_id,
        "verdict_id": review.verdict_id,
        "decision": review.decision.value,
        "label": review.label.value,
        "reviewer": review.reviewer,
        "note": review.note,
        "reviewed_at": review.reviewed_at,
    }
    connection.execute(insert(reviews).values(row))
    connection.execute(
        update(claims)
        .where(claims.c.id == review.claim_id)
        .values(review_id=review.id, is_flagged=False, flag_reasons="[]")
    )


def list_reviews(
    database: Database,
    *,
    claim_id: str | None = None,
    since: datetime | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[Review]:
    """Reviews, the newest first."""
    query = select(reviews)
    if claim_id is not None:
        query = query.where(reviews.c.claim_id == claim_id)
    if since is not None:
        query = query.where(reviews.c.reviewed_at >= since)
    with database.reading() as connection:
        return read_page(connection, query, NEWEST_FIRST, _read_rows, after=after, limit=limit)


def list_calibration(database: Database) -> list[ReviewedVerdict]:
    """Every reviewed verdict with what its last reviewer holds, the latest review last."""
    query = (
        select(
            reviews.c.verdict_id,
            reviews.c.label,
            verdicts.c.record,
            claims.c.record.label("claim"),
            jobs.c.request_hash,
        )
        .join(verdicts, reviews.c.verdict_id == verdicts.c.id)
        .join(claims, verdicts.c.claim_id == claims.c.id)
        .join(articles, claims.c.article_id == articles.c.id)
        .join(jobs, articles.c.job_id == jobs.c.id)
        .order_by(reviews.c.reviewed_at, reviews.c.id)
    )
    with database.reading() as connection:
        last = {row.verdict_id: row for row in connection.execute(query)}
    return [
        ReviewedVerdict(
            verdict=from_json(Verdict, row.record),
            held=VerdictLabel(row.label),
            language=from_json(Claim, row.claim).language,
            article_hash=row.request_hash,
        )
        for row in last.values()
    ]


def _read_rows(_: Connection, rows: Sequence[Row[Any]]) -> list[Review]:
    return [read_review(row) for row in rows]


def read_review(row: Row[Any]) -> Review:
    """A row of the reviews table as a record."""
    return Review(
        id=row.id,
        claim_id=row.claim_id,
        verdict_id=row.verdict_id,
        decision=ReviewDecision(row.decision),
        label=VerdictLabel(row.label),
        reviewer=row.reviewer,
        reviewed_at=row.reviewed_at,
        note=row.note,
    )
