"""Two `sverka beat` at once: what is due is fired by one of them, and once."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from indexes.claims.claims import list_claims
from indexes.claims.database import Database, open_database, upgrade_database
from indexes.claims.recurrence import Recurrence
from indexes.claims.schedules import put_schedule
from indexes.claims.tables import jobs, schedules, steps
from tests.faults.processes import Service
from tests.plain import make_articles
from tests.postgresql import PostgresServer, postgresql
from tests.servers import RedisServer, find_redis
from tests.service.live import environment_for
from tests.stores import check_article, set_back
from tests.waiting import wait_until

__all__ = ["postgresql"]


@dataclass
class Beats:
    """Both, and what they watch."""

    database: Database
    services: tuple[Service, Service]


@pytest.fixture
def beats(postgresql: PostgresServer, tmp_path: Path) -> Iterator[Beats]:
    redis = RedisServer(find_redis(), tmp_path)
    with ExitStack() as opened:
        redis.start()
        opened.callback(redis.kill)
        database = open_database(postgresql.create_database("beats"))
        opened.callback(postgresql.drop_database, "beats")
        opened.enter_context(closing(database))
        upgrade_database(database)
        environment = environment_for(tmp_path) | {
            "SVERKA_DATABASE_URL": database.url,
            "SVERKA_BROKER_URL": redis.url,
        }
        services = [
            Service(["service.cli", "beat"], environment, tmp_path / f"beat-{number}.log")
            for number in range(2)
        ]
        for service in services:
            opened.callback(service.kill)
        yield Beats(database, (services[0], services[1]))


def schedule_claims(database: Database) -> int:
    """A schedule for every claim of an article; how many there are."""
    check_article(database, make_articles(9)[-1])
    found = list_claims(database).items
    for one in found:
        put_schedule(database, one.claim.id, Recurrence(every=1))
    return len(found)


def make_due(database: Database, number: int) -> None:
    """Each time at another due time: one that has been fired is not fired again."""
    set_back(database, schedules.c.next_due_at, timedelta(hours=1, seconds=number))


def list_fired(database: Database) -> list[str]:
    """The claim of every re-check that was submitted."""
    query = select(steps.c.claim_ids).join(jobs).where(jobs.c.article_id.is_(None))
    with database.reading() as connection:
        return list(connection.execute(query).scalars())


def test_every_due_time_is_fired_once(beats: Beats) -> None:
    """By both, then by either alone, so that both are known to fire."""
    database, (first, second) = beats.database, beats.services
    count = schedule_claims(database)
    first.start()
    second.start()
    wait_until(lambda: "beat: Starting" in first.log.read_text(), 60)
    wait_until(lambda: "beat: Starting" in second.log.read_text(), 60)
    for number, killed in enumerate((None, first, second), 1):
        make_due(database, number)
        if killed is not None:
            killed.kill()
        wait_until(lambda: len(list_fired(database)) >= count * number, 60)  # noqa: B023
        if killed is not None:
            killed.start()
            wait_until(lambda: killed.log.read_text().count("beat: Starting") == 2, 60)  # noqa: B023
    assert {Counter(list_fired(database))[claim] for claim in list_fired(database)} == {3}
    assert len(list_fired(database)) == 3 * count
