"""The claims index of compose's default profile: several processes write to one folder."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

from indexes.reverse.opening import open_claim_index
from tests.indexes.reverse.claim_writer import DIMENSIONS
from tests.indexes.sources.hashed_embedder import HashedEmbedder

WRITERS, COMMITS = 3, 15
WRITER = [sys.executable, "-m", "tests.indexes.reverse.claim_writer"]


def test_every_claim_of_every_worker_is_in_it(tmp_path: Path) -> None:
    """They make the index together, too; who has to wait for the lock longer than it may, fails."""
    url = f"embedded://{tmp_path}/library"
    writers = [
        subprocess.Popen([*WRITER, url, str(number), str(COMMITS)]) for number in range(WRITERS)
    ]
    assert [writer.wait(120) for writer in writers] == [0] * WRITERS
    with closing(open_claim_index(url, HashedEmbedder(DIMENSIONS))) as index:
        assert index.count() == WRITERS * COMMITS
        assert len({one for page in index.list_ids() for one in page}) == WRITERS * COMMITS
