"""Redis and PostgreSQL as they are deployed, and processes of ours on top, for a while."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from indexes.claims.database import Database, open_database, upgrade_database
from indexes.claims.tables import claims, jobs
from tests.faults.processes import ROOT, Service
from tests.postgresql import PostgresServer, running_postgresql
from tests.scale.machines import cpu_seconds, family
from tests.servers import RedisServer, find_redis
from tests.service.live import environment_for


@dataclass(frozen=True, slots=True)
class Servers:
    """PostgreSQL, which syncs to the disk here, and Redis."""

    postgresql: PostgresServer
    redis: RedisServer

    def cpu_seconds(self) -> float:
        running = (self.postgresql.process, self.redis.process)
        return sum(cpu_seconds(family(one.pid)) for one in running if one is not None)

    def count_connections(self) -> int:
        """Of processes of ours, in use or kept."""
        query = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'sverka'"
        with self.postgresql.connect() as connection:
            (count,) = connection.execute(query).fetchone() or (0,)
        return int(str(count))

    def measure_database(self, name: str) -> int:
        """Bytes."""
        with self.postgresql.connect() as connection:
            found = connection.execute("SELECT pg_database_size(%s)", (name,)).fetchone()
        return int(str(found[0])) if found else 0


@contextmanager
def running_servers() -> Iterator[Servers]:
    program = find_redis()
    with running_postgresql(fsync="on") as postgresql, tempfile.TemporaryDirectory() as folder:
        redis = RedisServer(program, Path(folder))
        redis.start()
        try:
            yield Servers(postgresql, redis)
        finally:
            redis.kill()


@dataclass(frozen=True, slots=True)
class Settings:
    """Where processes of one run find everything."""

    folder: Path  # their own: caches begin empty
    database_url: str
    library_url: str
    redis: RedisServer

    def environment(self) -> dict[str, str]:
        return environment_for(self.folder) | {
            "SVERKA_DATABASE_URL": self.database_url,
            "SVERKA_LIBRARY_URL": self.library_url,
            "SVERKA_BROKER_URL": self.redis.url,
            "SVERKA_LOG_LEVEL": "info",
        }

    def service(self, name: str, *arguments: str) -> Service:
        log = self.folder / f"{name}.log"
        return Service(["service.cli", *arguments], self.environment(), log, folder=ROOT)


@contextmanager
def fresh_settings(servers: Servers, name: str, library: Path) -> Iterator[Settings]:
    """A database and a folder of its own, with a copy of the library."""
    servers.redis.flush()
    url = servers.postgresql.create_database(name)
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder) / "library"
        shutil.copytree(library, copied)
        yield Settings(Path(folder), url, f"embedded://{copied}", servers.redis)
    servers.postgresql.drop_database(name)


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """The store with its tables."""
    with closing(open_database(url)) as database:
        upgrade_database(database)
        yield database


def count_unfinished(database: Database) -> int:
    query = select(func.count()).where(jobs.c.finished_at.is_(None))
    with database.reading() as connection:
        return connection.execute(query).scalar_one()


def count_checked(database: Database) -> int:
    """Claims with a verdict."""
    query = select(func.count()).where(claims.c.verdict_count > 0)
    with database.reading() as connection:
        return connection.execute(query).scalar_one()
