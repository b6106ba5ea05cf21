"""PostgreSQL as the claims store: connections, how long they wait, what it cannot store."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text

DRIVER = "psycopg"
# Connections are opened as they are needed: a web process of 16 threads may want all of them, a
# worker wants one for its step, one for its heartbeat. More than this many threads wait in line.
POOL_SIZE = 20
POOL_TIMEOUT_SECONDS = 10
RECYCLE_SECONDS = 1800  # firewalls forget connections that live long
POOL_SETTINGS = ("pool_size", "pool_timeout")  # in the URL's query, beside those of libpq
CONNECTING = MappingProxyType(
    {
        "application_name": "sverka",  # in pg_stat_activity
        "client_encoding": "utf8",  # else text of a database in SQL_ASCII comes as bytes
        "connect_timeout": 5,
        # A server that vanished without a word is noticed within half a minute.
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 30_000,  # milliseconds
    }
)
# A process that stands still in a transaction keeps others from its rows no longer than a lease.
IDLE_TRANSACTION_SECONDS = 20
MIGRATION_LOCK = 0x53_56_45_52  # any numbers that only we use: advisory locks
RINGING_LOCK = 0x53_56_45_53
TOUCHING_LOCK = 0x53_56_45_54
NUL, REPLACEMENT = "\0", "\N{REPLACEMENT CHARACTER}"


def open_postgresql(url: URL, lock_timeout_seconds: float) -> Engine:
    """An engine whose pool the URL's query may size: `pool_size`, `pool_timeout` in seconds.

    Raises:
        ImportError: the driver is not installed.
        ValueError: the URL wants another driver, or a pool that cannot be.
    """
    if url.get_driver_name() != DRIVER:
        raise ValueError(f"PostgreSQL is spoken to through {DRIVER}: postgresql+{DRIVER}://…")
    engine = create_engine(
        url.difference_update_query(POOL_SETTINGS),
        pool_size=_read_number(url, "pool_size", POOL_SIZE),
        pool_timeout=_read_number(url, "pool_timeout", POOL_TIMEOUT_SECONDS),
        max_overflow=0,
        pool_pre_ping=True,
        pool_recycle=RECYCLE_SECONDS,
        connect_args=_connect_arguments(url, lock_timeout_seconds),
    )
    event.listen(engine, "before_cursor_execute", _replace_nul, retval=True)
    return engine


def _read_number(url: URL, name: str, default: int) -> int:
    given = url.query.get(name, str(default))
    if not isinstance(given, str) or not given.isdecimal() or int(given) < 1:
        raise ValueError(f"{name} must be a whole number from 1 on, not {given!r}")
    return int(given)


def _connect_arguments(url: URL, lock_timeout_seconds: float) -> dict[str, Any]:
    """What the URL does not say itself."""
    waits = {
        "lock_timeout": lock_timeout_seconds,
        "idle_in_transaction_session_timeout": IDLE_TRANSACTION_SECONDS,
    }
    options = " ".join(f"-c {name}={seconds * 1000:.0f}" for name, seconds in waits.items())
    ours = {**CONNECTING, "options": options}
    return {name: value for name, value in ours.items() if name not in url.query}


def _replace_nul(
    _connection: Connection,
    _cursor: object,
    statement: str,
    parameters: Mapping[str, Any] | Sequence[Mapping[str, Any]],
    _context: object,
    _executemany: object,
) -> tuple[str, Mapping[str, Any] | Sequence[Mapping[str, Any]]]:
    """PostgreSQL stores no NUL, not even that of an error which a step must keep.

    Records are not touched: JSON writes NUL as an escape.
    """
    if isinstance(parameters, Mapping):
        return statement, _without_nul(parameters)
    return statement, [_without_nul(one) for one in parameters]


def _without_nul(parameters: Mapping[str, Any]) -> Mapping[str, Any]:
    if not any(isinstance(value, str) and NUL in value for value in parameters.values()):
        return parameters
    return {
        name: value.replace(NUL, REPLACEMENT) if isinstance(value, str) else value
        for name, value in parameters.items()
    }


def wait_for_migrations(connection: Connection) -> None:
    """Hold the right to migrate until the transaction ends; whoever has it now is waited for."""
    connection.execute(text("SET LOCAL lock_timeout = 0"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})


def may_ring(connection: Connection) -> bool:
    """Hold the right to ring until the transaction ends; False: another reconciler is at it."""
    lock = text("SELECT pg_try_advisory_xact_lock(:key)")
    return bool(connection.execute(lock, {"key": RINGING_LOCK}).scalar_one())


def wait_for_touching(connection: Connection) -> None:
    """Hold the right to re-check what sources touch until the transaction ends, in turns."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": TOUCHING_LOCK})


def read_encoding(connection: Connection) -> str:
    """How the database writes text down."""
    return str(connection.execute(text("SHOW server_encoding")).scalar_one())
