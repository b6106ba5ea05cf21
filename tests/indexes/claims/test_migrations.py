"""Migrations up and down, from nothing and from a store that has been used, on both databases."""

import json
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Date, DateTime, MetaData, event, insert, inspect, select
from sqlalchemy.types import TypeEngine

from indexes.claims import articles, claims, reviews, schedules, verdicts
from indexes.claims.database import MIGRATIONS, Database, downgrade_database, upgrade_database
from indexes.claims.stored import JobStatus
from indexes.claims.tables import UtcTime, metadata
from tests.stores import check_article, read_article, submit

UPGRADE = """
import sys
from indexes.claims.database import open_database, upgrade_database
upgrade_database(open_database(sys.argv[1]))
"""
FIRST = "0001"
# A checked article with a review and a schedule, as the first revision stored them. Never written
# anew: stores like it are out there.
USED = json.loads((Path(__file__).parent / "used_0001.json").read_text())
UNMIGRATED = ["alembic_version"]
Rows = dict[str, list[dict[str, Any]]]  # by table, as JSON holds them


def list_revisions() -> list[str]:
    """The oldest first."""
    found = ScriptDirectory(str(MIGRATIONS)).walk_revisions()
    return [script.revision for script in found][::-1]


def assert_schema_is_the_one_in_tables(database: Database) -> None:
    with database.engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def reflect(database: Database) -> MetaData:
    """The tables as they are, without what the code believes of them."""
    found = MetaData()
    event.listen(found, "column_reflect", keep_moments_in_utc)
    with database.reading() as connection:
        found.reflect(connection)
    return found


def keep_moments_in_utc(_inspector: object, _table: object, column: dict[str, Any]) -> None:
    if isinstance(column["type"], DateTime):
        column["type"] = UtcTime()


def put_in(database: Database, stored: Rows) -> None:
    tables = reflect(database).sorted_tables
    with database.writing() as connection:
        for table in tables:
            for row in stored.get(table.name, []):
                values = {name: read_value(table.c[name].type, row[name]) for name in row}
                connection.execute(insert(table).values(values))


def read_value(kind: TypeEngine[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, UtcTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(kind, Date) else value


def take_out(database: Database) -> Rows:
    found: Rows = {}
    with database.reading() as connection:
        for table in reflect(database).sorted_tables:
            rows = connection.execute(select(table).order_by(*table.primary_key))
            found[table.name] = [
                {name: write_value(value) for name, value in row._mapping.items()} for row in rows
            ]
    return {name: rows for name, rows in found.items() if name not in UNMIGRATED}


def write_value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def test_from_nothing_one_by_one_up_and_down(empty_database: Database) -> None:
    before = "base"
    for revision in list_revisions():
        upgrade_database(empty_database, revision)
        downgrade_database(empty_database, before)
        upgrade_database(empty_database, revision)
        before = revision
    assert_schema_is_the_one_in_tables(empty_database)
    for revision in [*list_revisions()[-2::-1], "base"]:
        downgrade_database(empty_database, revision)
    assert inspect(empty_database.engine).get_table_names() == UNMIGRATED


def test_a_used_store_is_upgraded_with_all_it_holds(empty_database: Database) -> None:
    upgrade_database(empty_database, FIRST)
    put_in(empty_database, USED)
    upgrade_database(empty_database)
    assert_schema_is_the_one_in_tables(empty_database)
    (article,) = articles.list_articles(empty_database).items
    assert (article.status, article.article.title) == (JobStatus.DONE, "Космос")
    first, *others = claims.list_claims(empty_database).items
    assert (len(others), first.verdict_count, first.assignee) == (3, 2, "Айгуль")
    assert first.schedule == schedules.get_schedule(empty_database, first.claim.id)
    assert first.review == reviews.list_reviews(empty_database).items[0]
    assert [one.number for one in verdicts.list_history(empty_database, first.claim.id)] == [2, 1]
    assert read_article(empty_database, check_article(empty_database)).progress.done == 4


def test_positions_become_places_and_starts_again(empty_database: Database) -> None:
    upgrade_database(empty_database, FIRST)
    put_in(empty_database, USED)
    starts = [one["position"] for one in USED["claims"]]
    upgrade_database(empty_database, "0002")
    places = [one["position"] for one in take_out(empty_database)["claims"]]
    assert places == [sorted(starts).index(start) for start in starts]
    downgrade_database(empty_database, FIRST)
    assert [one["position"] for one in take_out(empty_database)["claims"]] == starts


def test_a_used_store_is_downgraded_and_keeps_what_the_first_revision_knew(
    empty_database: Database,
) -> None:
    upgrade_database(empty_database, FIRST)
    put_in(empty_database, USED)
    for revision in list_revisions()[1:]:
        upgrade_database(empty_database, revision)
    for revision in list_revisions()[-2::-1]:
        downgrade_database(empty_database, revision)
    assert take_out(empty_database) == USED
    downgrade_database(empty_database, "base")
    assert inspect(empty_database.engine).get_table_names() == UNMIGRATED
    upgrade_database(empty_database)
    assert claims.list_claims(empty_database).items == ()


def test_upgrading_again_keeps_what_is_stored(empty_database: Database) -> None:
    upgrade_database(empty_database)
    article_id = submit(empty_database)
    upgrade_database(empty_database)
    assert read_article(empty_database, article_id).article.title == "Космос"


def test_two_processes_may_upgrade_at_once(empty_database: Database) -> None:
    command = [sys.executable, "-c", UPGRADE, empty_database.url]
    both = [subprocess.Popen(command) for _ in range(2)]
    assert [process.wait(120) for process in both] == [0, 0]
    submit(empty_database)
