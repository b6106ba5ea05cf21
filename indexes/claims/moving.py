"""A claims store moved into another one, row by row, so that a broken-off move can be taken up."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from indexes.claims.database import Database
from indexes.claims.tables import metadata

BATCH_ROWS = 500

Row = dict[str, Any]
Progress = Callable[[int, int], None]  # rows that are done, and of how many


class StoreConflict(ValueError):
    """The store to be filled holds rows that stand against ours."""


@dataclass(frozen=True, slots=True)
class MovedTable:
    """One table of the old store, looked for in the new one."""

    name: str
    rows: int  # in the old store
    same: int  # of them, in the new one, with every value
    missing: int

    @property
    def differing(self) -> int:
        return self.rows - self.same - self.missing


def count_rows(database: Database) -> dict[str, int]:
    """Of each table."""
    with database.reading() as connection:
        return {table.name: _count(connection, table) for table in metadata.sorted_tables}


def move_store(source: Database, target: Database, on_progress: Progress | None = None) -> None:
    """Copy every row that the target has not, `BATCH_ROWS` a transaction; what is there stays.

    Nobody may work on either store meanwhile. Again after a break: it goes on.

    Raises:
        StoreConflict: the target holds other rows under the same keys.
        DatabaseUnavailable: batches before this one are stored.
    """
    with source.reading() as reading:
        total = sum(_count(reading, table) for table in metadata.sorted_tables)
        done = 0
        for table, rows in _batches(reading):
            _insert(target, table, rows)
            done += len(rows)
            if on_progress:
                on_progress(done, total)


def compare_stores(source: Database, target: Database) -> list[MovedTable]:
    """Every row of the source, value by value, with its counterpart in the target."""
    with source.reading() as old, target.reading() as new:
        return [_compare(old, new, table) for table in metadata.sorted_tables]


def _compare(old: Connection, new: Connection, table: Table) -> MovedTable:
    rows = same = missing = 0
    for batch in _pages(old, table):
        ids = [row["id"] for row in batch]
        found = {row["id"]: row for row in _rows(new, table, table.c.id.in_(ids))}
        rows += len(batch)
        missing += len(batch) - len(found)
        same += sum(found.get(row["id"]) == row for row in batch)
    return MovedTable(table.name, rows, same, missing)


def _batches(connection: Connection) -> Iterator[tuple[Table, list[Row]]]:
    """A table comes after those that its rows refer to."""
    for table in metadata.sorted_tables:
        for page in _pages(connection, table):
            yield table, page


def _pages(connection: Connection, table: Table) -> Iterator[list[Row]]:
    page = _rows(connection, table, table.c.id > "")
    while page:
        yield page
        page = _rows(connection, table, table.c.id > page[-1]["id"])


def _rows(connection: Connection, table: Table, condition: Any) -> list[Row]:  # noqa: ANN401
    query = select(table).where(condition).order_by(table.c.id).limit(BATCH_ROWS)
    return [dict(row) for row in connection.execute(query).mappings()]


def _insert(target: Database, table: Table, rows: Sequence[Row]) -> None:
    try:
        with target.writing() as writing:
            insert = sqlite.insert if writing.dialect.name == "sqlite" else postgresql.insert
            statement = insert(table).on_conflict_do_nothing(index_elements=["id"])
            writing.execute(statement, list(rows))
    except IntegrityError as error:
        raise StoreConflict(
            f"the store to be filled has other {table.name} under the same keys: {error.orig}"
        ) from error


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()
