"""What must hold of the store after any faults: nothing lost, applied twice or stuck."""

from pathlib import Path

from sqlalchemy import func, select

from indexes.claims.database import Database
from indexes.claims.stored import JobStatus, StepStatus
from indexes.claims.tables import articles, claims, jobs, steps, verdicts
from tests.plain import SENTENCES, make_articles

CLAIMS_A_ROUND = sum(not sentence.endswith("?") for sentence in SENTENCES)


def count_done(database: Database) -> int:
    query = select(func.count()).where(jobs.c.status == JobStatus.DONE.value)
    with database.reading() as connection:
        return connection.execute(query).scalar_one()


def count_interrupted(database: Database) -> int:
    """Steps that were taken more than once: the faults that hit one in the middle."""
    query = select(func.count()).where(steps.c.attempts > 1)
    with database.reading() as connection:
        return connection.execute(query).scalar_one()


def assert_stored(database: Database, acknowledged: Path) -> None:
    """Whatever was acknowledged, to whichever of the killed processes, is there."""
    with database.reading() as connection:
        stored = set(connection.execute(select(articles.c.id)).scalars())
    told = set(acknowledged.read_text().split())
    assert told
    assert told <= stored


def assert_everything_happened_once(database: Database, article_count: int) -> None:
    expected = [
        article.text.count("\n") + 1 for article in make_articles(article_count)
    ]  # stretches, questions with them
    with database.reading() as connection:
        stored = connection.execute(
            select(articles.c.title, func.count(claims.c.id))
            .join(claims, claims.c.article_id == articles.c.id)
            .group_by(articles.c.id)
        ).all()
        jobs_found = connection.execute(select(jobs)).all()
        statuses = set(connection.execute(select(steps.c.status)).scalars())
        joins = connection.execute(select(func.count()).where(steps.c.kind == "join")).scalar_one()
        per_claim = connection.execute(
            select(claims.c.is_selected, claims.c.verdict_count, func.count(verdicts.c.id))
            .join(verdicts, verdicts.c.claim_id == claims.c.id, isouter=True)
            .group_by(claims.c.id)
        ).all()
    assert sorted(stored) == sorted((f"Статья {i}", n) for i, n in enumerate(expected))
    assert statuses == {StepStatus.DONE.value}
    assert joins == len(jobs_found) == article_count
    for job in jobs_found:
        assert (job.status, job.failure) == (JobStatus.DONE.value, "")
        assert job.steps_settled == job.steps_total
        assert job.claims_done == job.claims_total
        assert job.claims_failed == 0
    assert {tuple(row) for row in per_claim} == {(True, 1, 1), (False, 0, 0)}
    selected = sum(job.claims_total for job in jobs_found)
    assert selected == sum(expected) // len(SENTENCES) * CLAIMS_A_ROUND
