"""Articles: submitting, reading, following and cancelling their checks."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from indexes.claims import jobs
from indexes.claims.database import Database, insert_new, read_clock
from indexes.claims.jobs import PROGRESS, read_progress
from indexes.claims.pages import SortKey, read_page
from indexes.claims.stored import (
    Conflict,
    JobStatus,
    NewStep,
    Page,
    Progress,
    StepKind,
    StepRef,
    StoredArticle,
    Submission,
)
from indexes.claims.tables import articles
from indexes.claims.tables import jobs as jobs_table
from indexes.records import Article, from_json, make_id, to_json

NEWEST_FIRST = SortKey((articles.c.created_at, True), (articles.c.id, True))
STORED = (articles.c.id, articles.c.record, articles.c.created_at, articles.c.job_id, *PROGRESS)


class IdTaken(Exception):
    """The article's id or key is in use, though no submission of it was found before."""


def submit_article(
    database: Database,
    article: Article,
    *,
    idempotency_key: str | None = None,
    traceparent: str = "",
) -> Submission:
    """Store an article, the job that checks it and the job's first step, in one transaction.

    An article without an id gets one. The same key, or the same id, with the same article again
    gives the first submission back. `traceparent`: of the request that submits it.

    Raises:
        Conflict: the key or the id was used for another article.
    """
    for _ in range(2):
        try:
            return _submit(database, article, idempotency_key, traceparent)
        except IdTaken:
            continue  # by this very submission in another transaction: now it can be found
    raise Conflict("this id was used for another article")


def _submit(
    database: Database, article: Article, idempotency_key: str | None, traceparent: str
) -> Submission:
    with database.writing() as connection:
        known = _find_submitted(connection, article, idempotency_key)
        return known or _insert(connection, article, idempotency_key, traceparent)


def _find_submitted(
    connection: Connection, article: Article, idempotency_key: str | None
) -> Submission | None:
    if idempotency_key is not None:
        query = select(jobs_table).where(jobs_table.c.idempotency_key == idempotency_key)
    elif article.id:
        query = select(jobs_table).where(
            jobs_table.c.id == make_id("job", article.id, StepKind.SPLIT)
        )
    else:
        return None
    job = connection.execute(query).one_or_none()
    if job is None:
        return None
    if job.request_hash != hash_article(article):
        raise Conflict("this key was used for another article" if idempotency_key else article.id)
    return Submission(job.article_id, job.id, is_new=False)


def hash_article(article: Article) -> str:
    """SHA-256 over everything that was submitted; the id, which we may give, is left out."""
    return hashlib.sha256(to_json(replace(article, id="")).encode()).hexdigest()


def _insert(
    connection: Connection, article: Article, idempotency_key: str | None, traceparent: str
) -> Submission:
    now = read_clock(connection)
    article = replace(article, id=article.id or uuid.uuid4().hex)
    job_id = make_id("job", article.id, StepKind.SPLIT)
    _insert_article(connection, article, job_id, now)
    steps = jobs.insert_job(
        connection,
        jobs.NewJob(
            id=job_id,
            article_id=article.id,
            idempotency_key=idempotency_key,
            request_hash=hash_article(article),
            steps=(NewStep(StepKind.SPLIT, "", article_id=article.id),),
            traceparent=traceparent,
        ),
        now,
    )
    if not steps:
        raise IdTaken
    return Submission(article.id, job_id, is_new=True, steps=steps)


def _insert_article(connection: Connection, article: Article, job_id: str, now: datetime) -> None:
    row = {
        "id": article.id,
        "record": to_json(article),
        "title": article.title,
        "published_at": article.published_at,
        "job_id": job_id,
        "created_at": now,
    }
    if not insert_new(connection, articles, row):
        raise IdTaken


def get_article(database: Database, article_id: str) -> StoredArticle | None:
    """The article with its status and progress."""
    query = _stored().where(articles.c.id == article_id)
    with database.reading() as connection:
        row = connection.execute(query).one_or_none()
    return None if row is None else read_stored(row)


def list_articles(
    database: Database, *, after: str | None = None, limit: int = 50
) -> Page[StoredArticle]:
    """Articles, the newest first."""
    with database.reading() as connection:
        return read_page(connection, _stored(), NEWEST_FIRST, _read_rows, after=after, limit=limit)


def get_progress(database: Database, article_id: str) -> Progress | None:
    """How far the check is: one small read, made for polling."""
    query = (
        select(*PROGRESS)
        .join(articles, articles.c.job_id == jobs_table.c.id)
        .where(articles.c.id == article_id)
    )
    with database.reading() as connection:
        row = connection.execute(query).one_or_none()
    return None if row is None else read_progress(row)


def cancel_article(database: Database, article_id: str) -> tuple[StepRef, ...] | None:
    """Stop the check; what was found so far stays.

    Returns:
        The step that ends the job, to ring for, or None where it had ended already.

    Raises:
        NotStored: there is no such article.
    """
    query = select(articles.c.job_id).where(articles.c.id == article_id)
    with database.writing() as connection:
        return jobs.cancel_job(connection, connection.execute(query).scalar())


def _stored() -> Any:  # noqa: ANN401 - a Select of ten columns
    return select(*STORED).join(jobs_table, articles.c.job_id == jobs_table.c.id)


def _read_rows(_: Connection, rows: Sequence[Row[Any]]) -> list[StoredArticle]:
    return [read_stored(row) for row in rows]


def read_stored(row: Row[Any]) -> StoredArticle:
    """A row of `STORED` columns as a record."""
    return StoredArticle(
        article=from_json(Article, row.record),
        status=JobStatus(row.status),
        progress=read_progress(row),
        failure=row.failure,
        created_at=row.created_at,
        job_id=row.job_id,
    )
