"""Which revision of each source counts: what its one document says, as of the last write."""

from collections.abc import Iterable
from dataclasses import dataclass

from indexes.sources.elastic.cluster import Cluster
from indexes.sources.elastic.documents import source_document_id


@dataclass(frozen=True, slots=True)
class Standing:
    """`write` names the last write to the document; the next one must follow it directly."""

    revision: str
    content_hash: str
    written_at: float
    write: tuple[int, int]  # sequence number and primary term


FIELDS = ["source_id", "revision", "content_hash", "written_at"]


def read_standings(cluster: Cluster, index: str, source_ids: Iterable[str]) -> dict[str, Standing]:
    """Of the sources that there are."""
    ids = [source_document_id(one) for one in dict.fromkeys(source_ids)]
    return {
        one["_source"]["source_id"]: Standing(
            revision=one["_source"]["revision"],
            content_hash=one["_source"]["content_hash"],
            written_at=one["_source"]["written_at"],
            write=(one["_seq_no"], one["_primary_term"]),
        )
        for one in (cluster.get_many(index, ids, FIELDS) if ids else [])
    }
