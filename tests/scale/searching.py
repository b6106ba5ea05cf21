"""Searches in a process of their own: how long they take, what they find, what memory they want."""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from types import MappingProxyType

import numpy as np
import psutil

from indexes.sources.back_ends import open_library
from indexes.sources.library import Library, TextQuery, Vector
from indexes.sources.search import DEFAULT_LIMITS
from tests.scale.machines import cpu_seconds, measure_memory
from tests.scale.results import Repeats

WARMING = 10  # searches before the clock runs
LIMITS = (DEFAULT_LIMITS.by_text, DEFAULT_LIMITS.by_vector)

Search = Callable[[Library, TextQuery, Vector], object]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of which library. `server`: the process that works for it, if any."""

    url: str
    embedding_model: str
    queries: tuple[TextQuery, ...]
    vectors: Vector
    repeats: int
    server: int | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """Times in milliseconds, passages' ids by query, bytes of this process before and after."""

    repeats: Repeats
    by_meaning: list[list[str]]
    own_bytes: int  # that it took for itself
    mapped_bytes: int  # of files that it shares with others


def ask_apart(question: Question) -> Answered:
    """In a fresh process, so that its memory is the searches' own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(ask, question).result()


def ask(question: Question) -> Answered:
    process = psutil.Process()
    own, mapped = measure_memory(process)
    with closing(_open(question)) as library:
        repeats = _time_all(question, library)
        by_meaning = [
            [one.passage.id for one in library.search_vector(vector, LIMITS[1])]
            for vector in question.vectors
        ]
        own_after, mapped_after = measure_memory(process)
    return Answered(repeats, by_meaning, own_after - own, mapped_after - mapped)


def _open(question: Question) -> Library:
    width = question.vectors.shape[1]
    return open_library(question.url, embedding_model=question.embedding_model, dimensions=width)


def _both(library: Library, query: TextQuery, vector: Vector) -> object:
    return library.search_both([query], vector[None], LIMITS)


def _words(library: Library, query: TextQuery, _vector: Vector) -> object:
    return library.search_text(query, LIMITS[0])


def _meaning(library: Library, _query: TextQuery, vector: Vector) -> object:
    return library.search_vector(vector, LIMITS[1])


SEARCHES: Mapping[str, Search] = MappingProxyType(
    {"both": _both, "words": _words, "meaning": _meaning}
)


def _time_all(question: Question, library: Library) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for name, search in SEARCHES.items():
        _time_round(question, library, search, WARMING)
        rounds = [_time_round(question, library, search) for _ in range(question.repeats)]
        found[f"{name}_p50_ms"] = [float(np.percentile(one.each_ms, 50)) for one in rounds]
        found[f"{name}_p95_ms"] = [float(np.percentile(one.each_ms, 95)) for one in rounds]
        found[f"{name}_cpu_ms"] = [one.cpu_ms for one in rounds]
    return found


@dataclass(frozen=True, slots=True)
class Round:
    """Every query once: milliseconds of each, and of all cores for one."""

    each_ms: list[float]
    cpu_ms: float


def _time_round(
    question: Question, library: Library, search: Search, first: int | None = None
) -> Round:
    working = [psutil.Process()]
    if question.server is not None:
        working.append(psutil.Process(question.server))
    pairs = list(zip(question.queries, question.vectors, strict=True))[:first]
    worked = cpu_seconds(working)
    each_ms = [_time_one(library, search, query, vector) for query, vector in pairs]
    return Round(each_ms, 1000 * (cpu_seconds(working) - worked) / len(pairs))


def _time_one(library: Library, search: Search, query: TextQuery, vector: Vector) -> float:
    began = time.perf_counter()
    search(library, query, vector)
    return 1000 * (time.perf_counter() - began)
