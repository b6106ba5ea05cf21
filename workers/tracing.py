"""Traces: spans of requests, steps and stages, sent to an OpenTelemetry collector or to nobody.

Whoever sends none never loads OpenTelemetry.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from workers.settings import Settings

NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})


class Span(Protocol):
    """One stretch of time in a trace."""

    def set_attribute(self, key: str, value: str | int) -> object:
        """Say something of it."""


class Tracer(Protocol):
    """Opens spans; one opened inside another, in the same thread, is its child."""

    def span(
        self, name: str, attributes: Mapping[str, str] = NO_ATTRIBUTES, *, parent: str = ""
    ) -> AbstractContextManager[Span]:
        """A span for as long as the block; an error that leaves the block is noted.

        Args:
            parent: the `traceparent` (W3C) of a span elsewhere; what is none begins a new trace.
        """

    def traceparent(self) -> str:
        """The open span of this thread, for others to hang theirs on; "" if there is none."""

    def close(self) -> None:
        """Send what waits."""


class NoSpan:
    """Keeps nothing."""

    def set_attribute(self, key: str, value: str | int) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True)
class NoTracer:
    """Sends nothing."""

    def span(self, *_said: object, **_named: object) -> AbstractContextManager[Span]:
        return NOWHERE

    def traceparent(self) -> str:
        return ""

    def close(self) -> None:
        """Nothing waits."""


NOWHERE: AbstractContextManager[Span] = nullcontext(NoSpan())
NO_TRACER = NoTracer()


def open_tracer(settings: Settings) -> Tracer:
    """Sends to the settings' collector; open it after a fork, because it has a thread."""
    if not settings.traces_url:
        return NO_TRACER
    from workers.otlp import open_otlp  # noqa: PLC0415 - only who sends traces loads it

    return open_otlp(settings.traces_url)
