"""A process that reads a library beside its writer.

Usage: python -m tests.indexes.sources.embedded.reading_process FOLDER
For each word on standard input it prints the sources found by the word and by its vector, and
between the words it searches all the time; anything inconsistent ends it with an error.
"""

import select
import sys
from pathlib import Path

import numpy as np

from indexes.sources.embedded.library import open_embedded
from indexes.sources.embedded.snapshot import Snapshot
from tests.indexes.sources.library_contract import EMBEDDER, found_by_text, found_by_vector


def main() -> None:
    library = open_embedded(Path(sys.argv[1]))
    print("ready", flush=True)
    while True:
        check(library._refreshed())
        if select.select([sys.stdin], [], [], 0.01)[0]:
            word = sys.stdin.readline().strip()
            if not word:
                return
            by_text, by_vector = (
                found_by_text(library, word),
                found_by_vector(library, word, limit=1),
            )
            print(",".join(by_text), ",".join(by_vector), flush=True)


def check(snapshot: Snapshot) -> None:
    """Words and vectors of one commit agree."""
    alive = np.flatnonzero(snapshot.state.alive()).tolist()
    if len(snapshot.passages(alive)) != len(alive):
        raise SystemExit("words and vectors differ")
    vector = EMBEDDER.embed_queries(["слово"])[0]
    if len(snapshot.rows.nearest(vector, 5, snapshot.state.alive())[0]) != min(5, len(alive)):
        raise SystemExit("a vector is missing")


if __name__ == "__main__":
    main()
