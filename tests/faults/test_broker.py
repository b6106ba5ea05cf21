"""Workers, submitter, beat and Redis are killed with -9, and Redis is flushed, under load."""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from indexes.claims.database import Database, open_database, upgrade_database
from tests.faults.ledger import (
    assert_everything_happened_once,
    assert_stored,
    count_done,
    count_interrupted,
)
from tests.faults.processes import Service
from tests.servers import RedisServer, find_redis
from tests.waiting import wait_until

ARTICLES = 200
FAULTS = 12
CELERY = ["celery", "-A", "tests.faults.worker_app"]


@dataclass
class Fleet:
    """Everything that can fail."""

    redis: RedisServer
    submitter: Service
    worker: Service
    beat: Service
    database: Database
    acknowledged: Path

    def start(self) -> None:
        self.redis.start()
        for service in (self.worker, self.beat, self.submitter):
            service.start()

    def stop(self) -> None:
        for service in (self.worker, self.beat, self.submitter, self.redis):
            service.kill()
        self.database.close()

    def break_something(self, fault: str, chance: random.Random) -> None:
        match fault:
            case "worker":
                self.worker.restart()
            case "child":
                self.worker.kill_child(chance)
            case "submitter":
                self.submitter.restart()
            case "beat":
                self.beat.restart()
            case "flush":
                self.redis.flush()
            case "redis":
                self.redis.kill()
                time.sleep(chance.uniform(0, 1))  # how long it is away
                self.redis.start()


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[Fleet]:
    redis = RedisServer(find_redis(), tmp_path)
    database = open_database(f"sqlite:///{tmp_path}/claims.sqlite")
    upgrade_database(database)
    acknowledged = tmp_path / "acknowledged"
    environment = {"SVERKA_DATABASE_URL": database.url, "SVERKA_BROKER_URL": redis.url}

    def service(name: str, *arguments: str) -> Service:
        return Service(list(arguments), environment, tmp_path / f"{name}.log")

    found = Fleet(
        redis,
        service("submitter", "tests.faults.submitter", str(ARTICLES), str(acknowledged)),
        service("worker", *CELERY, "worker", "-c", "2", "-l", "warning"),
        service("beat", *CELERY, "beat", "-l", "warning", "--pidfile="),
        database,
        acknowledged,
    )
    yield found
    found.stop()


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_lost_or_done_twice(fleet: Fleet, seed: int) -> None:
    chance = random.Random(seed)
    faults = ["worker", "child", "submitter", "beat", "flush", "redis"] * (FAULTS // 6)
    chance.shuffle(faults)
    fleet.start()
    for fault in faults:
        goal = min(ARTICLES, count_done(fleet.database) + chance.randint(2, 12))
        wait_until(lambda goal=goal: count_done(fleet.database) >= goal, 120)
        fleet.break_something(fault, chance)
    if not fleet.submitter.is_running():
        fleet.submitter.start()
    wait_until(lambda: count_done(fleet.database) == ARTICLES, 120)
    assert_stored(fleet.database, fleet.acknowledged)
    assert_everything_happened_once(fleet.database, ARTICLES)
    assert count_interrupted(fleet.database) > 0  # otherwise the faults hit nothing
