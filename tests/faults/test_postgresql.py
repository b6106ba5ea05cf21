"""PostgreSQL is killed under load, its connections run out, two workers hold one step."""

import logging
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from indexes.claims import steps
from indexes.claims.database import (
    NO_CONNECTION_LEFT,
    Database,
    DatabaseUnavailable,
    open_database,
    upgrade_database,
)
from indexes.claims.reconciling import reconcile
from tests.faults.ledger import (
    assert_everything_happened_once,
    assert_stored,
    count_done,
    count_interrupted,
)
from tests.faults.processes import Service
from tests.faults.submitter import submit_patiently
from tests.plain import QUICK, PlainChecker, make_articles, make_toolkit
from tests.postgresql import PostgresServer, running_postgresql
from tests.stores import find_ready, read_article, submit
from tests.waiting import wait_until
from workers.bells import MemoryBell
from workers.embedded import start_embedded_workers
from workers.steps import attempt_step, run_step
from workers.toolkit import Toolkit

ARTICLES = 40
KILLS = 3
THREE_SECONDS_IDLE = "-c idle_in_transaction_session_timeout=3s"
NUMBERS = count()


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    """One that these tests may break."""
    with running_postgresql(max_connections=30) as started:
        yield started


@pytest.fixture
def database(server: PostgresServer) -> Iterator[Database]:
    opened = open_database(server.create_database(f"faults_{next(NUMBERS)}"))
    upgrade_database(opened)
    yield opened
    opened.close()


def make_process(database: Database, tmp_path: Path, name: str) -> Service:
    """An embedded profile that submits the articles and checks them."""
    return Service(
        ["tests.faults.embedded_process", str(ARTICLES), str(tmp_path / "acknowledged")],
        {"SVERKA_DATABASE_URL": database.url},
        tmp_path / f"{name}.log",
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_and_started_again(
    server: PostgresServer, database: Database, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    process = make_process(database, tmp_path, "only")
    process.start()
    try:
        for _ in range(KILLS):
            goal = min(ARTICLES, count_done(database) + chance.randint(2, 8))
            wait_until(lambda goal=goal: count_done(database) >= goal, 120)
            server.kill()
            time.sleep(chance.uniform(0, 0.5))  # how long it is away
            server.start(max_connections=30)
        wait_until(lambda: count_done(database) == ARTICLES, 120)
        assert process.is_running()  # it was never started again
    finally:
        process.kill()
    assert_stored(database, tmp_path / "acknowledged")
    assert_everything_happened_once(database, ARTICLES)
    assert count_interrupted(database) > 0  # otherwise the faults hit nothing


def test_a_process_stands_still_and_another_takes_its_steps(
    database: Database, tmp_path: Path
) -> None:
    """It may stand still in a transaction, and goes on as if nothing had happened."""
    impatient = replace(database, url=f"{database.url}&options={quote(THREE_SECONDS_IDLE)}")
    first, second = (make_process(impatient, tmp_path, name) for name in ("first", "second"))
    first.start()
    try:
        wait_until(lambda: count_done(database) > 0, 120)
        first.stop()
        second.start()
        wait_until(lambda: count_interrupted(database) > 0, 120)
        first.go_on()
        wait_until(lambda: count_done(database) == ARTICLES, 120)
    finally:
        first.kill()
        second.kill()
    assert_stored(database, tmp_path / "acknowledged")
    assert_everything_happened_once(database, ARTICLES)


@pytest.mark.parametrize("seed", [1, 2])
def test_two_workers_on_one_step(database: Database, seed: int) -> None:
    """Both are told of every step at once; of some, both believe that they hold it."""
    chance = random.Random(seed)
    for number, article in enumerate(make_articles(10)):
        submit_patiently(database, article, str(number))
    others = open_database(database.url)
    toolkits = [make_toolkit(one, MemoryBell(), PlainChecker()) for one in (database, others)]
    with ThreadPoolExecutor(2) as pool:
        while (step_id := find_ready(database)) is not None:
            if chance.random() < 0.4:
                held_twice(step_id, toolkits, pool)
            else:
                list(pool.map(run_step, [step_id] * 2, toolkits))
    others.close()
    assert_everything_happened_once(database, 10)
    assert count_interrupted(database) > 0


def held_twice(step_id: str, toolkits: list[Toolkit], pool: ThreadPoolExecutor) -> None:
    """The first worker's lease has run out, but it works on, beside the second."""
    slow = steps.take(toolkits[0].database, step_id, replace(QUICK, lease_seconds=-1.0))
    reconcile(toolkits[1].database, replace(QUICK, back_off_seconds=0.0))
    quick = steps.take(toolkits[1].database, step_id, QUICK)
    assert slow is not None
    assert quick is not None
    list(pool.map(attempt_step, [slow, quick], toolkits))


def test_every_connection_in_use(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    """Six workers share two connections, and for a while they have none."""
    caplog.set_level(logging.WARNING)
    narrow = open_database(f"{database.url}&pool_size=2&pool_timeout=1")
    bell = MemoryBell()
    workers = start_embedded_workers(make_toolkit(narrow, bell, PlainChecker(0.02)), threads=6)
    for number, article in enumerate(make_articles(ARTICLES)):
        bell.ring(submit_patiently(database, article, str(number)).steps)
    for _ in range(3):
        goal = min(ARTICLES, count_done(database) + 5)
        wait_until(lambda goal=goal: count_done(database) >= goal, 120)
        before = count_outages(caplog)
        with ExitStack() as held:
            for _ in range(2):
                hold_connection(narrow, held)
            wait_until(lambda before=before: count_outages(caplog) >= before + 3, 60)
    wait_until(lambda: count_done(database) == ARTICLES, 120)
    assert workers.stop()
    narrow.close()
    assert_everything_happened_once(database, ARTICLES)


def hold_connection(database: Database, held: ExitStack) -> None:
    while True:  # the workers want it too
        try:
            held.enter_context(database.reading())
        except DatabaseUnavailable:
            continue
        return


def count_outages(caplog: pytest.LogCaptureFixture) -> int:
    return sum(NO_CONNECTION_LEFT in record.getMessage() for record in list(caplog.records))


def test_every_connection_of_the_server_in_use(server: PostgresServer, database: Database) -> None:
    """Who gets none is told that waiting helps; then it goes on."""
    database.close()
    with ExitStack() as held:
        hold_server(server, held)
        with pytest.raises(DatabaseUnavailable, match="too many clients"):
            submit(database)
    wait_until(lambda: has_room(server), 30)  # closed connections take a moment to be free
    assert read_article(database, submit(database)).article.title == "Космос"


def has_room(server: PostgresServer) -> bool:
    """For one connection more."""
    try:
        server.connect().close()
    except psycopg.OperationalError:
        return False
    return True


def hold_server(server: PostgresServer, held: ExitStack) -> None:
    """Take connections until there is no more."""
    while True:
        try:
            held.enter_context(server.connect())
        except psycopg.OperationalError:
            return
