"""Steps of the way that tests of the store and of workers share."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, select, update

from indexes.claims import articles, claims, rechecks, steps
from indexes.claims.database import Database, open_database, read_clock, upgrade_database
from indexes.claims.stored import (
    Outcome,
    StepStatus,
    StoredArticle,
    StoredClaim,
    TakenStep,
    Timing,
)
from indexes.claims.tables import steps as steps_table
from indexes.records import Article, VerdictLabel
from tests.plain import SENTENCES, make_toolkit, make_verdict
from workers.bells import MemoryBell
from workers.steps import run_step
from workers.toolkit import Checker


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store with its tables, to be copied: quicker than migrating for every test."""
    file = tmp_path_factory.mktemp("claims") / "claims.sqlite"
    opened = open_database(f"sqlite:///{file}")
    upgrade_database(opened)
    opened.close()
    return file


@pytest.fixture
def database(tmp_path: Path, migrated_file: Path) -> Iterator[Database]:
    shutil.copy(migrated_file, tmp_path)
    opened = open_database(f"sqlite:///{tmp_path}/claims.sqlite")
    yield opened
    opened.close()


ARTICLE = Article("", "\n".join(SENTENCES), "Космос", "ru")  # four claims and a question


def submit(database: Database, article: Article = ARTICLE) -> str:
    return articles.submit_article(database, article).article_id


def find_ready(database: Database) -> str | None:
    """The oldest step that can be taken now."""
    with database.reading() as connection:
        is_ready = (
            steps_table.c.status == StepStatus.READY.value,
            steps_table.c.not_before <= read_clock(connection),
        )
        query = select(steps_table.c.id).where(*is_ready)
        found = connection.execute(query.order_by(steps_table.c.created_at, steps_table.c.id))
        return found.scalars().first()


def take_next(database: Database, timing: Timing | None = None) -> TakenStep:
    step_id = find_ready(database)
    assert step_id is not None
    taken = steps.take(database, step_id, timing or Timing())
    assert taken is not None
    return taken


def run_all(database: Database, checker: Checker | None = None) -> None:
    """Run steps until none is ready."""
    toolkit = make_toolkit(database, MemoryBell(), checker)
    while (step_id := find_ready(database)) is not None:
        run_step(step_id, toolkit)


def check_article(database: Database, article: Article = ARTICLE) -> str:
    article_id = submit(database, article)
    run_all(database)
    return article_id


def read_article(database: Database, article_id: str) -> StoredArticle:
    found = articles.get_article(database, article_id)
    assert found is not None
    return found


def read_claim(database: Database, claim_id: str) -> StoredClaim:
    found = claims.get_claim(database, claim_id)
    assert found is not None
    return found


def list_claim_ids(database: Database) -> list[str]:
    return [stored.claim.id for stored in claims.list_claims(database).items]


def recheck_as(database: Database, claim_id: str, label: VerdictLabel) -> None:
    """A recheck of one claim that ends with the label."""
    requested = rechecks.request_recheck(database, [claim_id])
    taken = steps.take(database, requested.steps[0].step_id, Timing())
    assert taken is not None
    verdict = make_verdict(read_claim(database, claim_id).claim, label)
    steps.settle(database, taken, Outcome(verdicts=(verdict,)))


def set_back(database: Database, column: Column[Any], by: timedelta) -> None:
    """Pretend that all moments of a column lie so much earlier."""
    table = column.table
    with database.writing() as connection:
        for row in connection.execute(select(table.c.id, column)).all():
            if row[1] is not None:
                earlier = update(table).where(table.c.id == row.id)
                connection.execute(earlier.values({column: row[1] - by}))
