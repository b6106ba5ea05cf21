"""Whole sources in and out of one version, by compare-and-swap on each source's document."""

import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from indexes.sources.elastic.cluster import Cluster, Failure
from indexes.sources.elastic.documents import (
    passage_document,
    passage_document_id,
    revision_of,
    source_document,
    source_document_id,
    vector_rows,
)
from indexes.sources.elastic.queries import passages_of
from indexes.sources.elastic.standings import Standing, read_standings
from indexes.sources.elastic.versions import Version
from indexes.sources.library import IndexedSource

Action = dict[str, Any]
Changes = Mapping[str, IndexedSource | None]  # by source id; None: the source goes
SCAN_IDS = 10_000  # source ids in one query; the server takes 65,536


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as it was before a change, and its last write."""

    document_id: str
    source_id: str
    revision: str
    write: tuple[int, int]


def apply_changes(
    cluster: Cluster, version: Version, changes: Changes
) -> tuple[set[str], set[str]]:
    """Returns the sources that were there before, and those that somebody else changed meanwhile:
    of these nothing was changed here, and the caller tries again.

    Raises:
        LibraryError: a document was refused. Then nothing is found that was not found before,
            except where the source's own document was refused: others of the batch are stored.
    """
    index = version.write_alias
    before = read_standings(cluster, index, changes)
    stored = list(_stored_passages(cluster, index, list(changes)))
    revisions = {one: revision_of(new) if new else "" for one, new in changes.items()}
    _require_all(cluster.bulk(index, _passage_actions(changes, revisions)))
    cluster.refresh(index)
    switched = cluster.bulk(index, _source_actions(changes, revisions, before))
    _require_all([one for one in switched if not one.is_conflict])
    lost = {one.document_id for one in switched}
    conflicts = {one for one in changes if source_document_id(one) in lost}
    replaced = [
        one
        for one in stored
        if one.source_id not in conflicts and one.revision != revisions[one.source_id]
    ]
    _delete_passages(cluster, index, replaced)
    cluster.refresh(index)
    return set(before) - conflicts, conflicts


def _stored_passages(
    cluster: Cluster, index: str, source_ids: Collection[str]
) -> Iterator[StoredPassage]:
    """Listed before the change, because later they could be those of another writer."""
    ids = list(source_ids)
    for start in range(0, len(ids), SCAN_IDS):
        query = passages_of(ids[start : start + SCAN_IDS])
        for hit in cluster.scan(index, query, ["source_id", "revision"]):
            fields, write = hit["_source"], (hit["_seq_no"], hit["_primary_term"])
            yield StoredPassage(hit["_id"], fields["source_id"], fields["revision"], write)


def _passage_actions(changes: Changes, revisions: Mapping[str, str]) -> Iterator[Action]:
    for source_id, new in changes.items():
        if new is None:
            continue
        revision, rows = revisions[source_id], vector_rows(new.vectors)
        for passage, vector in zip(new.passages, rows, strict=True):
            yield {
                "_id": passage_document_id(passage, revision),
                "_source": passage_document(passage, vector, revision),
            }


def _source_actions(
    changes: Changes, revisions: Mapping[str, str], before: Mapping[str, Standing]
) -> Iterator[Action]:
    """Each only if the source's document is as it was read."""
    now = time.time()
    for source_id, new in changes.items():
        action = {"_id": source_document_id(source_id)} | _condition(before.get(source_id))
        if new is not None:
            yield action | {"_source": source_document(new, revisions[source_id], now)}
        elif source_id in before:
            yield action | {"_op_type": "delete"}


def _condition(standing: Standing | None) -> Action:
    return {"_op_type": "create"} if standing is None else _follows(standing.write)


def _follows(write: tuple[int, int]) -> Action:
    return {"if_seq_no": write[0], "if_primary_term": write[1]}


def _delete_passages(cluster: Cluster, index: str, passages: Collection[StoredPassage]) -> None:
    """What another writer has written again since (a conflict) is that writer's."""
    actions = [
        {"_op_type": "delete", "_id": one.document_id} | _follows(one.write) for one in passages
    ]
    failures = cluster.bulk(index, actions) if actions else []
    _require_all([one for one in failures if not one.is_conflict])


def _require_all(failures: list[Failure]) -> None:
    """Raises the first; whether a retry helps is said by its kind."""
    if failures:
        raise failures[0].error
