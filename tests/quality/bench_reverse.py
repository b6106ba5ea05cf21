"""Which stored claims new passages touch: `python -m tests.quality.bench_reverse`.

Stored: the seed's gold claims, those of stories, every claim of SciFact that an abstract decides,
and others up to 10,000. Then 1,000 passages arrive: the seed's notes, stories' notes and abstracts.
A claim is affected by a source that supports or refutes it; a re-check of another is needless. The
threshold was chosen on 120 stories and on verdict_ru.train, not on SciFact or the seed.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from indexes.records import Claim
from indexes.reverse.index import ClaimIndex
from indexes.reverse.likeness import TOUCHED_FROM
from indexes.reverse.opening import open_claim_index
from indexes.sources.chunking import cut_passages
from indexes.sources.embeddings import Embedder
from indexes.sources.encoders import open_embedder
from indexes.sources.ingest import passage_for_embedding
from indexes.sources.library import IndexedSource
from indexes.sources.vector_cache import remember_vectors
from tests.quality.affected import STRANGERS, Arrival, read_arrivals
from tests.quality.findings import Finding, find, report
from workers.settings import read_settings

STDERR = Console(stderr=True)
THRESHOLDS = (0.0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08)
STORIES_A_PASSAGE, ABSTRACTS_A_PASSAGE = 0.08, 0.16  # which together fill what is asked for


@dataclass(frozen=True, slots=True)
class Touch:
    """What one source touched: likeness by claim id, of all claims that were looked at."""

    set_name: str
    source_id: str
    passages: int
    seconds: float
    likeness: dict[str, float]


def embed(arrivals: Sequence[Arrival], passages: int, embedder: Embedder) -> list[IndexedSource]:
    """The sources in turns from each set, until they have so many passages."""
    indexed: list[IndexedSource] = []
    left = passages
    longest = max(len(one.sources) for one in arrivals)
    turns = [one.sources[at] for at in range(longest) for one in arrivals if at < len(one.sources)]
    for source in turns:
        cut = cut_passages(source)[:left]
        if not cut:
            break
        vectors = embedder.embed_passages([passage_for_embedding(one) for one in cut])
        indexed.append(IndexedSource(source, tuple(cut), vectors))
        left -= len(cut)
    return indexed


def touch(
    index: ClaimIndex, sources: Sequence[IndexedSource], arrivals: Sequence[Arrival]
) -> list[Touch]:
    """One source after the other, with the time that each took; vectors are there already."""
    set_of = {source.id: one.name for one in arrivals for source in one.sources}
    index.find_touched(sources[:5])  # warm
    touches = []
    for one in sources:
        start = time.perf_counter()
        likeness = index.find_touched([one], touched_from=min(THRESHOLDS))
        seconds = time.perf_counter() - start
        name = set_of[one.source.id]
        touches.append(Touch(name, one.source.id, len(one.passages), seconds, likeness))
    return touches


def measure(touches: Sequence[Touch], arrivals: Sequence[Arrival], start: float) -> list[Finding]:
    """Shares found by set, needless re-checks, and time a passage."""
    decided = set().union(*(one.decided for one in arrivals))
    findings = []
    for arrival in arrivals:
        found = [
            one.likeness.get(claim_id, -1.0) >= start
            for one in touches
            if one.set_name == arrival.name
            for claim_id, source_id in sorted(arrival.decided)
            if source_id == one.source_id
        ]
        findings.append(find(f"reverse_{arrival.name}.found", found))
    needless = [
        [(claim_id, one.source_id) not in decided for claim_id in over(one, start)]
        for one in touches
    ]
    milliseconds = [1000 * one.seconds / one.passages for one in touches]
    return [
        *findings,
        find("reverse.needless", [pair for one in needless for pair in one]),
        find("reverse.needless_a_source", [sum(one) for one in needless]),
        find("reverse.milliseconds_a_passage", milliseconds),
    ]


def over(one: Touch, start: float) -> list[str]:
    return [key for key, likeness in one.likeness.items() if likeness >= start]


def show_times(touches: Sequence[Touch], filling: float, count: int) -> None:
    each = np.array([1000 * one.seconds / one.passages for one in touches])
    p50, p95 = np.percentile(each, [50, 95])
    passages = sum(one.passages for one in touches)
    Console(width=200).print(
        f"{count} claims stored in {filling:.0f} s; {passages} passages "
        f"of {len(touches)} sources: p50 {p50:.1f} ms, p95 {p95:.1f} ms a passage"
    )


def show_thresholds(touches: Sequence[Touch], arrivals: Sequence[Arrival]) -> None:
    table = Table("touched from", *(one.name for one in measure(touches, arrivals, 0.0)))
    for start in THRESHOLDS:
        values = [f"{one.value:.3f}" for one in measure(touches, arrivals, start)]
        table.add_row(f"{start:.2f}", *values)
    Console(width=200).print(table)


def store(index: ClaimIndex, claims: Sequence[Claim]) -> float:
    start = time.monotonic()
    with STDERR.status(f"storing {len(claims)} claims"):
        index.put(claims)
    return time.monotonic() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--passages", type=int, default=1_000)
    parser.add_argument("--library-url", help="an Elasticsearch; left out: embedded")
    parser.add_argument("--choose", action="store_true", help="show other thresholds as well")
    options = parser.parse_args()
    if not STRANGERS.exists():
        sys.exit("The claims are not here: they lie beside the repository.")
    settings = read_settings(os.environ)
    model = open_embedder(settings.embedding_model, settings.models_folder)
    embedder = remember_vectors(model, settings.folder)
    many = options.passages
    arrivals, strangers = read_arrivals(
        round(many * STORIES_A_PASSAGE), round(many * ABSTRACTS_A_PASSAGE)
    )
    claims = [claim for one in arrivals for claim in one.claims]
    claims += strangers[: options.claims - len(claims)]
    with tempfile.TemporaryDirectory() as folder:
        url = options.library_url or f"embedded://{Path(folder) / 'library'}"
        with closing(open_claim_index(url, embedder)) as index:
            filling = store(index, claims)
            sources = embed(arrivals, many, embedder)
            touches = touch(index, sources, arrivals)
    show_times(touches, filling, len(claims))
    if options.choose:
        show_thresholds(touches, arrivals)
    report("Reverse search", measure(touches, arrivals, TOUCHED_FROM), is_recorded=False)


if __name__ == "__main__":
    main()
