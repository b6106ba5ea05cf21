"""SQLite as the claims store: a file that threads and processes of one machine share."""

import sqlite3
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

WAL_RETRY_SECONDS = 0.02


def open_sqlite(url: URL, busy_timeout_seconds: float) -> Engine:
    """An engine on a file, which is made with its folder where it is missing.

    Raises:
        ValueError: the URL names no file.
    """
    file = url.database
    if not file or file == ":memory:":
        raise ValueError("a claims store in SQLite needs a file: threads and processes share it")
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        connect_args={"timeout": busy_timeout_seconds, "isolation_level": None},
        max_overflow=100,  # a connection costs nothing here, and every thread may want its own
    )
    event.listen(engine, "connect", partial(_prepare, busy_timeout_seconds))
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(
    patience_seconds: float,
    connection: Any,  # noqa: ANN401 - DBAPI connection
    _record: object,
) -> None:
    _enter_wal(connection, monotonic() + patience_seconds)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _enter_wal(connection: Any, deadline: float) -> None:  # noqa: ANN401 - DBAPI connection
    """Write ahead. SQLite does not wait for others who open a new file at the same time; we do."""
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if monotonic() > deadline:
                raise
            sleep(WAL_RETRY_SECONDS)
        else:
            return


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    connection.exec_driver_sql(options.get("sqlite_begin", "BEGIN"))
