"""The embedded process is killed with -9, again and again, in the middle of 200 articles."""

import random
import time
from pathlib import Path

from indexes.claims.database import open_database, upgrade_database
from tests.faults.ledger import (
    assert_everything_happened_once,
    assert_stored,
    count_done,
    count_interrupted,
)
from tests.faults.processes import Service
from tests.waiting import wait_until

ARTICLES = 200


def test_nothing_is_lost_or_done_twice(tmp_path: Path) -> None:
    chance = random.Random(20251112)
    database = open_database(f"sqlite:///{tmp_path}/claims.sqlite")
    upgrade_database(database)
    acknowledged = tmp_path / "acknowledged"
    service = Service(
        ["tests.faults.embedded_process", str(ARTICLES), str(acknowledged)],
        {"SVERKA_DATABASE_URL": database.url},
        tmp_path / "service.log",
    )
    service.start()
    try:
        for _ in range(6):
            goal = count_done(database) + chance.randint(5, 25)
            wait_until(lambda goal=goal: count_done(database) >= goal, 120)
            time.sleep(chance.uniform(0, 0.1))  # anywhere in a step
            service.restart()
        wait_until(lambda: count_done(database) == ARTICLES, 120)
    finally:
        service.kill()
    assert_stored(database, acknowledged)
    assert_everything_happened_once(database, ARTICLES)
    assert count_interrupted(database) > 0  # otherwise the faults hit nothing
    database.close()
