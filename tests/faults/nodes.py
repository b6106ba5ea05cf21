"""Three nodes of Elasticsearch that a test kills with -9, lets stand still and starts again."""

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from tests.elastic_server import CLUSTER, TRANSPORT
from tests.servers import free_port
from tests.waiting import wait_until

MISSING = (
    "no Elasticsearch is there whose nodes may be killed, so this was not tested: it needs Java 17 "
    "(apt-get install openjdk-17-jre-headless) and ../shared/elasticsearch beside the repository"
)
NUMBERS = (1, 2, 3)
BUSY_AFTER = ("thread_pool.write.size=1", "thread_pool.write.queue_size=2")  # real 429 under load
GIVEN_UP_AFTER = tuple(
    f"cluster.fault_detection.{check}.{setting}"
    for check in ("follower_check", "leader_check")
    for setting in ("timeout=3s", "retry_count=2")  # instead of 10 s, three times
)


@dataclass(frozen=True)
class Nodes:
    """Numbered from 1. `client` is for looking on, and asks whichever node answers."""

    folder: Path
    first_port: int
    client: Elasticsearch

    def url(self, name: str, *numbers: int) -> str:
        """Of a library on all nodes, or on those alone that are named."""
        hosts = (f"127.0.0.1:{self.first_port + one - 1}" for one in numbers or NUMBERS)
        return f"elasticsearch://{','.join(hosts)}/{name}"

    def kill(self, number: int) -> None:
        control("kill", self.folder, str(number))

    def revive(self, number: int) -> None:
        control("revive", self.folder, str(number))

    @contextmanager
    def standing_still(self, number: int) -> Iterator[None]:
        """It keeps its connections and answers nothing."""
        process_id = int((self.folder / f"node{number}.pid").read_text())
        os.kill(process_id, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(process_id, signal.SIGCONT)

    def master(self) -> int:
        """The number of the one that the others have elected."""
        (elected,) = self.client.cat.master(format="json", h="node")
        return int(elected["node"].removeprefix("node"))

    def wait_until_whole(self) -> None:
        """Every node is there again, with every copy of every shard."""
        wait_until(self._is_whole, 120)

    def _is_whole(self) -> bool:
        health = self.client.cluster.health()
        return health["status"] == "green" and health["number_of_nodes"] == len(NUMBERS)

    def rejections(self) -> int:
        """How many writes were refused with 429 so far."""
        stats = self.client.nodes.stats(metric="thread_pool")["nodes"]
        return sum(node["thread_pool"]["write"]["rejected"] for node in stats.values())


@contextmanager
def running_nodes(folder: Path) -> Iterator[Nodes]:
    """Where there is no such server the test is skipped, and fails under `CI=true`."""
    if not CLUSTER.exists() or shutil.which("java") is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    port = free_ports()
    addresses = [f"http://127.0.0.1:{port + one - 1}" for one in NUMBERS]
    settings = [word for one in BUSY_AFTER + GIVEN_UP_AFTER for word in ("--set", one)]
    shape = ("--nodes", str(len(NUMBERS)), "--http", str(port), "--heap", "320m")
    try:
        control("start", folder, *shape, *settings)
        with looking_on(addresses) as client:
            yield Nodes(folder, port, client)
    finally:
        control("stop", folder)


def looking_on(addresses: list[str]) -> Elasticsearch:
    """Patient with nodes that are being broken."""
    return Elasticsearch(
        addresses,
        request_timeout=5,
        retry_on_timeout=True,
        retry_on_status=(429, 502, 503, 504),
        max_retries=20,
    )


def control(action: str, folder: Path, *options: str) -> None:
    subprocess.run([CLUSTER, action, folder, *options], check=True, stdout=subprocess.DEVNULL)


def free_ports() -> int:
    """The first of three, with those between the nodes free as well."""
    while True:
        port = free_port()
        if not any(is_taken(port + one + away) for one in NUMBERS for away in (-1, TRANSPORT - 1)):
            return port


def is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
