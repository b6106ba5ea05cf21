"""The collector of traces, if one is named."""

from collections.abc import Mapping
from time import monotonic

from service.doctor.findings import Finding, fine, show_place, warn
from workers.settings import Settings

ANSWER_SECONDS = 5.0


def check_traces(settings: Settings, _environment: Mapping[str, str]) -> Finding:
    """It takes spans. Nothing but traces depends on it."""
    if not settings.traces_url:
        return fine("none are sent; OTEL_EXPORTER_OTLP_ENDPOINT says where to")
    from workers.otlp import ask_collector  # noqa: PLC0415 - only who sends traces loads it

    place, started = show_place(settings.traces_url), monotonic()
    if ask_collector(settings.traces_url, ANSWER_SECONDS):
        return fine(f"{place} takes spans, {(monotonic() - started) * 1000:.0f} ms")
    return warn(
        f"{place} takes no spans",
        "Start the collector, or correct OTEL_EXPORTER_OTLP_ENDPOINT; only traces are lost.",
    )
