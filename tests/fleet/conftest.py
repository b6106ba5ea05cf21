"""The whole fleet, started once: what deploy/compose.yaml names, twice and three times over."""

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from indexes.claims.database import Database, open_database
from tests.elastic_server import VARIABLE as GIVEN_CLUSTER
from tests.elastic_server import running_elasticsearch
from tests.faults.processes import Service
from tests.fleet.composition import Composition, read_services
from tests.postgresql import PostgresServer, postgresql
from tests.servers import RedisServer, find_redis, free_port
from tests.service.live import Live, start_live
from tests.waiting import wait_until

__all__ = ["postgresql"]

NODES = "SVERKA_TEST_ELASTICSEARCH_NODES"
HEAP = "256m"
SIZES = {"api": 2, "worker": 3, "beat": 2}


def count_nodes() -> int:
    """Of Elasticsearch: three, unless SVERKA_TEST_ELASTICSEARCH_NODES says one."""
    return 1 if GIVEN_CLUSTER in os.environ else int(os.environ.get(NODES, "3"))


@dataclass
class Fleet:
    """Every process of ours, and a look into the store behind them."""

    services: dict[str, list[Service]]
    database: Database
    apis: list[Live] = field(default_factory=list)

    def start(self) -> None:
        for one in self.everyone():
            one.start()
        self.apis = [Live(one.process, one.log) for one in self.services["api"] if one.process]
        for api in self.apis:
            api.wait_until_ready("/healthz")
            wait_until(lambda api=api: is_ready(api), 60)

    def stop(self) -> None:
        for one in self.everyone():
            one.kill()

    def everyone(self) -> list[Service]:
        return [one for services in self.services.values() for one in services]


def is_ready(api: Live) -> bool:
    """What is not is in the test's output."""
    try:
        with urlopen(f"{api.url}/readyz", timeout=30):
            return True
    except HTTPError as error:
        print(error.read().decode())
        return False


@pytest.fixture(scope="session")
def library_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A library on every node of the cluster."""
    nodes = count_nodes()
    folder = tmp_path_factory.mktemp("elasticsearch")
    with running_elasticsearch(folder, nodes=nodes, heap=HEAP) as address:
        host, _, port = address.partition("://")[2].rpartition(":")
        hosts = ",".join(f"{host}:{int(port) + node}" for node in range(nodes))
        yield f"elasticsearch://{hosts}/fleet-{os.getpid()}"


@pytest.fixture(scope="session")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    server = RedisServer(find_redis(), tmp_path_factory.mktemp("redis"))
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="session")
def fleet(
    tmp_path_factory: pytest.TempPathFactory,
    postgresql: PostgresServer,
    redis: RedisServer,
    library_url: str,
) -> Iterator[Fleet]:
    folder = tmp_path_factory.mktemp("fleet")
    database_url = postgresql.create_database("fleet")
    (folder / "database_url").write_text(database_url)
    composed = Composition(
        read_services("elastic-cluster" if count_nodes() == 3 else "elastic"),
        folder,
        {"SVERKA_LIBRARY_URL": library_url},
        {"redis:6379": f"127.0.0.1:{redis.port}"},
    )
    with closing(open_database(database_url)) as database:
        started = Fleet(make_services(composed), database)
        try:
            started.start()
            yield started
        finally:
            started.stop()


def make_services(composed: Composition) -> dict[str, list[Service]]:
    """As many of each as the fleet has."""
    return {
        name: [composed.service(name, number, **own_address(name)) for number in range(size)]
        for name, size in SIZES.items()
    }


def own_address(name: str) -> dict[str, str]:
    """Containers may all listen on one port; processes of one machine may not."""
    if name != "api":
        return {}
    return {"SVERKA_HOST": "127.0.0.1", "SVERKA_PORT": str(free_port())}


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The same program in one process."""
    live = start_live(tmp_path_factory.mktemp("embedded"))
    try:
        live.wait_until_ready()
        yield live
    finally:
        live.process.kill()
        live.process.wait()
