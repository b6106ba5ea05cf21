"""One trace from the request to its steps, through processes of their own on a real Redis."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from service.app import create_app
from service.settings import ServiceSettings
from tests.collector import Collector, running_collector
from tests.faults.processes import Service
from tests.servers import RedisServer, find_redis
from tests.service.conftest import Site
from tests.service.live import environment_for, start_live
from tests.waiting import wait_until

GIVEN_TRACE, GIVEN_SPAN = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
SOURCE = {
    "id": "a",
    "publisher": "Вестник",
    "text": "16 декабря 1991 года парламент принял закон о независимости Казахстана. Выступил "
    "глава государства. Документ вступил в силу в тот же день.",
}
TEXT = "Казахстан стал независимым в 1991 году. Байконур основан в 1955 году."


@pytest.fixture
def collector() -> Iterator[Collector]:
    with running_collector() as running:
        yield running


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    server = RedisServer(find_redis(), tmp_path)
    server.start()
    yield server
    server.kill()


def test_one_trace_from_the_request_to_the_last_step(
    collector: Collector, redis: RedisServer, tmp_path: Path
) -> None:
    settings = {"SVERKA_BROKER_URL": redis.url, "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url}
    worker = Service(
        ["service.cli", "worker", "--concurrency", "1"],
        environment_for(tmp_path) | settings,
        tmp_path / "worker.log",
    )
    live = start_live(tmp_path, **settings)
    try:
        live.wait_until_ready()
        worker.start()
        live.call("/sources", SOURCE)
        article_id = submit(live.url)
        wait_until(lambda: live.call(f"/articles/{article_id}")["status"] == "done", 120)
        assert live.stop() == 0
        worker.process.terminate()
        worker.process.wait(60)
    finally:
        live.process.kill()
        live.process.wait()
        worker.kill()
    assert_one_trace(collector)


def submit(url: str) -> str:
    """As somebody who traces too."""
    headers = {
        "Content-Type": "application/json",
        "traceparent": f"00-{GIVEN_TRACE}-{GIVEN_SPAN}-01",
    }
    body = json.dumps({"text": TEXT}).encode()
    with urlopen(Request(f"{url}/api/v1/articles", body, headers), timeout=30) as response:
        return json.load(response)["id"]


def assert_one_trace(collector: Collector) -> None:
    spans = [one for one in collector.spans if one.trace_id == GIVEN_TRACE]
    by_name = {one.name: one for one in spans}
    request = by_name["POST /api/v1/articles"]
    assert request.parent_id == GIVEN_SPAN
    assert request.attributes["http.response.status_code"] == "202"
    for name in ("split step", "verify step", "join step"):
        assert by_name[name].parent_id == request.span_id, name
        assert by_name[name].sender["process.pid"] != request.sender["process.pid"]
    verify = by_name["verify step"]
    for name in ("retrieval", "stance", "verdict"):
        assert by_name[name].parent_id == verify.span_id, name
        assert 0 < by_name[name].seconds <= verify.seconds
    assert by_name["split"].parent_id == by_name["split step"].span_id
    assert by_name["stance_model"].parent_id == by_name["stance"].span_id
    stored = collector.named("POST /api/v1/sources")
    assert len(stored) == 1
    assert stored[0].trace_id != GIVEN_TRACE
    assert not [one for one in collector.spans if "/readyz" in one.name]


def test_without_a_collector_a_request_leads_to_no_trace(idle_site: Site) -> None:
    client = create_app(idle_site.services, ServiceSettings()).test_client()
    headers = {"traceparent": f"00-{GIVEN_TRACE}-{GIVEN_SPAN}-01"}
    assert client.post("/api/v1/articles", json={"text": TEXT}, headers=headers).status_code == 202
    with idle_site.database.reading() as connection:
        kept = connection.exec_driver_sql("SELECT traceparent FROM jobs").scalars().all()
    assert kept == [None]
