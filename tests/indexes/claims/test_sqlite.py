"""What is SQLite's alone: surviving power cuts, one writer at a time."""

import pytest
from sqlalchemy import text

from indexes.claims.database import Database, DatabaseUnavailable, open_database


def test_opened_to_survive_power_cuts(sqlite_database: Database) -> None:
    with sqlite_database.reading() as connection:
        found = [
            connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert found == ["wal", 2, 1]  # 2: FULL


def test_a_writer_in_the_way_is_an_outage(sqlite_database: Database) -> None:
    impatient = open_database(sqlite_database.url, busy_timeout_seconds=0)
    with (
        sqlite_database.writing(),
        pytest.raises(DatabaseUnavailable) as caught,
        impatient.writing(),
    ):
        pass
    assert caught.value.retry
    impatient.close()
