"""A process that fills a library, batch after batch, until somebody kills it.

Usage: python -m tests.indexes.sources.embedded.ingesting_process FOLDER FIRST_BATCH BATCHES
Prints the number of each batch once it is acknowledged.
"""

import sys
from pathlib import Path

import numpy as np

from indexes.records import Passage, Source, Span, make_id
from indexes.sources.embedded.library import EmbeddedLibrary, open_embedded
from indexes.sources.ingest import CutSource
from indexes.sources.library import IndexedSource, Vector

DIMENSIONS = 32
BATCH_SOURCES = 125
PASSAGES = 2  # of a source
REPLACED = 5  # sources of the batch before that each batch writes anew


def open_at(folder: Path) -> EmbeddedLibrary:
    return open_embedded(folder, embedding_model="random", dimensions=DIMENSIONS)


def batch_of(number: int) -> list[CutSource]:
    """New sources, and newer versions of some that the batch before brought."""
    new = [make_source(number * BATCH_SOURCES + i, number) for i in range(BATCH_SOURCES)]
    first_old = (number - 1) * BATCH_SOURCES
    old = [make_source(first_old + i, number) for i in range(REPLACED if number else 0)]
    return new + old


def make_source(number: int, version: int) -> CutSource:
    half = f"источник{number:06} версия{version:03}."
    source = Source(id=f"s{number:06}", text=f"{half} {half}", language="ru")
    passages = tuple(
        Passage(
            id=make_id(source.id, str(version), str(part)),
            source_id=source.id,
            span=Span(part * (len(half) + 1), part * (len(half) + 1) + len(half)),
            text=half,
            language="ru",
        )
        for part in range(PASSAGES)
    )
    return CutSource(source, passages)


def with_vectors(cut: CutSource) -> IndexedSource:
    vectors = np.stack([vector_of(one.id) for one in cut.passages])
    return IndexedSource(cut.source, cut.passages, vectors)


def vector_of(passage_id: str) -> Vector:
    """The same random direction for the same passage version."""
    vector = np.random.default_rng(int(passage_id[:12], 16)).standard_normal(DIMENSIONS)
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def main() -> None:
    folder, first, batches = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    library = open_at(folder)
    for number in range(first, batches):
        library.put([with_vectors(one) for one in batch_of(number)])
        print(number, flush=True)


if __name__ == "__main__":
    main()
