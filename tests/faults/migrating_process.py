"""`sverka migrate` in many small batches and without a model, to be killed between or in them.

python -m tests.faults.migrating_process --from URL --to URL …
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from indexes.claims import moving
from indexes.sources.moving import move_library
from service.cli import migrate
from service.cli.commands import sverka
from tests.indexes.sources.hashed_embedder import HashedEmbedder

EMBEDDER = HashedEmbedder(64)
ROWS, PASSAGES = 5, 2  # a batch
PAUSE_SECONDS = 0.01  # after each, so that who kills it sees how far it is


@contextmanager
def pausing_progress(*_: object) -> Iterator[object]:
    yield lambda *_: time.sleep(PAUSE_SECONDS)


def main() -> None:
    moving.BATCH_ROWS = ROWS
    migrate.move_library = partial(move_library, batch_size=PASSAGES)
    migrate.load_embedder = lambda _: EMBEDDER
    migrate.late_progress = pausing_progress
    sverka(["migrate", *sys.argv[1:]])


if __name__ == "__main__":
    main()
