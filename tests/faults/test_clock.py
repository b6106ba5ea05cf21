"""Clocks that are wrong: the database's jumps at work, a worker's own is off all the time."""

import random
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from indexes.claims.database import Database, open_database, upgrade_database
from indexes.claims.tables import verdicts
from indexes.records import Verdict, from_json
from tests.clocks import Clock, make_clock
from tests.faults.ledger import (
    assert_everything_happened_once,
    assert_stored,
    count_done,
    count_interrupted,
)
from tests.faults.processes import Service
from tests.postgresql import PostgresServer, running_postgresql
from tests.servers import RedisServer, find_redis
from tests.waiting import wait_until

ARTICLES = 40
HOUR = timedelta(hours=1)
JUMPS = (HOUR, timedelta(0), -HOUR, timedelta(0))  # where the clock then stands: 2 forward, 2 back
CELERY = ["celery", "-A", "tests.faults.worker_app"]


@dataclass
class Place:
    """A store whose clock a test may set, and a process that works on it."""

    database: Database
    clock: Clock
    process: Service
    acknowledged: Path


@contextmanager
def running_by_a_clock() -> Iterator[tuple[PostgresServer, Clock]]:
    with running_postgresql() as server:
        server.kill()
        clock = make_clock(server.folder)
        server.environment = clock.environment
        server.start()
        yield server, clock


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """SQLite has the clock of the process that asks, PostgreSQL its server's."""
    with ExitStack() as opened:
        if request.param == "sqlite":
            clock, url = make_clock(tmp_path), f"sqlite:///{tmp_path}/claims.sqlite"
            environment = clock.environment
        else:
            server, clock = opened.enter_context(running_by_a_clock())
            url, environment = server.create_database("clock"), {}
        database = opened.enter_context(closing(open_database(url)))
        upgrade_database(database)
        acknowledged = tmp_path / "acknowledged"
        process = Service(
            ["tests.faults.embedded_process", str(ARTICLES), str(acknowledged)],
            {"SVERKA_DATABASE_URL": url, **environment},
            tmp_path / "process.log",
        )
        opened.callback(process.kill)
        yield Place(database, clock, process, acknowledged)


def test_the_clock_of_the_store_jumps(place: Place) -> None:
    """Each time that it is set back, who holds steps dies, too: only the clock frees them."""
    chance = random.Random(20261123)
    place.process.start()
    for ahead, before in zip(JUMPS, (timedelta(0), *JUMPS), strict=False):
        goal = len(list_stored(place.database)) + chance.randint(60, 120)  # of 760
        wait_until(lambda goal=goal: len(list_stored(place.database)) >= goal, 60)
        place.clock.set(ahead)
        if ahead < before:
            place.process.restart()
    wait_until(lambda: count_done(place.database) == ARTICLES, 60)
    assert_stored(place.database, place.acknowledged)
    assert_everything_happened_once(place.database, ARTICLES)
    assert count_interrupted(place.database) > 0  # otherwise the faults hit nothing
    assert hours_off(list_stored(place.database)) == {-1, 0, 1}  # it has jumped indeed


def list_stored(database: Database) -> list[datetime]:
    """When verdicts were stored, by the store's clock."""
    with database.reading() as connection:
        return list(connection.execute(select(verdicts.c.stored_at)).scalars())


def list_reached(database: Database) -> list[datetime]:
    """When verdicts were reached, by the clocks of those who reached them."""
    with database.reading() as connection:
        records = connection.execute(select(verdicts.c.record)).scalars()
        return [from_json(Verdict, record).reached_at for record in records]


def hours_off(moments: list[datetime]) -> set[int]:
    now = datetime.now(UTC)
    return {round((moment - now) / HOUR) for moment in moments}


@dataclass
class OffFleet:
    """Workers, a beat and a submitter, of which no two agree what time it is."""

    database: Database
    services: dict[str, Service]
    acknowledged: Path


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[OffFleet]:
    redis = RedisServer(find_redis(), tmp_path)
    with ExitStack() as opened:
        server = opened.enter_context(running_postgresql())
        redis.start()
        opened.callback(redis.kill)
        database = opened.enter_context(closing(open_database(server.create_database("off"))))
        upgrade_database(database)
        environment = {"SVERKA_DATABASE_URL": database.url, "SVERKA_BROKER_URL": redis.url}
        acknowledged = tmp_path / "acknowledged"
        submitter = ["tests.faults.submitter", str(ARTICLES), str(acknowledged)]
        commands = {
            "submitter": (submitter, timedelta(0)),
            "ahead": ([*CELERY, "worker", "-c", "1", "-l", "warning"], HOUR),
            "behind": ([*CELERY, "worker", "-c", "1", "-l", "warning"], -HOUR),
            "beat": ([*CELERY, "beat", "-l", "warning", "--pidfile="], -2 * HOUR),
        }
        services = {}
        for name, (arguments, off) in commands.items():
            own = environment | make_clock(tmp_path, name, off).environment
            services[name] = Service(arguments, own, tmp_path / f"{name}.log")
            opened.callback(services[name].kill)
        yield OffFleet(database, services, acknowledged)


def test_workers_whose_own_clocks_are_off(fleet: OffFleet) -> None:
    for service in fleet.services.values():
        service.start()
    wait_until(lambda: hours_off(list_reached(fleet.database)) == {-1, 1}, 120)
    assert count_done(fleet.database) < ARTICLES
    fleet.services["ahead"].restart()
    wait_until(lambda: count_done(fleet.database) == ARTICLES, 120)
    assert_stored(fleet.database, fleet.acknowledged)
    assert_everything_happened_once(fleet.database, ARTICLES)
    assert hours_off(list_stored(fleet.database)) == {0}
