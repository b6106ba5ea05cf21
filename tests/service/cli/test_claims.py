"""`sverka submit`, `recheck`, `claims list`: over a real database, checked by a plain checker."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexes.claims.articles import get_article, get_progress, list_articles
from indexes.claims.claims import list_claims
from indexes.claims.database import Database, open_database, upgrade_database
from indexes.claims.verdicts import list_history
from tests.plain import make_toolkit
from tests.service.cli.conftest import Run
from tests.waiting import wait_until
from workers.bells import MemoryBell
from workers.embedded import start_embedded_workers

TEXT = "Байконур основан в 1955 году. Гагарин полетел в космос в 1961 году. Зачем?"


@pytest.fixture
def database(folder: Path) -> Iterator[Database]:
    opened = open_database(f"sqlite:///{folder}/claims.sqlite")
    upgrade_database(opened)
    yield opened
    opened.close()


def check_everything(database: Database) -> None:
    """Another process's workers: they find what was stored without hearing its bell."""
    workers = start_embedded_workers(make_toolkit(database, MemoryBell()), threads=1)
    articles = [stored.article.id for stored in list_articles(database).items]
    wait_until(lambda: all(get_progress(database, one).status.is_final for one in articles), 30)
    assert workers.stop()


def test_submit_then_list(run: Run, folder: Path, database: Database) -> None:
    (folder / "article.txt").write_text(TEXT, encoding="utf-8")
    options = ("--title", "Космос", "--published-at", "2025-11-12", "--idempotency-key", "one")
    submitted = run("submit", folder / "article.txt", *options)
    again = run("submit", folder / "article.txt", *options)
    assert submitted.exit_code == 0
    assert submitted.stdout == again.stdout
    assert "sverka serve" in submitted.stderr
    stored = get_article(database, submitted.stdout.strip()).article
    assert (stored.text, stored.title, stored.language) == (TEXT, "Космос", "ru")
    assert stored.published_at.isoformat() == "2025-11-12"

    check_everything(database)
    listed = run("claims", "list").stdout
    assert "Байконур основан в 1955 году." in listed
    assert "refuted" in listed
    assert "80%" in listed
    flagged = run("claims", "list", "--flagged").stdout
    assert ("Байконур" in flagged, "Гагарин" in flagged) == (True, False)
    supported = run("claims", "list", "--verdict", "supported").stdout
    assert ("Байконур" in supported, "Гагарин" in supported) == (False, True)
    assert run("claims", "list", "--article", "none").stderr == "No claims.\n"


def test_index(run: Run, database: Database) -> None:
    run("submit", "-", piped=TEXT)
    check_everything(database)
    assert run("claims", "index").stdout == "2 added, 0 removed, 2 claims\n"
    assert run("claims", "index").stdout == "0 added, 0 removed, 2 claims\n"


def test_recheck(run: Run, database: Database) -> None:
    assert run("recheck", "--all").stderr == "There are no claims yet.\n"
    run("submit", "-", piped=TEXT)
    check_everything(database)
    claim_id = list_claims(database).items[0].claim.id
    assert run("recheck", claim_id).stdout.startswith("1 claims are checked again")
    assert run("recheck", "--all").stdout.startswith("2 claims are checked again")
    workers = start_embedded_workers(make_toolkit(database, MemoryBell()), threads=1)
    wait_until(lambda: len(list_history(database, claim_id)) == 3, 30)
    assert workers.stop()
    unknown = run("recheck", claim_id, "nonsense")
    assert unknown.exit_code == 1
    assert "No such claim" in unknown.stderr


@pytest.mark.parametrize("arguments", [("recheck",), ("recheck", "--all", "x")])
def test_recheck_wants_claims_or_all(run: Run, arguments: tuple[str, ...]) -> None:
    refused = run(*arguments)
    assert refused.exit_code == 2
    assert "Name claims, or give --all" in refused.stderr
