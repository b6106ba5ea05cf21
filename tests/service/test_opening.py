"""What a process opens, in the embedded and in the distributed profile; real models."""

import threading
from pathlib import Path

import pytest

from service.app import create_app
from service.opening import is_embedded, opened_services
from service.settings import ServiceSettings
from tests.service.live import environment_for
from workers.settings import read_settings


def count_workers() -> int:
    names = [thread.name for thread in threading.enumerate()]
    return sum(name.startswith(("worker-", "reconciler")) for name in names)


@pytest.mark.parametrize(
    ("broker_url", "workers"), [("memory://", 3), ("redis://127.0.0.1:1/0", 0)]
)
def test_profiles(tmp_path: Path, broker_url: str, workers: int) -> None:
    settings = read_settings(environment_for(tmp_path) | {"SVERKA_BROKER_URL": broker_url})
    assert is_embedded(settings) == (workers > 0)
    before = count_workers()
    with opened_services(settings) as services:
        assert count_workers() - before == workers
        client = create_app(services, ServiceSettings()).test_client()
        broken = [error["field"] for error in client.get("/readyz").json.get("errors", [])]
        assert broken == ([] if workers else ["broker"])  # nobody listens on that port
    assert count_workers() == before
