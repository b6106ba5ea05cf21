"""Three nodes of Elasticsearch: killed, standing still, full, too busy, all away."""

import random
import secrets
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic

import pytest
from sqlalchemy import func, select

from indexes.claims.database import Database
from indexes.claims.tables import steps, verdicts
from indexes.records import Article, Claim, Source, Verdict, VerdictLabel
from indexes.sources.back_ends import open_library
from indexes.sources.elastic import cluster
from indexes.sources.library import Library, LibraryError, LibraryUnavailable
from tests.faults.ledger import assert_everything_happened_once, count_done
from tests.faults.nodes import NUMBERS, Nodes, running_nodes
from tests.faults.sources import (
    Traffic,
    assert_all_is_there_once,
    find,
    make_source,
    put_patiently,
    traffic,
)
from tests.faults.submitter import submit_patiently
from tests.indexes.sources.library_contract import EMBEDDER, indexed
from tests.plain import SENTENCES, PlainChecker, make_articles, make_toolkit, make_verdict
from tests.stores import database, migrated_file
from tests.waiting import wait_until
from workers.bells import MemoryBell
from workers.embedded import start_embedded_workers
from workers.pipeline.retrieval import retrieve

__all__ = ["database", "migrated_file"]

ARTICLES = 12
WRITERS = 16
NO_ROOM = {
    "cluster.info.update.interval": "10s",
    "cluster.routing.allocation.disk.threshold_enabled": True,
} | {f"cluster.routing.allocation.disk.watermark.{one}": "900tb" for one in
     ("low", "high", "flood_stage")}  # fmt: skip


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nodes]:
    with running_nodes(tmp_path_factory.mktemp("nodes")) as started:
        yield started


@pytest.fixture
def name(nodes: Nodes) -> Iterator[str]:
    """Of a library that goes with the test."""
    fresh = f"faults-{secrets.token_hex(4)}"
    yield fresh
    nodes.client.indices.delete(index=f"{fresh}-v1")


@pytest.fixture
def library(nodes: Nodes, name: str) -> Iterator[Library]:
    nodes.wait_until_whole()
    with opened(nodes.url(name)) as made:
        nodes.wait_until_whole()
        yield made


@contextmanager
def opened(url: str) -> Iterator[Library]:
    library = open_library(url, embedding_model=EMBEDDER.name, dimensions=EMBEDDER.dimensions)
    try:
        yield library
    finally:
        library.close()


def wait_until_it_goes_on(seen: Traffic, writes: int) -> None:
    """So many more writes, and as many more answers."""
    more_writes, more_answers = len(seen.acknowledged) + writes, seen.answers + writes
    wait_until(lambda: len(seen.acknowledged) >= more_writes and seen.answers >= more_answers, 120)


def test_nodes_are_killed_while_sources_arrive_and_are_looked_for(
    nodes: Nodes, library: Library
) -> None:
    """One by chance, then the master; each time the other two go on."""
    chance = random.Random(20261123)
    with traffic(library) as seen:
        for choose in (lambda: chance.choice(NUMBERS), nodes.master):
            wait_until_it_goes_on(seen, chance.randint(3, 10))
            victim = choose()
            nodes.kill(victim)
            wait_until_it_goes_on(seen, 5)
            nodes.revive(victim)
            nodes.wait_until_whole()
    assert seen.wrong == []
    assert_all_is_there_once(library, seen.acknowledged)


def test_a_node_stands_still(
    nodes: Nodes, library: Library, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who asks it is told that the time is up; who knows the others too goes on."""
    monkeypatch.setattr(cluster, "WRITE_SECONDS", 10.0)  # of sixty
    silent = nodes.master()
    with (
        opened(nodes.url(name)) as impatient,
        opened(nodes.url(name, silent)) as asking_it,
        traffic(impatient) as seen,
    ):
        wait_until_it_goes_on(seen, 3)
        with nodes.standing_still(silent):
            started = monotonic()
            with pytest.raises(LibraryUnavailable, match="timed out"):
                find(asking_it, seen.acknowledged[:1])
            assert monotonic() - started < cluster.ANSWER_SECONDS + 5
            wait_until_it_goes_on(seen, 5)
        nodes.wait_until_whole()
        assert find(asking_it, seen.acknowledged[:1]) == [(seen.acknowledged[0],) * 2]
    assert seen.refusals  # otherwise nobody met the silent node
    assert seen.wrong == []
    assert_all_is_there_once(library, seen.acknowledged)


def test_the_disk_is_full_for_a_while(
    nodes: Nodes, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server itself blocks writes and allows them again; searches go on."""
    monkeypatch.setattr(cluster, "BULK_RETRIES", 2)  # of six, which take 23 seconds
    with traffic(library) as seen:
        wait_until_it_goes_on(seen, 3)
        with setting(nodes, NO_ROOM):
            wait_until(lambda: bool(seen.refusals), 60)
            before = seen.answers
            wait_until(lambda: seen.answers >= before + 5, 60)
        wait_until_it_goes_on(seen, 3)
    assert {type(one) for one in seen.refusals} == {LibraryUnavailable}
    assert all("flood-stage watermark" in str(one) for one in seen.refusals)
    assert seen.wrong == []
    assert_all_is_there_once(library, seen.acknowledged)


@contextmanager
def setting(nodes: Nodes, settings: dict[str, object]) -> Iterator[None]:
    nodes.client.cluster.put_settings(persistent=settings)
    try:
        yield
    finally:
        nodes.client.cluster.put_settings(persistent=dict.fromkeys(settings))


def test_more_writers_than_the_server_takes(nodes: Nodes, library: Library) -> None:
    """It refuses some with 429; they wait, and in the end every source is there once."""
    before = nodes.rejections()
    refused: list[LibraryError] = []
    groups = [[make_source(one) for one in range(first, 128, WRITERS)] for first in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(lambda group: put_patiently(library, group, refused.append), groups))
    assert nodes.rejections() > before  # otherwise it was not busy
    written = sorted(one.source.id for group in groups for one in group)
    assert_all_is_there_once(library, written)


@dataclass(kw_only=True)
class LibraryChecker(PlainChecker):
    """A claim is supported if the library has its very words."""

    library: Library

    def check_claims(self, _article: Article, claims: Sequence[Claim]) -> Sequence[Verdict]:
        found = retrieve(claims, self.library, EMBEDDER, frozenset())
        return [
            make_verdict(claim, label_for(claim, [one.passage.text for one in candidates]))
            for claim, candidates in zip(claims, found, strict=True)
        ]


def label_for(claim: Claim, texts: Sequence[str]) -> VerdictLabel:
    is_there = any(claim.text in text for text in texts)
    return VerdictLabel.SUPPORTED if is_there else VerdictLabel.NOT_ENOUGH_EVIDENCE


def test_all_nodes_are_away_while_articles_arrive(
    nodes: Nodes, library: Library, database: Database
) -> None:
    """Steps wait, and none of them takes silence for an answer."""
    library.put([indexed(Source(id=str(i), text=one, language="ru"))
                 for i, one in enumerate(SENTENCES)])  # fmt: skip
    bell = MemoryBell()
    toolkit = make_toolkit(database, bell, LibraryChecker(library=library))
    workers = start_embedded_workers(toolkit, threads=3)
    for number, article in enumerate(make_articles(ARTICLES)):
        bell.ring(submit_patiently(database, article, str(number)).steps)
        if number == ARTICLES // 3:
            wait_until(lambda: count_done(database) > 0, 120)
            for one in NUMBERS:
                nodes.kill(one)
    wait_until(lambda: count_waits(database) >= ARTICLES, 120)
    assert count_done(database) < ARTICLES
    assert labels(database) == {VerdictLabel.SUPPORTED.value}
    for one in NUMBERS:
        nodes.revive(one)
    wait_until(lambda: count_done(database) == ARTICLES, 120)
    assert workers.stop()
    assert labels(database) == {VerdictLabel.SUPPORTED.value}
    assert_everything_happened_once(database, ARTICLES)


def count_waits(database: Database) -> int:
    """How often a step was put back because something was away."""
    with database.reading() as connection:
        return connection.execute(select(func.coalesce(func.sum(steps.c.waits), 0))).scalar_one()


def labels(database: Database) -> set[str]:
    with database.reading() as connection:
        return set(connection.execute(select(verdicts.c.label)).scalars())
