"""Passages into a library: in large batches up to a size, in the product's own at the end."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from rich.progress import Progress, TaskID

from indexes.sources.ingest import BATCH_PASSAGES
from indexes.sources.library import IndexedSource, Library
from tests.scale.exact import ExactNeighbours
from tests.scale.made import BLOCK, MadeLibrary
from tests.scale.options import A_SOURCE
from tests.scale.results import Repeats

CpuSeconds = Callable[[], float]  # of every process that works for the library


@dataclass(frozen=True, slots=True)
class Put:
    """One call of `put`."""

    passages: int
    seconds: float
    cpu_seconds: float


@dataclass(frozen=True, slots=True)
class Filler:
    """Grows one library, and knows the true neighbours of what is in it."""

    library: Library
    made: MadeLibrary
    exact: ExactNeighbours
    cpu_seconds: CpuSeconds
    progress: Progress

    def grow(self, start: int, stop: int, batches: int) -> Repeats:
        """From `start` passages to `stop`; the last `batches` of 256 are timed one by one."""
        stream = self.made.sources(start, stop)
        task = self.progress.add_task(f"{stop:,} passages", total=stop - start)
        measured = max(start, stop - batches * BATCH_PASSAGES)
        bulk = [self._put(stream, size, task) for size in _cut(measured - start, BLOCK)]
        small = [self._put(stream, size, task) for size in _cut(stop - measured, BATCH_PASSAGES)]
        self.progress.remove_task(task)
        return {
            "stored_per_second": [one.passages / one.seconds for one in small],
            "bulk_per_second": [_rate(bulk or small)],
            "bulk_cpu_ms_a_passage": [_cpu_ms(bulk or small)],
            "commit_seconds": [one.seconds for one in small],
        }

    def _put(self, stream: Iterator[IndexedSource], passages: int, task: TaskID) -> Put:
        sources = list(islice(stream, passages // A_SOURCE))
        self.exact.add(np.vstack([one.vectors for one in sources]))
        put = time_put(self.library, sources, self.cpu_seconds)
        self.progress.advance(task, put.passages)
        return put


def _cut(total: int, size: int) -> list[int]:
    return [min(size, total - start) for start in range(0, total, size)]


def time_put(library: Library, sources: list[IndexedSource], cpu_seconds: CpuSeconds) -> Put:
    worked, began = cpu_seconds(), time.perf_counter()
    library.put(sources)
    seconds = time.perf_counter() - began
    passages = sum(len(one.passages) for one in sources)
    return Put(passages, seconds, cpu_seconds() - worked)


def _rate(puts: list[Put]) -> float:
    return sum(one.passages for one in puts) / sum(one.seconds for one in puts)


def _cpu_ms(puts: list[Put]) -> float:
    return 1000 * sum(one.cpu_seconds for one in puts) / sum(one.passages for one in puts)
