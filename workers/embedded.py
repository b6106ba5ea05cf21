"""The embedded profile: worker threads and the reconciler inside the one process."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread
from time import monotonic

from workers.bells import MemoryBell
from workers.steps import RECONCILE_EVERY_SECONDS, reconcile_once, run_step
from workers.toolkit import Toolkit

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class EmbeddedWorkers:
    """Threads that take steps until they are stopped."""

    threads: tuple[Thread, ...]
    stop_listening: Callable[[], None]

    def stop(self, timeout_seconds: float = 30.0) -> bool:
        """Let every thread end its step and go; False: some still run when the time is up."""
        self.stop_listening()
        deadline = monotonic() + timeout_seconds
        for thread in self.threads:
            thread.join(max(0.0, deadline - monotonic()))
        return not any(thread.is_alive() for thread in self.threads)


def start_embedded_workers(toolkit: Toolkit, *, threads: int = 2) -> EmbeddedWorkers:
    """Start worker threads and a reconciler; they hear the toolkit's bell.

    Raises:
        TypeError: the toolkit's bell is none of `memory://`.
    """
    bell = toolkit.bell
    if not isinstance(bell, MemoryBell):
        raise TypeError("embedded workers hear only the bell of memory://")
    stopping = Event()

    def stop_listening() -> None:
        stopping.set()
        bell.send_home(threads)

    started = [
        Thread(target=_work, args=(toolkit, bell, stopping), name=f"worker-{number}", daemon=True)
        for number in range(threads)
    ]
    started.append(Thread(target=_reconcile, args=(toolkit, stopping), name="reconciler"))
    started[-1].daemon = True
    for thread in started:
        thread.start()
    return EmbeddedWorkers(tuple(started), stop_listening)


def _work(toolkit: Toolkit, bell: MemoryBell, stopping: Event) -> None:
    for step in iter(bell.wait, None):
        if stopping.is_set():
            return
        try:
            run_step(step.step_id, toolkit)
        except Exception:
            log.exception("step %s: the thread goes on, and its lease runs out", step.step_id)


def _reconcile(toolkit: Toolkit, stopping: Event) -> None:
    while not stopping.wait(RECONCILE_EVERY_SECONDS):
        try:
            reconcile_once(toolkit.database, toolkit.bell, toolkit.timing)
        except Exception:
            log.exception("nothing was reconciled; the next pass tries again")
