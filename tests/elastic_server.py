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
def running_elasticsearch(folder: Path) -> Iterator[str]:
    """Its HTTP address. Where there is none the test is skipped, and fails under `CI=true`."""
    given = os.environ.get(VARIABLE)
    if given:
        yield given.rstrip("/")
        return
    if not CLUSTER.exists() or shutil.which("java") is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    port = _free_port()
    start = [CLUSTER, "start", folder, "--http", str(port), "--heap", "512m"]
    try:
        subprocess.run(start, check=True, stdout=subprocess.DEVNULL)
        yield f"http://127.0.0.1:{port}"
    finally:
        subprocess.run([CLUSTER, "stop", folder], check=True)


def _free_port() -> int:
    """With the port between nodes free as well."""
    while True:
        port = free_port()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port + TRANSPORT)):
                return port
