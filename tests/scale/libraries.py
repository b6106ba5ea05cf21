"""One library of each kind, grown from size to size and searched at each."""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import psutil
from rich.progress import Progress

from indexes.sources.back_ends import open_library
from tests.elastic_server import running_elasticsearch
from tests.scale.embedding import open_model
from tests.scale.exact import ExactNeighbours, recall
from tests.scale.filling import Filler
from tests.scale.footprint import measure_folder, measure_index, wait_until_settled
from tests.scale.machines import cpu_seconds, measure_memory
from tests.scale.made import MadeLibrary
from tests.scale.options import ELASTICSEARCH, EMBEDDED, Options
from tests.scale.results import Repeats, with_prefix
from tests.scale.searching import Answered, Question, ask_apart
from tests.scale.texts import Base, embed_real_texts, read_real_texts

NEIGHBOURS = 20
NAME = "scale"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a library is, who works for it, and what it takes."""

    url: str
    server: int | None  # process id
    settle: Callable[[], None]
    measure: Callable[[int, Answered], Repeats]  # how many passages, what searches took


def measure_embedded(options: Options, progress: Progress) -> Repeats:
    with tempfile.TemporaryDirectory() as folder:
        place = _place_embedded(Path(folder) / NAME)
        return _measure(place, _read_base(options), EMBEDDED, options, progress)


def measure_elasticsearch(options: Options, progress: Progress) -> Repeats:
    base = _read_base(options)
    with _placed_elasticsearch(options.heap, base.passages.shape[1]) as place:
        return _measure(place, base, ELASTICSEARCH, options, progress)


def _read_base(options: Options) -> Base:
    return embed_real_texts(read_real_texts(options.base, options.queries), open_model())


def _measure(place: Place, base: Base, part: str, options: Options, progress: Progress) -> Repeats:
    """Measures by size: `10000.both_p50_ms` and so on."""
    made, exact = MadeLibrary(base), ExactNeighbours(base.queries, NEIGHBOURS)
    found: dict[str, Sequence[float]] = {}
    with closing(
        open_library(place.url, embedding_model=base.embedding_model, dimensions=made.dimensions)
    ) as library:
        filler = Filler(library, made, exact, lambda: _cpu_seconds(place), progress)
        sizes = options.sizes_of(part)
        for before, size in pairwise((0, *sizes)):
            filled = filler.grow(before, size, options.batches)
            place.settle()
            searched = _search(place, base, exact, options)
            found |= with_prefix(str(size), {**filled, **searched.repeats})
            found |= with_prefix(str(size), place.measure(size, searched.answered))
    return found


@dataclass(frozen=True, slots=True)
class Searched:
    """What searches brought at one size."""

    repeats: Repeats
    answered: Answered


def _search(place: Place, base: Base, exact: ExactNeighbours, options: Options) -> Searched:
    answered = ask_apart(
        Question(
            url=place.url,
            embedding_model=base.embedding_model,
            queries=base.texts.queries,
            vectors=base.queries,
            repeats=options.repeats,
            server=place.server,
        )
    )
    shares = recall(answered.by_meaning, exact.ids())
    mean = sum(shares) / len(shares)
    return Searched({**answered.repeats, f"recall_at_{NEIGHBOURS}": [mean]}, answered)


def _cpu_seconds(place: Place) -> float:
    working = [psutil.Process(one) for one in (os.getpid(), place.server) if one is not None]
    return cpu_seconds(working)


def _place_embedded(folder: Path) -> Place:
    def measure(passages: int, answered: Answered) -> Repeats:
        scanned = measure_folder(folder, ("blocks", "columns"))
        return {
            "disk_bytes_a_passage": [measure_folder(folder) / passages],
            "vector_bytes_a_passage": [measure_folder(folder, ("vectors.f16",)) / passages],
            "hot_bytes_a_passage": [scanned / passages],
            "own_bytes": [answered.own_bytes],
            "mapped_bytes": [answered.mapped_bytes],
        }

    return Place(f"embedded://{folder}", None, lambda: None, measure)


@contextmanager
def _placed_elasticsearch(heap: str, dimensions: int) -> Iterator[Place]:
    with (
        tempfile.TemporaryDirectory() as folder,
        running_elasticsearch(Path(folder), heap=heap) as address,
    ):
        server = find_server(Path(folder))

        def measure(passages: int, _answered: Answered) -> Repeats:
            taken = measure_index(address, NAME, passages * dimensions)
            own, mapped = measure_memory(psutil.Process(server)) if server else (0, 0)
            return {
                "disk_bytes_a_passage": [taken.disk / passages],
                "vector_bytes_a_passage": [taken.whole_vectors / passages],
                "hot_bytes_a_passage": [taken.hot / passages],
                "own_bytes": [own],
                "mapped_bytes": [mapped],
            }

        url = f"elasticsearch://{address.partition('://')[2]}/{NAME}"
        yield Place(url, server, lambda: wait_until_settled(address, NAME), measure)


def find_server(folder: Path) -> int | None:
    """The node's process id; None where the server was there already."""
    kept = folder / "node1.pid"
    return int(kept.read_text()) if kept.exists() else None
