"""Stages of a step: how long each took, and its span where traces are sent.

The pipeline says where a stage begins and ends; whoever runs the step opens a recording, which
lasts as long as the step and belongs to its thread. Outside of one, a stage costs a look-up.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from time import monotonic

from workers.tracing import NO_TRACER, Tracer


class Stage(StrEnum):
    """What a step spends its time on. The models' own time lies inside other stages."""

    STEP = "step"  # all of it, but for taking and settling
    SPLIT = "split"
    RETRIEVAL = "retrieval"
    STANCE = "stance"
    VERDICT = "verdict"
    EMBEDDING_MODEL = "embedding_model"
    STANCE_MODEL = "stance_model"


MODELS = (Stage.EMBEDDING_MODEL, Stage.STANCE_MODEL)
PARTS = (Stage.SPLIT, Stage.RETRIEVAL, Stage.STANCE, Stage.VERDICT)


@dataclass(frozen=True, slots=True)
class Recording:
    """Of one step: seconds by stage, which grow while it is done."""

    tracer: Tracer = NO_TRACER
    spent: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def measure(self, name: Stage) -> Iterator[None]:
        """The block is a stage, whether it succeeds or not; one that comes again adds up."""
        started = monotonic()
        try:
            yield
        finally:
            seconds = self.spent.get(name.value, 0.0) + monotonic() - started
            self.spent[name.value] = round(seconds, 6)


_current: ContextVar[Recording | None] = ContextVar("sverka_recording", default=None)


@contextmanager
def recording(tracer: Tracer = NO_TRACER) -> Iterator[Recording]:
    """What stages inside the block took, in this thread."""
    recorded = Recording(tracer)
    token = _current.set(recorded)
    try:
        yield recorded
    finally:
        _current.reset(token)


@contextmanager
def stage(name: Stage) -> Iterator[None]:
    """The block is a stage of the step that this thread does, if it does one, and a span of it."""
    recorded = _current.get()
    if recorded is None:
        yield
        return
    with recorded.tracer.span(name.value), recorded.measure(name):
        yield
