"""Traces, with the real exporter and a collector on loopback that reads what it is sent."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from indexes.claims.articles import submit_article
from indexes.claims.database import Database
from indexes.records import Article, Claim
from tests.collector import Collector, running_collector
from tests.plain import PlainChecker, make_toolkit
from tests.stores import ARTICLE, find_ready
from workers.bells import MemoryBell
from workers.otlp import ask_collector
from workers.settings import Settings, SettingsError, read_settings
from workers.stages import Stage, recording, stage
from workers.steps import run_step
from workers.tracing import NO_TRACER, Tracer, open_tracer

GIVEN_TRACE, GIVEN_SPAN = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
GIVEN = f"00-{GIVEN_TRACE}-{GIVEN_SPAN}-01"


@pytest.fixture
def collector() -> Iterator[Collector]:
    with running_collector() as running:
        yield running


@pytest.fixture
def tracer(collector: Collector) -> Iterator[Tracer]:
    opened = open_tracer(Settings(traces_url=f"{collector.url}/v1/traces"))
    yield opened
    opened.close()


def test_spans_inside_one_another_are_sent(tracer: Tracer, collector: Collector) -> None:
    with (
        tracer.span("outer", {"sverka.step_id": "s"}, parent=GIVEN),
        recording(tracer) as recorded,
        stage(Stage.RETRIEVAL),
        stage(Stage.EMBEDDING_MODEL),
    ):
        pass
    tracer.close()
    (outer,), (retrieval,) = collector.named("outer"), collector.named("retrieval")
    (model,) = collector.named("embedding_model")
    assert {one.trace_id for one in collector.spans} == {GIVEN_TRACE}
    assert outer.parent_id == GIVEN_SPAN
    assert outer.attributes == {"sverka.step_id": "s"}
    assert (retrieval.parent_id, model.parent_id) == (outer.span_id, retrieval.span_id)
    assert outer.sender["service.name"] == "sverka"
    assert recorded.spent["retrieval"] >= recorded.spent["embedding_model"] > 0


def test_who_opens_a_span_can_tell_others_of_it(tracer: Tracer, collector: Collector) -> None:
    assert tracer.traceparent() == ""
    with tracer.span("request"):
        told = tracer.traceparent()
    tracer.close()
    (request,) = collector.named("request")
    assert told.startswith(f"00-{request.trace_id}-{request.span_id}-")


@pytest.mark.parametrize("parent", ["", "nonsense", f"00-{'0' * 32}-{GIVEN_SPAN}-01"])
def test_what_is_no_parent_begins_a_trace(
    tracer: Tracer, collector: Collector, parent: str
) -> None:
    with tracer.span("request", parent=parent):
        pass
    tracer.close()
    assert collector.spans[0].parent_id == ""
    assert collector.spans[0].trace_id != GIVEN_TRACE


def test_the_steps_of_a_job_hang_on_the_request_that_led_to_it(
    tracer: Tracer, collector: Collector, database: Database
) -> None:
    submitted = submit_article(database, ARTICLE, traceparent=GIVEN)
    toolkit = replace(make_toolkit(database, MemoryBell()), tracer=tracer)
    while (step_id := find_ready(database)) is not None:
        run_step(step_id, toolkit)
    tracer.close()
    assert [one.name for one in collector.spans] == ["split step", "verify step", "join step"]
    assert {(one.trace_id, one.parent_id) for one in collector.spans} == {(GIVEN_TRACE, GIVEN_SPAN)}
    for one in collector.spans:
        assert one.attributes["sverka.job_id"] == submitted.job_id
        assert one.attributes["sverka.article_id"] == submitted.article_id
        assert not one.is_error


class Broken(PlainChecker):
    def split_article(self, _article: Article) -> Sequence[Claim]:
        raise RuntimeError("kaputt")


def test_a_step_that_fails_says_so_in_its_span(
    tracer: Tracer, collector: Collector, database: Database
) -> None:
    submit_article(database, ARTICLE)
    toolkit = make_toolkit(database, MemoryBell(), Broken())
    run_step(str(find_ready(database)), replace(toolkit, tracer=tracer))
    tracer.close()
    (split,) = collector.spans
    assert split.is_error
    assert split.parent_id == ""  # no request led to it


def test_a_collector_that_refuses_costs_spans_and_nothing_else(
    tracer: Tracer, collector: Collector, database: Database
) -> None:
    collector.status = 400
    submit_article(database, ARTICLE, traceparent=GIVEN)
    toolkit = replace(make_toolkit(database, MemoryBell()), tracer=tracer)
    while (step_id := find_ready(database)) is not None:
        run_step(step_id, toolkit)
    tracer.close()
    assert (collector.requests, collector.spans) == (1, [])
    assert find_ready(database) is None


def test_whether_a_collector_takes_spans_can_be_asked(collector: Collector) -> None:
    assert ask_collector(f"{collector.url}/v1/traces", 5)
    assert not ask_collector(f"{collector.url}/elsewhere", 5)
    collector.status = 401
    assert not ask_collector(f"{collector.url}/v1/traces", 5)


def test_without_a_collector_opentelemetry_is_not_even_loaded() -> None:
    assert open_tracer(Settings()) is NO_TRACER
    code = (
        "import sys, service.cli.serve, service.cli.worker, service.app, workers.tasks\n"
        "from workers.settings import Settings\n"
        "from workers.tracing import open_tracer\n"
        "open_tracer(Settings())\n"
        "assert not [name for name in sys.modules if name.startswith('opentelemetry')]"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)


@pytest.mark.parametrize(
    ("environment", "url"),
    [
        ({}, ""),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://c:4318"}, "http://c:4318/v1/traces"),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://c:4318/"}, "http://c:4318/v1/traces"),
        ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "https://c/t"}, "https://c/t"),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://c", "OTEL_SDK_DISABLED": "true"}, ""),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://c", "OTEL_TRACES_EXPORTER": "none"}, ""),
    ],
)
def test_where_spans_go_is_said_by_opentelemetry_s_own_variables(
    environment: dict[str, str], url: str
) -> None:
    assert read_settings(environment).traces_url == url


@pytest.mark.parametrize(
    "environment",
    [
        {"OTEL_EXPORTER_OTLP_ENDPOINT": "c:4317"},
        {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://c", "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"},
    ],
)
def test_what_cannot_be_sent_to_is_refused(environment: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="OTEL_EXPORTER_OTLP"):
        read_settings(environment)
