"""Doorbells: telling workers that a step is ready. A bell that is lost is rung again later."""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from queue import Full, Queue, SimpleQueue
from threading import Thread
from typing import Protocol
from urllib.parse import urlsplit

from indexes.claims.stored import StepRef
from workers.celery_app import make_ringer, ping_broker, send_bell

log = logging.getLogger(__name__)
WAITING_AT_MOST = 10_000
CLOSE_WITHIN_SECONDS = 5.0


class Bell(Protocol):
    """Rings after the commit; never waits for anybody and never raises."""

    def ring(self, steps: Sequence[StepRef]) -> None:
        """Tell somebody that the steps are ready."""

    def check(self) -> str:
        """How whoever listens is reached; raises what the broker's client raises if it is away."""

    def close(self) -> None:
        """Ring what is waiting, and let go of the broker."""


class MemoryBell:
    """`memory://`: heard by the threads of this process only."""

    def __init__(self) -> None:
        self._rung: SimpleQueue[StepRef | None] = SimpleQueue()

    def ring(self, steps: Sequence[StepRef]) -> None:
        for step in steps:
            log_ring(step)
            self._rung.put(step)

    def check(self) -> str:
        return "the threads of this process"

    def wait(self) -> StepRef | None:
        """The next step that was rung for; None: its listener shall go home."""
        return self._rung.get()

    def send_home(self, listeners: int) -> None:
        """Let so many listeners stop, once they have heard what was rung before."""
        for _ in range(listeners):
            self._rung.put(None)

    def close(self) -> None:
        """Nothing is held."""


class BrokerBell:
    """Rings through a broker, from a background thread: who submits never waits for the broker."""

    def __init__(self, send: Callable[[StepRef], None], ping: Callable[[], None]) -> None:
        self._send, self._ping = send, ping
        self._waiting: Queue[StepRef | None] = Queue(WAITING_AT_MOST)
        self._thread = Thread(target=self._ring_all, name="bell", daemon=True)
        self._thread.start()

    def ring(self, steps: Sequence[StepRef]) -> None:
        for step in steps:
            log_ring(step)
            try:
                self._waiting.put_nowait(step)
            except Full:
                log.warning("too many bells wait for the broker; %s is rung later", step.step_id)

    def check(self) -> str:
        self._ping()
        return "the broker answers"

    def close(self) -> None:
        self._waiting.put(None)
        self._thread.join(CLOSE_WITHIN_SECONDS)

    def _ring_all(self) -> None:
        is_away = False  # one line in the log for an outage, however many bells it swallows
        for step in iter(self._waiting.get, None):
            try:
                self._send(step)
                is_away = False
            except Exception as error:  # noqa: BLE001 - whatever it is, reconcile rings again
                if not is_away:
                    log.warning("the broker does not answer, bells are rung later: %s", error)
                is_away = True


def log_ring(step: StepRef) -> None:
    """The line that leads from a request, or from a step, to the steps that follow it."""
    extra = {"rung_step_id": step.step_id, "rung_step_kind": step.kind.value}
    log.info("rung for %s step %s", step.kind.value, step.step_id, extra=extra)


def open_bell(broker_url: str) -> Bell:
    """The bell for a broker: `memory://`, or whatever Celery can send to, as `redis://…`."""
    if urlsplit(broker_url).scheme == "memory":
        return MemoryBell()
    ringer = make_ringer(broker_url)
    return BrokerBell(partial(send_bell, ringer), partial(ping_broker, ringer))
