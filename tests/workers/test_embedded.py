"""Worker threads and reconciler inside one process."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from indexes.claims import articles
from indexes.claims.database import Database
from indexes.claims.stored import JobStatus, StepRef
from indexes.claims.tables import steps as table
from tests.plain import PlainChecker, make_articles, make_toolkit
from tests.stores import ARTICLE, read_article, set_back, submit
from tests.waiting import wait_until
from workers import embedded
from workers.bells import MemoryBell
from workers.embedded import EmbeddedWorkers, start_embedded_workers
from workers.toolkit import Toolkit


@pytest.fixture
def toolkit(database: Database) -> Toolkit:
    return make_toolkit(database, MemoryBell())


@pytest.fixture
def workers(toolkit: Toolkit) -> Iterator[EmbeddedWorkers]:
    started = start_embedded_workers(toolkit, threads=3)
    yield started
    assert started.stop()


def is_done(database: Database, article_id: str) -> bool:
    return read_article(database, article_id).status is JobStatus.DONE


@pytest.mark.usefixtures("workers")
def test_articles_are_checked(database: Database, toolkit: Toolkit) -> None:
    submitted = [articles.submit_article(database, one) for one in make_articles(10)]
    for one in submitted:
        toolkit.bell.ring(one.steps)
    wait_until(lambda: all(is_done(database, one.article_id) for one in submitted), 60)


@pytest.mark.usefixtures("workers")
def test_what_nobody_rang_for_is_found(database: Database) -> None:
    article_id = submit(database)
    set_back(database, table.c.rung_at, timedelta(hours=1))
    wait_until(lambda: is_done(database, article_id), 60)


def test_stopping_lets_a_step_end(database: Database) -> None:
    toolkit = make_toolkit(database, MemoryBell(), PlainChecker(seconds=0.3))
    started = start_embedded_workers(toolkit, threads=1)
    submitted = articles.submit_article(database, ARTICLE)
    toolkit.bell.ring(submitted.steps)
    wait_until(lambda: read_article(database, submitted.article_id).status is JobStatus.RUNNING, 30)
    assert started.stop()
    assert read_article(database, submitted.article_id).progress.total == 4
    assert not any(thread.is_alive() for thread in started.threads)


def test_stopping_does_not_wait_for_ever(database: Database) -> None:
    toolkit = make_toolkit(database, MemoryBell(), PlainChecker(seconds=2.0))
    started = start_embedded_workers(toolkit, threads=1)
    submitted = articles.submit_article(database, ARTICLE)
    toolkit.bell.ring(submitted.steps)
    wait_until(lambda: read_article(database, submitted.article_id).status is JobStatus.RUNNING, 30)
    assert not started.stop(timeout_seconds=0.0)
    assert started.stop()


def test_a_thread_survives_whatever_happens(
    database: Database, toolkit: Toolkit, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_step = embedded.run_step

    def fail_on_unknown(step_id: str, tools: Toolkit) -> None:
        if step_id == "unheard of":
            raise RuntimeError(step_id)
        run_step(step_id, tools)

    monkeypatch.setattr(embedded, "run_step", fail_on_unknown)
    started = start_embedded_workers(toolkit, threads=1)
    submitted = articles.submit_article(database, ARTICLE)
    (first,) = submitted.steps
    toolkit.bell.ring([StepRef("unheard of", first.kind), first])
    wait_until(lambda: is_done(database, submitted.article_id), 60)
    assert started.stop()


def test_a_reconciler_survives_whatever_happens(
    database: Database, toolkit: Toolkit, monkeypatch: pytest.MonkeyPatch
) -> None:
    passes: list[bool] = []

    def fail(*_: object) -> None:
        passes.append(True)
        raise RuntimeError

    monkeypatch.setattr(embedded, "reconcile_once", fail)
    monkeypatch.setattr(embedded, "RECONCILE_EVERY_SECONDS", 0.01)
    started = start_embedded_workers(toolkit, threads=1)
    wait_until(lambda: len(passes) > 2, 30)
    assert started.stop()


def test_only_the_bell_in_memory_is_heard(toolkit: Toolkit) -> None:
    class Elsewhere:
        def ring(self, steps: Sequence[StepRef]) -> None:
            """Heard elsewhere."""

        def close(self) -> None:
            """Nothing is held."""

    with pytest.raises(TypeError):
        start_embedded_workers(replace(toolkit, bell=Elsewhere()))
