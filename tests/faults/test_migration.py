"""`sverka migrate` is killed with -9 in the middle of claims and of sources, and goes on."""

import fcntl
import random
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from indexes.claims.database import Database, open_database, upgrade_database
from indexes.claims.moving import compare_stores, count_rows
from indexes.records import Source
from indexes.sources.back_ends import open_library
from indexes.sources.embedded.library import open_embedded
from indexes.sources.ingest import ingest_sources
from indexes.sources.library import LibraryError
from indexes.sources.moving import compare_libraries
from tests.faults.migrating_process import EMBEDDER
from tests.faults.processes import Service
from tests.plain import make_articles
from tests.postgresql import PostgresServer, postgresql
from tests.service.live import environment_for
from tests.stores import check_article, migrated_file, submit
from tests.stores import database as old_store
from tests.waiting import wait_until

__all__ = ["migrated_file", "old_store", "postgresql"]

CHECKED, WAITING, SOURCES = 3, 100, 30
KILLS = (0.1, 0.4), (0.4, 0.8)  # where on the way: twice in the claims, twice in the sources


@dataclass
class Migration:
    """From files to PostgreSQL and another library, as --from and --to name them."""

    old: Database
    new: Database
    folder: Path

    @property
    def libraries(self) -> tuple[str, str]:
        return f"embedded://{self.folder}/old", f"embedded://{self.folder}/new"

    def process(self, *options: str) -> Service:
        old, new = self.libraries
        stores = ["--from", self.old.url, "--to", self.new.url]
        return Service(
            ["tests.faults.migrating_process", *stores, "--from", old, "--to", new, *options],
            environment_for(self.folder),
            self.folder / "migrate.log",
        )

    def count_claims_rows(self) -> int:
        return sum(count_rows(self.new).values())

    def count_sources(self) -> int:
        if is_held(self.folder / "new"):
            return 0
        try:
            with closing(open_library(self.libraries[1])) as library:
                return library.status().source_count
        except LibraryError:  # it has not been made yet
            return 0


def is_held(folder: Path) -> bool:
    """The process was stopped while it held a lock that an opening library waits for."""
    for file in folder.glob("*/words/.tantivy-meta.lock"):
        with file.open("rb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
    return False


@pytest.fixture
def migration(
    old_store: Database, postgresql: PostgresServer, tmp_path: Path
) -> Iterator[Migration]:
    """Checked articles, more that wait, and a library."""
    for article in make_articles(CHECKED):
        check_article(old_store, article)
    for _ in range(WAITING):
        submit(old_store)
    old_store.close()  # who migrates wants it for itself
    with closing(open_database(postgresql.create_database("migration"))) as new:
        upgrade_database(new)
        found = Migration(old_store, new, tmp_path)
        fill_library(found.libraries[0])
        yield found
    postgresql.drop_database("migration")


def fill_library(url: str) -> None:
    sources = [
        Source(id=f"note-{number}", text=f"Заметка {number} об открытии моста.", language="ru")
        for number in range(SOURCES)
    ]
    with closing(
        open_library(url, embedding_model=EMBEDDER.name, dimensions=EMBEDDER.dimensions)
    ) as library:
        assert ingest_sources(sources, library, EMBEDDER).added == SOURCES


def test_counts_are_whole_and_nothing_is_doubled(migration: Migration) -> None:
    chance = random.Random(20261123)
    rows = sum(count_rows(migration.old).values())
    migration.old.close()
    options: list[str] = []
    for count, total in ((migration.count_claims_rows, rows), (migration.count_sources, SOURCES)):
        for first, last in KILLS:
            goal = round(total * chance.uniform(first, last))
            kill_when(migration.process(*options), count, goal)
            assert goal <= count() < total  # otherwise it was over
            options = ["--continue"]
    last = migration.process(*options)
    last.start()
    wait_until(lambda: not last.is_running(), 120)
    assert last.process is not None
    assert last.process.returncode == 0
    assert_whole(migration)


def kill_when(process: Service, count: Callable[[], int], goal: int) -> None:
    """It stands still while it is looked at, so that it gets no further than that."""

    def has_come_so_far() -> bool:
        assert process.is_running()
        process.stop()
        if count() >= goal:
            return True
        process.go_on()
        return False

    process.start()
    try:
        wait_until(has_come_so_far, 120)
    finally:
        process.kill()


def assert_whole(migration: Migration) -> None:
    assert count_rows(migration.new) == count_rows(migration.old)
    for one in compare_stores(migration.old, migration.new):
        assert (one.same, one.differing, one.missing) == (one.rows, 0, 0), one.name
    old, new = (open_embedded(migration.folder / name) for name in ("old", "new"))
    new.verify()
    found = compare_libraries(old, new)
    assert (found.sources, found.same) == (SOURCES, SOURCES)
    assert new.status().source_count == SOURCES
    assert found.new_passages == found.old_passages
