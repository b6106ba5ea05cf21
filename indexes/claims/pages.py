"""Pages by cursor: a cursor is the sort key of the last row that was shown."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, and_, false, or_

from indexes.claims.stored import Page
from indexes.claims.tables import UtcTime

T = TypeVar("T")
LONGEST_PAGE = 500


class InvalidCursor(ValueError):
    """A cursor that we did not hand out."""


class SortKey:
    """Columns to sort by, each up or down; together they must be unique."""

    def __init__(self, *columns: tuple[Column[Any], bool]) -> None:
        self.columns = columns  # (column, whether it descends)

    def order(self) -> list[ColumnElement[Any]]:
        return [column.desc() if descends else column.asc() for column, descends in self.columns]

    def after(self, cursor: str) -> ColumnElement[bool]:
        """The condition that holds for all rows after the cursor's."""
        values = self._read(cursor)
        later: ColumnElement[bool] = false()
        for (column, descends), value in zip(reversed(self.columns), reversed(values), strict=True):
            beyond = column < value if descends else column > value
            later = or_(beyond, and_(column == value, later))
        return later

    def cursor(self, row: Row[Any]) -> str:
        """The cursor of the rows after this one."""
        values = [_write(row._mapping[column]) for column, _ in self.columns]  # noqa: SLF001 - public
        return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")

    def _read(self, cursor: str) -> list[Any]:
        try:
            padded = cursor + "=" * (-len(cursor) % 4)
            values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
            pairs = zip(self.columns, values, strict=True)
            return [_as_stored(column, value) for (column, _), value in pairs]
        except (binascii.Error, ValueError, TypeError) as error:
            raise InvalidCursor("not a cursor of this list") from error


def _write(value: object) -> object:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


def _as_stored(column: Column[Any], value: object) -> object:
    if isinstance(column.type, UtcTime):
        return datetime.fromisoformat(str(value))
    if not isinstance(value, column.type.python_type):
        raise TypeError(column.name)
    return value


def read_page(
    connection: Connection,
    query: Select[Any],
    key: SortKey,
    read_rows: Callable[[Connection, Sequence[Row[Any]]], Sequence[T]],
    *,
    after: str | None,
    limit: int,
) -> Page[T]:
    """The rows after the cursor, made into records by `read_rows`.

    Raises:
        InvalidCursor: `after` is no cursor of this list.
    """
    size = min(max(limit, 1), LONGEST_PAGE)
    if after is not None:
        query = query.where(key.after(after))
    rows = connection.execute(query.order_by(*key.order()).limit(size + 1)).all()
    next_cursor = key.cursor(rows[size - 1]) if len(rows) > size else None
    return Page(tuple(read_rows(connection, rows[:size])), next_cursor)
