"""Sources that arrive: what they touch is checked again, and nothing else."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from indexes.claims.claims import list_claims
from indexes.claims.database import Database
from indexes.claims.steps import give_up, settle
from indexes.claims.stored import JobStatus
from indexes.claims.tables import steps
from indexes.claims.verdicts import list_verdicts
from indexes.records import Article, Claim, Source
from indexes.reverse.index import ClaimIndex
from indexes.reverse.opening import open_claim_index
from indexes.reverse.reconciling import IndexReconciled, reconcile_claims
from indexes.sources.back_ends import open_library
from indexes.sources.embedded.library import open_embedded
from indexes.sources.embedded.lock import writer_lock
from indexes.sources.ingest import ingest_sources
from indexes.sources.library import IndexedSource, Library, LibraryLocked, LibraryUnavailable
from tests.indexes.sources.hashed_embedder import HashedEmbedder
from tests.plain import make_toolkit
from tests.stores import (
    check_article,
    find_ready,
    list_claim_ids,
    read_article,
    set_back,
    submit,
    take_next,
)
from workers.bells import MemoryBell
from workers.rechecks import complete_claim_index, recheck_touched
from workers.steps import run_step, split
from workers.toolkit import Toolkit

EMBEDDER = HashedEmbedder(dimensions=1024)  # so many that strangers hardly share a direction
SENTENCES = (
    "Юрий Гагарин полетел в космос в 1961 году.",
    "Цена хлеба выросла на десять процентов.",
    *(f"Предмет{number} лежал возле вещи{number}." for number in range(60)),
)
ARTICLE = Article("", "\n".join(SENTENCES), "Разное", "ru")
NOTE = Source("note", "Юрий Гагарин полетел в космос 12 апреля 1961 года.", "", "ru")


@pytest.fixture
def claim_index(tmp_path: Path) -> Iterator[ClaimIndex]:
    opened = open_claim_index(f"embedded://{tmp_path}/library", EMBEDDER)
    yield opened
    opened.close()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    url = f"embedded://{tmp_path}/library"
    opened = open_library(url, embedding_model=EMBEDDER.name, dimensions=EMBEDDER.dimensions)
    yield opened
    opened.close()


@pytest.fixture
def toolkit(database: Database, claim_index: ClaimIndex) -> Toolkit:
    return replace(make_toolkit(database, MemoryBell()), claim_index=claim_index)


def run_ready(toolkit: Toolkit) -> None:
    while (step_id := find_ready(toolkit.database)) is not None:
        run_step(step_id, toolkit)


def count_verdicts(database: Database) -> dict[str, int]:
    return {
        one.claim.text: len(list_verdicts(database, one.claim.id))
        for one in list_claims(database, limit=100).items
    }


def touch(toolkit: Toolkit, library: Library, *sources: Source) -> None:
    def recheck(arrived: Sequence[IndexedSource]) -> None:
        assert toolkit.claim_index is not None
        recheck_touched(toolkit.database, toolkit.bell, toolkit.claim_index, arrived)

    def complete() -> None:
        assert toolkit.claim_index is not None
        complete_claim_index(toolkit.database, toolkit.claim_index)

    ingest_sources(sources, library, EMBEDDER, before_storing=complete, on_stored=recheck)


def test_what_a_source_touches_is_checked_again(toolkit: Toolkit, library: Library) -> None:
    submit(toolkit.database, ARTICLE)
    run_ready(toolkit)
    touch(toolkit, library, NOTE)
    run_ready(toolkit)
    counts = count_verdicts(toolkit.database)
    assert counts[SENTENCES[0]] == 2
    assert counts[SENTENCES[1]] == 1


def test_what_is_not_new_touches_nothing(toolkit: Toolkit, library: Library) -> None:
    submit(toolkit.database, ARTICLE)
    run_ready(toolkit)
    touch(toolkit, library, NOTE)
    run_ready(toolkit)
    touch(toolkit, library, NOTE)
    assert find_ready(toolkit.database) is None


def test_selected_claims_enter_before_they_are_stored(
    toolkit: Toolkit, claim_index: ClaimIndex
) -> None:
    submit(toolkit.database, replace(ARTICLE, text=f"{ARTICLE.text}\nКогда построят школу?"))
    run_step(str(find_ready(toolkit.database)), toolkit)
    assert claim_index.count() == len(SENTENCES)
    assert [one for page in claim_index.list_ids() for one in page] == sorted(
        list_claim_ids_of(toolkit.database)
    )


def list_claim_ids_of(database: Database) -> list[str]:
    found = list_claims(database, limit=100).items
    return [one.claim.id for one in found if one.claim.is_selected]


def test_a_lost_index_is_filled_when_sources_arrive(
    toolkit: Toolkit, library: Library, claim_index: ClaimIndex
) -> None:
    check_article(toolkit.database, ARTICLE)  # by a worker of before there was an index
    assert claim_index.count() == 0
    touch(toolkit, library, NOTE)
    run_ready(toolkit)
    assert claim_index.count() == len(SENTENCES)
    assert count_verdicts(toolkit.database)[SENTENCES[0]] == 2


class AwayIndex(ClaimIndex):
    """Its cluster does not answer."""

    def put(self, claims: Iterable[Claim]) -> int:
        raise LibraryUnavailable(f"{len(list(claims))} claims stay out")


def test_a_split_waits_for_the_index(toolkit: Toolkit, library: Library) -> None:
    article_id = submit(toolkit.database, ARTICLE)
    run_step(
        str(find_ready(toolkit.database)),
        replace(toolkit, claim_index=AwayIndex(library, EMBEDDER)),
    )
    stored = read_article(toolkit.database, article_id)
    assert stored.status is JobStatus.RUNNING
    assert "claims stay out" in stored.progress.waiting_for
    assert list_claim_ids(toolkit.database) == []


@pytest.fixture
def impatient(tmp_path: Path) -> Iterator[tuple[ClaimIndex, Path]]:
    """A claims index in its folder, which waits for other writers no longer than a moment."""
    folder = tmp_path / "claims-index"
    with closing(
        open_embedded(
            folder,
            embedding_model=EMBEDDER.name,
            dimensions=EMBEDDER.dimensions,
            lock_wait_seconds=0.05,
        )
    ) as library:
        yield ClaimIndex(library, EMBEDDER), folder / "writer.lock"


def test_a_split_waits_for_another_writer(
    toolkit: Toolkit, impatient: tuple[ClaimIndex, Path]
) -> None:
    index, lock = impatient
    locked = replace(toolkit, claim_index=index)
    submit(toolkit.database, ARTICLE)
    with writer_lock(lock, 0):
        run_step(str(find_ready(toolkit.database)), locked)
    assert list_claim_ids(toolkit.database) == []
    set_back(toolkit.database, steps.c.not_before, timedelta(minutes=5))
    run_ready(locked)
    assert index.count() == len(SENTENCES)
    assert set(count_verdicts(toolkit.database).values()) == {1}
    with toolkit.database.reading() as connection:
        assert set(connection.execute(select(steps.c.attempts)).scalars()) == {1}


def test_a_source_is_not_stored_whose_rechecks_another_writer_would_cost(
    toolkit: Toolkit, library: Library, impatient: tuple[ClaimIndex, Path]
) -> None:
    """It comes again, as after any refusal, and touches what it would have touched."""
    index, lock = impatient
    locked = replace(toolkit, claim_index=index)
    check_article(toolkit.database, ARTICLE)  # the index has nothing of it
    with writer_lock(lock, 0), pytest.raises(LibraryLocked):
        touch(locked, library, NOTE)
    assert library.get(NOTE.id) is None
    touch(locked, library, NOTE)
    run_ready(locked)
    assert count_verdicts(toolkit.database)[SENTENCES[0]] == 2


def test_claims_of_a_split_at_work_are_not_taken_out(
    toolkit: Toolkit, claim_index: ClaimIndex
) -> None:
    """They are in the index before they are in the store."""
    submit(toolkit.database, ARTICLE)
    taken = take_next(toolkit.database)
    outcome = split(taken, toolkit)
    assert reconcile_claims(toolkit.database, claim_index) == IndexReconciled(0, 0)
    settle(toolkit.database, taken, outcome)
    assert claim_index.count() == len(SENTENCES) == len(list_claim_ids_of(toolkit.database))


def test_claims_of_a_split_that_never_came_through_are_taken_out(
    toolkit: Toolkit, claim_index: ClaimIndex
) -> None:
    submit(toolkit.database, ARTICLE)
    taken = take_next(toolkit.database)
    split(taken, toolkit)
    give_up(toolkit.database, taken, "never")
    assert reconcile_claims(toolkit.database, claim_index) == IndexReconciled(0, len(SENTENCES))
