"""Submitting, idempotency, reading, listing, cancelling."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from indexes.claims import articles, claims, steps
from indexes.claims.database import Database
from indexes.claims.pages import InvalidCursor
from indexes.claims.stored import Conflict, JobStatus, NotStored, Outcome, StepKind, Timing
from indexes.records import Article
from tests.plain import make_toolkit
from tests.stores import (
    ARTICLE,
    check_article,
    find_ready,
    read_article,
    run_all,
    submit,
    take_next,
)
from workers.bells import MemoryBell
from workers.steps import run_step

DATED = Article(
    "", "Путин прибыл в Астану.", "Визит", "ru", date(2025, 11, 12), "24.kg", "https://24.kg/1"
)


def test_what_is_submitted_is_stored(database: Database) -> None:
    submitted = articles.submit_article(database, DATED)
    stored = read_article(database, submitted.article_id)
    assert stored.article == replace(DATED, id=submitted.article_id)
    assert (stored.status, stored.progress.total, stored.failure) == (JobStatus.QUEUED, 0, "")
    assert [step.kind for step in submitted.steps] == [StepKind.SPLIT]


def test_the_same_key_gives_the_same_article(database: Database) -> None:
    first = articles.submit_article(database, DATED, idempotency_key="k")
    second = articles.submit_article(database, DATED, idempotency_key="k")
    assert (second.article_id, second.job_id) == (first.article_id, first.job_id)
    assert (first.is_new, second.is_new, second.steps) == (True, False, ())
    assert len(articles.list_articles(database).items) == 1


def test_the_same_key_with_another_article_is_a_conflict(database: Database) -> None:
    articles.submit_article(database, DATED, idempotency_key="k")
    with pytest.raises(Conflict):
        articles.submit_article(database, ARTICLE, idempotency_key="k")


def test_without_a_key_the_same_text_is_another_article(database: Database) -> None:
    assert submit(database, DATED) != submit(database, DATED)


def test_an_id_of_the_callers_own_is_a_key_too(database: Database) -> None:
    named = replace(DATED, id="a1")
    assert articles.submit_article(database, named).is_new
    assert not articles.submit_article(database, named).is_new
    with pytest.raises(Conflict):
        articles.submit_article(database, replace(named, text="Другой текст."))
    with pytest.raises(Conflict):
        articles.submit_article(database, named, idempotency_key="later")


def test_one_key_in_many_threads_is_one_article(database: Database) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(
            pool.map(
                lambda _: articles.submit_article(database, DATED, idempotency_key="k"), range(24)
            )
        )
    assert len({one.article_id for one in found}) == 1
    assert sum(one.is_new for one in found) == 1


def test_a_checked_article_is_done(database: Database) -> None:
    stored = read_article(database, check_article(database))
    progress = stored.progress
    assert (stored.status, stored.failure) == (JobStatus.DONE, "")
    assert (progress.done, progress.failed, progress.total) == (4, 0, 4)
    assert not stored.is_partly_failed


def test_an_article_without_a_claim_is_done(database: Database) -> None:
    stored = read_article(database, check_article(database, replace(ARTICLE, text="Когда?")))
    assert (stored.status, stored.progress.total) == (JobStatus.DONE, 0)


def test_progress_grows_with_every_change(database: Database) -> None:
    article_id = submit(database)
    seen = [articles.get_progress(database, article_id)]
    while (seen[-1] is None) or not seen[-1].status.is_final:
        taken = take_next(database)
        seen.append(articles.get_progress(database, article_id))
        steps.settle(database, taken, Outcome())
        seen.append(articles.get_progress(database, article_id))
    revisions = [progress.revision for progress in seen if progress is not None]
    assert revisions == sorted(revisions)
    assert len(set(revisions)) >= 3


def test_unknown_articles(database: Database) -> None:
    assert articles.get_article(database, "none") is None
    assert articles.get_progress(database, "none") is None
    with pytest.raises(NotStored):
        articles.cancel_article(database, "none")


def test_pages_show_every_article_once_the_newest_first(database: Database) -> None:
    submitted = [submit(database) for _ in range(7)]
    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = articles.list_articles(database, after=cursor, limit=3)
        seen += [stored.article.id for stored in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert sorted(seen) == sorted(submitted)
    moments = [read_article(database, article_id).created_at for article_id in seen]
    assert moments == sorted(moments, reverse=True)


@pytest.mark.parametrize("cursor", ["", "x", "%%%", "WzFd", "bnVsbA", "WzEsMl0", "ё"])
def test_a_cursor_of_our_own_making_only(database: Database, cursor: str) -> None:
    with pytest.raises(InvalidCursor):
        articles.list_articles(database, after=cursor)


def test_cancelling_keeps_what_was_found(database: Database) -> None:
    article_id = submit(database, replace(ARTICLE, text=f"{ARTICLE.text}\n" * 10))  # 40 claims
    toolkit = make_toolkit(database, MemoryBell())
    for _ in range(2):  # the split and one of three verify steps
        run_step(str(find_ready(database)), toolkit)
    articles.cancel_article(database, article_id)
    run_all(database)
    stored = read_article(database, article_id)
    assert stored.status is JobStatus.CANCELLED
    assert stored.progress.done in {16, 8}  # a whole batch or the last one
    found = claims.list_claims(database, limit=100).items
    assert sum(claim.verdict is not None for claim in found) == stored.progress.done


def test_what_has_ended_is_not_cancelled(database: Database) -> None:
    article_id = check_article(database)
    assert articles.cancel_article(database, article_id) is None
    assert read_article(database, article_id).status is JobStatus.DONE


def test_a_cancelled_step_cannot_settle_and_the_job_ends(database: Database) -> None:
    article_id = submit(database)
    taken = take_next(database)
    ready = articles.cancel_article(database, article_id)
    assert ready is not None
    assert [step.kind for step in ready] == [StepKind.JOIN]
    assert steps.settle(database, taken, Outcome()) is None
    assert not steps.renew(database, taken, Timing())
    run_all(database)
    assert read_article(database, article_id).status is JobStatus.CANCELLED
    assert claims.list_claims(database).items == ()
    assert articles.cancel_article(database, article_id) is None
