"""A process that kills itself at a given point of its second batch.

Usage: python -m tests.indexes.sources.embedded.dying_process FOLDER POINT
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from indexes.sources.embedded import generation, vectors
from tests.indexes.sources.embedded.ingesting_process import batch_of, open_at, with_vectors

POINTS: dict[str, tuple[object, str, int]] = {  # where -> what is called there, at which call
    "before the vectors": (vectors.VectorFiles, "write", 1),
    "between the vector files": (vectors, "overwrite_durably", 2),
    "before the words": (generation.Generation, "_commit_words", 1),
    "in the middle of the words": (generation, "passage_document", 100),
    "before the commit": (generation, "state_document", 1),
}
AFTER_COMMIT = "after the commit"


def main() -> None:
    library = open_at(Path(sys.argv[1]))
    library.put([with_vectors(one) for one in batch_of(0)])
    if sys.argv[2] in POINTS:
        owner, name, call = POINTS[sys.argv[2]]
        mock.patch.object(owner, name, _dying(getattr(owner, name), call)).start()
    library.put([with_vectors(one) for one in batch_of(1)])
    os.kill(os.getpid(), signal.SIGKILL)


def _dying(original: Callable[..., object], call: int) -> Callable[..., object]:
    calls = 0

    def run(*args: object) -> object:
        nonlocal calls
        calls += 1
        if calls == call:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*args)

    return run


if __name__ == "__main__":
    main()
