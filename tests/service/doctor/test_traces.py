"""What the doctor says of the collector of traces."""

from service.doctor.findings import Level
from service.doctor.traces import check_traces
from tests.collector import running_collector
from tests.servers import free_port
from workers.settings import Settings


def test_none_is_needed() -> None:
    assert check_traces(Settings(), {}).level is Level.OK


def test_one_that_takes_spans() -> None:
    with running_collector() as collector:
        found = check_traces(Settings(traces_url=f"{collector.url}/v1/traces"), {})
    assert (found.level, "takes spans" in found.says) == (Level.OK, True)


def test_one_that_is_away_takes_only_traces_with_it() -> None:
    url = f"http://user:secret@127.0.0.1:{free_port()}/v1/traces"
    found = check_traces(Settings(traces_url=url), {})
    assert found.level is Level.WARN
    assert "secret" not in found.says
    assert "OTEL_EXPORTER_OTLP_ENDPOINT" in found.advice
