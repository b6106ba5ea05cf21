"""The Elasticsearch back end: the `Library` protocol over one alias."""

import hashlib
import time
from collections.abc import Iterable, Sequence
from typing import Any

from indexes.records import ScoredPassage, Source
from indexes.sources.elastic.address import Address
from indexes.sources.elastic.cluster import Cluster
from indexes.sources.elastic.documents import read_source, source_document_id
from indexes.sources.elastic.failures import IndexGone, NoAnswer
from indexes.sources.elastic.queries import PassageSearch, counts, sources_after
from indexes.sources.elastic.reading import find_passages
from indexes.sources.elastic.standings import read_standings
from indexes.sources.elastic.versions import Version, create_first, find_version
from indexes.sources.elastic.writing import Changes, apply_changes
from indexes.sources.library import (
    ANYTHING,
    EmbeddingModelMismatch,
    Filters,
    Found,
    IndexedSource,
    LibraryError,
    LibraryLocked,
    LibraryStatus,
    LibraryUnavailable,
    TextQuery,
    Vector,
    require_model,
    require_query,
    require_vectors,
)

WRITE_WAIT_SECONDS = 15.0  # for a rebuild's last step, or for writers of the same sources
PAUSE_SECONDS = 0.1
STARTS_WITHIN_SECONDS = 5.0  # the shards of a version that somebody is just creating
LISTED = 200  # sources a request
PAIRS_A_REQUEST = 8  # so that all of it is answered within the time that one search has


class ElasticLibrary:
    """Safe to share between threads; other processes and machines open their own."""

    def __init__(
        self, cluster: Cluster, version: Version, alias: str, *, wait_seconds: float
    ) -> None:
        """`alias` stands for that version, and later perhaps for another."""
        self._wait_seconds = wait_seconds
        self._cluster = cluster
        self._version = version
        self._alias = alias

    def put(self, sources: Sequence[IndexedSource]) -> None:
        latest = {one.source.id: one for one in sources}
        for one in latest.values():
            require_vectors(one, self._version.embedding_model, self._version.dimensions)
        self._write(latest)

    def remove(self, source_ids: Iterable[str]) -> int:
        return len(self._write(dict.fromkeys(source_ids)))

    def search_text(
        self, query: TextQuery, limit: int, filters: Filters = ANYTHING
    ) -> list[ScoredPassage]:
        return self._find([PassageSearch(limit, filters, query=query)])[0]

    def search_vector(
        self, vector: Vector, limit: int, filters: Filters = ANYTHING
    ) -> list[ScoredPassage]:
        require_query(vector, self._version.embedding_model, self._version.dimensions)
        return self._find([PassageSearch(limit, filters, vector=vector)])[0]

    def search_both(
        self,
        queries: Sequence[TextQuery],
        vectors: Vector,
        limits: tuple[int, int],
        filters: Filters = ANYTHING,
    ) -> list[Found]:
        for vector in vectors:
            require_query(vector, self._version.embedding_model, self._version.dimensions)
        pairs = list(zip(queries, vectors, strict=True))
        return [
            one
            for start in range(0, len(pairs), PAIRS_A_REQUEST)
            for one in self._find_pairs(pairs[start : start + PAIRS_A_REQUEST], limits, filters)
        ]

    def get(self, source_id: str) -> Source | None:
        ids = [source_document_id(source_id)]
        found = self._cluster.get_many(self._alias, ids, ["payload"])
        return read_source(found[0]["_source"]) if found else None

    def content_hashes(self, source_ids: Iterable[str]) -> dict[str, str]:
        standings = read_standings(self._cluster, self._alias, source_ids)
        return {source_id: one.content_hash for source_id, one in standings.items()}

    def list_sources(self, after: str = "", limit: int = 100) -> list[Source]:
        sources: list[Source] = []
        while len(sources) < limit:
            size = min(LISTED, limit - len(sources))
            last = sources[-1].id if sources else after
            page = self._hits(sources_after(last, size, ["payload"]))
            sources += [read_source(hit["_source"]) for hit in page]
            if len(page) < size:
                break
        return sources

    def status(self) -> LibraryStatus:
        self._follow(set())
        totals = self._cluster.search(self._alias, [counts()])[0]["aggregations"]
        passage_count = int(totals["sources"]["passages"]["value"])
        writes = self._cluster.last_writes(self._alias)
        digest = hashlib.sha256(repr(sorted(writes.items())).encode()).hexdigest()
        return LibraryStatus(
            version=f"{self._version.name}-{digest[:12]}",
            source_count=int(totals["sources"]["doc_count"]),
            passage_count=passage_count,
            embedding_model=self._version.embedding_model,
            dimensions=self._version.dimensions,
            hidden_passage_count=max(0, totals["stored"]["doc_count"] - passage_count),
        )

    def close(self) -> None:
        self._cluster.close()

    def _write(self, changes: Changes) -> set[str]:
        """Until all is done; returns which sources were there before."""
        deadline = time.monotonic() + self._wait_seconds
        were_there: set[str] = set()
        left = changes
        while left:
            try:
                self._follow(set())
                done, conflicts = apply_changes(self._cluster, self._version, left)
            except (IndexGone, LibraryLocked):  # a rebuild is replacing this version just now
                if time.monotonic() > deadline:
                    raise
                time.sleep(PAUSE_SECONDS)
                continue
            were_there |= done
            left = {source_id: changes[source_id] for source_id in conflicts}
            if left and time.monotonic() > deadline:
                raise LibraryLocked(f"others keep changing {', '.join(sorted(left))}")
        return were_there

    def _find_pairs(
        self, pairs: Sequence[tuple[TextQuery, Vector]], limits: tuple[int, int], filters: Filters
    ) -> list[Found]:
        """In one request."""
        by_text = [PassageSearch(limits[0], filters, query=query) for query, _ in pairs]
        by_vector = [PassageSearch(limits[1], filters, vector=vector) for _, vector in pairs]
        found = self._find([*by_text, *by_vector])
        return list(map(Found, found[: len(pairs)], found[len(pairs) :]))

    def _find(self, searches: Sequence[PassageSearch]) -> list[list[ScoredPassage]]:
        try:
            return find_passages(self._cluster, self._alias, searches, self._follow)
        except (EmbeddingModelMismatch, NoAnswer):  # who does not answer is not asked why
            raise
        except LibraryError:
            before = self._version
            self._follow(set())
            if before == self._version:
                raise
            # a rebuild came between
            return find_passages(self._cluster, self._alias, searches, self._follow)

    def _follow(self, answered: set[str]) -> None:
        """Take note of a rebuild. `answered`: which indexes did; empty: not known.

        Raises:
            EmbeddingModelMismatch: with another model than this process embeds with.
        """
        if answered == {self._version.name}:
            return
        version = find_version(self._cluster, self._alias)
        if version is None:
            raise IndexGone(f"the library at {self._cluster.address} is gone")
        require_model(
            version.embedding_model,
            version.dimensions,
            self._version.embedding_model,
            self._version.dimensions,
        )
        self._version = version

    def _hits(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        hits: list[dict[str, Any]] = self._cluster.search(self._alias, [body])[0]["hits"]["hits"]
        return hits


def open_elastic(
    address: Address,
    *,
    embedding_model: str = "",
    dimensions: int = 0,
    wait_seconds: float = WRITE_WAIT_SECONDS,
) -> ElasticLibrary:
    """Open the library at the address; create it where there is none.

    Raises:
        EmbeddingModelMismatch: it was built with another model.
        LibraryUnavailable: the cluster does not answer.
        LibraryError: there is none and no model is named, or the cluster refuses us.
    """
    cluster = Cluster(address)
    try:
        version = find_version(cluster, address.name)
        version = version or create_first(cluster, embedding_model, dimensions)
        require_model(version.embedding_model, version.dimensions, embedding_model, dimensions)
        await_shards(cluster, address)
    except LibraryError:
        cluster.close()
        raise
    return ElasticLibrary(cluster, version, address.name, wait_seconds=wait_seconds)


def await_shards(cluster: Cluster, address: Address) -> None:
    """Only who creates an index is told when it can be searched; others find it before it can.

    Hosts are asked in turn, and each may be the last to learn of it. Where shards stay away longer,
    whoever searches is told so.
    """
    deadline, served = time.monotonic() + STARTS_WITHIN_SECONDS, 0
    while served < len(address.hosts) and time.monotonic() < deadline:
        try:
            cluster.search(address.name, [counts()])
            served += 1
        except NoAnswer:
            return
        except LibraryUnavailable:
            served = 0
            time.sleep(PAUSE_SECONDS)
