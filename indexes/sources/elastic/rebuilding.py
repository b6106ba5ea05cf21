"""A new version beside the old one, which answers and takes writes until the alias moves."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from heapq import merge
from itertools import groupby

from indexes.records import Source
from indexes.sources.elastic.address import Address
from indexes.sources.elastic.cluster import Cluster
from indexes.sources.elastic.documents import read_source, source_document_id
from indexes.sources.elastic.library import ElasticLibrary
from indexes.sources.elastic.queries import OF_SOURCES
from indexes.sources.elastic.versions import Version, create_next, find_version, other_versions
from indexes.sources.embeddings import Embedder
from indexes.sources.ingest import IngestReport, Progress, ingest_sources
from indexes.sources.library import LibraryError

SOURCES_PAGE = 50  # read at once; the longest text has 20,000,000 characters
FEW = 20  # changed sources that may be copied while writers wait
MOST_PASSES = 10  # then writers wait for what is left, however much it is


def rebuild_elastic(
    address: Address, embedder: Embedder, on_progress: Progress | None = None
) -> IngestReport:
    """Cut and embed every stored source anew. Writers wait for the last moment only.

    Raises:
        LibraryError: a source cannot be embedded, no library there, or another rebuild was faster;
            the library stays as it was.
        LibraryUnavailable: the cluster does not answer. In the very last step this leaves writers
            locked out, until a rebuild comes through.
    """
    cluster = Cluster(address)
    try:
        return _rebuild(cluster, embedder, on_progress)
    finally:
        cluster.close()


def _rebuild(cluster: Cluster, embedder: Embedder, on_progress: Progress | None) -> IngestReport:
    old = find_version(cluster, cluster.address.name)
    if old is None:
        raise LibraryError(f"there is no library at {cluster.address}")
    new = create_next(cluster, old, embedder.name, embedder.dimensions)
    copy = VersionCopy(cluster, old, new, embedder)
    with _dropped_on_failure(cluster, new):
        copy.take_all(on_progress)
        copy.catch_up()
        with _writes_blocked_unless_it_fails(cluster, old):
            copy.take_changes()
    # A failure from here on tells nothing of whether the alias has moved, so nothing is undone.
    cluster.move_alias(cluster.address.name, old.name, new.name)
    for name in other_versions(cluster, new):
        cluster.delete(name)
    return IngestReport(added=copy.source_count())


class VersionCopy:
    """Sources of one version, cut and embedded anew, in another."""

    def __init__(self, cluster: Cluster, old: Version, new: Version, embedder: Embedder) -> None:
        self._cluster = cluster
        self._old, self._new = old.name, new.name
        self._embedder = embedder
        self._library = ElasticLibrary(cluster, new, new.write_alias, wait_seconds=0)

    def take_all(self, on_progress: Progress | None) -> None:
        """As of one point in time."""
        hits = self._cluster.scan(self._old, OF_SOURCES, ["payload"], SOURCES_PAGE)
        self._ingest((read_source(hit["_source"]) for hit in hits), on_progress)

    def catch_up(self) -> None:
        """What was written meanwhile, and meanwhile again, until it is little."""
        for _ in range(MOST_PASSES):
            if self.take_changes() <= FEW:
                return

    def take_changes(self) -> int:
        """Returns how many sources differed."""
        self._cluster.refresh(self._old)
        changed, gone = self._differences()
        self._ingest(self._read(changed))
        self._library.remove(gone)
        return len(changed) + len(gone)

    def source_count(self) -> int:
        return self._library.status().source_count

    def _differences(self) -> tuple[list[str], list[str]]:
        """Ids of sources that the copy lacks or has otherwise, and of those that went."""
        changed, gone = [], []
        both = merge(self._hashes(self._old, is_old=True), self._hashes(self._new, is_old=False))
        for source_id, found in groupby(both, key=lambda one: one[0]):
            versions = list(found)
            if not any(is_old for _, is_old, _ in versions):
                gone.append(source_id)
            elif len(versions) < 2 or versions[0][2] != versions[1][2]:
                changed.append(source_id)
        return changed, gone

    def _hashes(self, index: str, *, is_old: bool) -> Iterator[tuple[str, bool, str]]:
        """Sorted by source id: the server's order of keywords is that of code points."""
        for hit in self._cluster.scan(index, OF_SOURCES, ["source_id", "content_hash"]):
            yield hit["_source"]["source_id"], is_old, hit["_source"]["content_hash"]

    def _read(self, source_ids: list[str]) -> Iterator[Source]:
        """Those that have not gone meanwhile."""
        for start in range(0, len(source_ids), SOURCES_PAGE):
            ids = [source_document_id(one) for one in source_ids[start : start + SOURCES_PAGE]]
            for found in self._cluster.get_many(self._old, ids, ["payload"]):
                yield read_source(found["_source"])

    def _ingest(self, sources: Iterator[Source], on_progress: Progress | None = None) -> None:
        report = ingest_sources(sources, self._library, self._embedder, on_progress=on_progress)
        if report.failed:
            first = report.failed[0]
            raise LibraryError(
                f"{len(report.failed)} sources cannot be embedded, the first is "
                f"{first.source_id}: {first.message}; the library stays as it was"
            )


@contextmanager
def _dropped_on_failure(cluster: Cluster, version: Version) -> Iterator[None]:
    """The next rebuild drops what cannot be dropped now."""
    try:
        yield
    except BaseException:
        with suppress(LibraryError):
            cluster.delete(version.name)
        raise


@contextmanager
def _writes_blocked_unless_it_fails(cluster: Cluster, version: Version) -> Iterator[None]:
    try:
        cluster.block_writes(version.name)
        yield
    except BaseException:
        cluster.allow_writes(version.name)
        raise
