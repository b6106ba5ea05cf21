"""The tasks: each runs its step with this process's tools."""

import pytest

from indexes.claims.database import Database
from indexes.claims.stored import JobStatus
from tests.plain import make_toolkit
from tests.stores import check_article, find_ready, list_claim_ids, read_article, submit
from workers import tasks
from workers.bells import MemoryBell
from workers.celery_app import TASKS
from workers.rechecks import recheck_claims


@pytest.fixture(autouse=True)
def toolkit(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    tools = make_toolkit(database, MemoryBell())
    monkeypatch.setattr(tasks, "toolkit", lambda: tools)


def test_tasks_take_an_article_all_the_way(database: Database) -> None:
    article_id = submit(database)
    for task in (tasks.split, tasks.verify, tasks.join):
        task(str(find_ready(database)))
    assert read_article(database, article_id).status is JobStatus.DONE


def test_a_recheck_rings_and_runs(database: Database) -> None:
    check_article(database)
    bell = MemoryBell()
    recheck_claims(database, bell, list_claim_ids(database))
    bell.send_home(1)
    (rung,) = iter(bell.wait, None)
    assert TASKS[rung.kind] == tasks.recheck.name
    tasks.recheck(rung.step_id)
    assert find_ready(database) != rung.step_id


def test_a_fresh_child_leaves_the_parents_connections_alone(database: Database) -> None:
    submit(database)
    pool = database.engine.pool
    tasks.open_tools()
    assert database.engine.pool is not pool
    assert find_ready(database) is not None
