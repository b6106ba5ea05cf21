"""A real Elasticsearch for tests: one that is there, else one that is started and stopped here."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.servers import free_port

VARIABLE = "SVERKA_TEST_ELASTICSEARCH_URL"
CLUSTER = Path(__file__).parents[2] / "shared" / "elasticsearch" / "cluster"
MISSING = (
    "no Elasticsearch is there, so this was not tested: docker run -d -p 9200:9200 "
    "-e discovery.type=single-node -e xpack.security.enabled=false elasticsearch:8.19.4, "
    f"and {VARIABLE}=http://127.0.0.1:9200"
)
TRANSPORT = 100  # how far a node's other port is from its HTTP port


@contextmanager
def running_elasticsearch(folder: Path, *, nodes: int = 1, heap: str = "512m") -> Iterator[str]:
    """The first node's HTTP address, the others' ports follow; one that is there has one node.

    Where there is none the test is skipped, and fails under `CI=true`.
    """
    given = os.environ.get(VARIABLE)
    if given:
        yield given.rstrip("/")
        return
    if not CLUSTER.exists() or shutil.which("java") is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    port = _free_ports(nodes)
    start = [CLUSTER, "start", folder, "--nodes", str(nodes), "--http", str(port), "--heap", heap]
    try:
        subprocess.run(start, check=True, stdout=subprocess.DEVNULL)
        yield f"http://127.0.0.1:{port}"
    finally:
        subprocess.run([CLUSTER, "stop", folder], check=True)


def _free_ports(nodes: int) -> int:
    """The first of as many; the ports between the nodes are free as well."""
    while True:
        port = free_port()
        asked = [port + node + away for node in range(nodes) for away in (0, TRANSPORT)]
        if all(map(_is_free, asked)):
            return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
