"""kill -9 in the middle of an ingest: what was acknowledged stays, nothing else shows."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from indexes.sources.embedded.library import EmbeddedLibrary
from indexes.sources.library import ANYTHING
from tests.indexes.sources.embedded import dying_process
from tests.indexes.sources.embedded import ingesting_process as child

BATCHES = 40  # of 250 new passages: 10,000
KILLS = 4
BATCH_SECONDS = 0.1  # about what one takes, so kills fall anywhere in it


def test_nothing_acknowledged_is_lost_and_nothing_half_written_shows(tmp_path: Path) -> None:
    chance = random.Random(20251112)
    library = child.open_at(tmp_path)
    stored = 0
    for _ in range(KILLS):
        acknowledged = fill_until_killed(tmp_path, stored, chance)
        stored = stored_batches(library)
        assert acknowledged <= stored <= acknowledged + 1
        library = child.open_at(tmp_path)
        assert_whole(library, stored)
    finish(tmp_path, stored)
    assert stored_batches(library) == BATCHES
    assert_whole(library, BATCHES)
    assert library.status().passage_count == 10_000


@pytest.mark.parametrize("point", [*dying_process.POINTS, dying_process.AFTER_COMMIT])
def test_a_death_at_each_point_of_a_write(tmp_path: Path, point: str) -> None:
    command = [sys.executable, "-m", dying_process.__name__, str(tmp_path), point]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    library = child.open_at(tmp_path)
    stored = stored_batches(library)
    assert stored == (2 if point == dying_process.AFTER_COMMIT else 1)
    assert_whole(library, stored)
    library.put([child.with_vectors(one) for one in child.batch_of(stored)])
    assert_whole(library, stored + 1)


def fill_until_killed(folder: Path, first: int, chance: random.Random) -> int:
    """How many batches were acknowledged in all, up to a random moment of a random batch."""
    kill_after, delay_seconds = chance.randint(1, 4), chance.uniform(0, BATCH_SECONDS)
    with start(folder, first) as process:
        assert process.stdout is not None
        acknowledged = first
        while acknowledged < first + kill_after:
            line = process.stdout.readline()
            assert line, "the process ended by itself; its error is on standard error"
            acknowledged = int(line) + 1
        time.sleep(delay_seconds)
        process.kill()
        rest = process.communicate()[0].split()
    return int(rest[-1]) + 1 if rest else acknowledged


def finish(folder: Path, first: int) -> None:
    with start(folder, first) as process:
        process.communicate(timeout=120)
    assert process.returncode == 0


def start(folder: Path, first: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", child.__name__, str(folder), str(first), str(BATCHES)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def stored_batches(library: EmbeddedLibrary) -> int:
    """Batches are whole: the number of sources says how many there are."""
    batches, rest = divmod(library.status().source_count, child.BATCH_SOURCES)
    assert rest == 0
    return batches


def assert_whole(library: EmbeddedLibrary, batches: int) -> None:
    """Every batch's passages, in their last version, by words and by meaning alike."""
    library.verify()
    expected = {
        passage.id: one.source.text
        for number in range(batches)
        for one in child.batch_of(number)
        for passage in one.passages
        if number == last_version(one.source.id, batches)
    }
    snapshot = library._refreshed()
    stored = snapshot.passages(np.flatnonzero(snapshot.state.alive()).tolist())
    assert {one.id for one in stored.values()} == set(expected)
    for slot, passage in list(stored.items())[:: max(1, len(stored) // 100)]:
        vector = child.vector_of(passage.id)
        nearest = snapshot.search_vector(vector, 1, ANYTHING)[0]
        assert nearest.passage.id == passage.id
        assert nearest.score > 0.999
        assert snapshot.passages([slot])[slot].text in expected[passage.id]


def last_version(source_id: str, batches: int) -> int:
    """The batch that last wrote the source."""
    number = int(source_id[1:])
    batch, place = divmod(number, child.BATCH_SOURCES)
    return batch + 1 if place < child.REPLACED and batch + 1 < batches else batch
