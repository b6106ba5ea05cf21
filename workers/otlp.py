"""Traces over OTLP/HTTP; what is not said here, the SDK reads from its OTEL_… variables."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from os import getpid
from socket import gethostname

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import (
    HOST_NAME,
    PROCESS_PID,
    SERVICE_NAME,
    SERVICE_VERSION,
    OTELResourceDetector,
    Resource,
)
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExportResult
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from workers.tracing import NO_ATTRIBUTES, Span

NAME = "sverka"
HEADER = "traceparent"
PROPAGATOR = TraceContextTextMapPropagator()


@dataclass(frozen=True, slots=True)
class OtlpTracer:
    """Spans go out in batches, from a thread of their own; a collector that is away costs them."""

    provider: TracerProvider

    @contextmanager
    def span(
        self, name: str, attributes: Mapping[str, str] = NO_ATTRIBUTES, *, parent: str = ""
    ) -> Iterator[Span]:
        above = PROPAGATOR.extract({HEADER: parent}) if parent else None
        tracer = self.provider.get_tracer(NAME)
        with tracer.start_as_current_span(name, above, attributes=dict(attributes)) as opened:
            yield opened

    def traceparent(self) -> str:
        carrier: dict[str, str] = {}
        PROPAGATOR.inject(carrier)
        return carrier.get(HEADER, "")

    def close(self) -> None:
        self.provider.shutdown()


def open_otlp(url: str) -> OtlpTracer:
    """A tracer that sends to the URL; OTEL_SERVICE_NAME and the like still name who sends."""
    ours = Resource(
        {
            SERVICE_NAME: NAME,
            SERVICE_VERSION: version("sverka"),
            HOST_NAME: gethostname(),
            PROCESS_PID: getpid(),
        }
    )
    provider = TracerProvider(resource=ours.merge(OTELResourceDetector().detect()))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=url)))
    return OtlpTracer(provider)


def ask_collector(url: str, timeout_seconds: float) -> bool:
    """Whether it takes spans: an empty batch is sent."""
    exporter = OTLPSpanExporter(endpoint=url, timeout=timeout_seconds)
    try:
        return exporter.export([]) is SpanExportResult.SUCCESS
    finally:
        exporter.shutdown()  # type: ignore[no-untyped-call] # theirs has no types
