"""Sources and passages as documents, with ids that follow from what they hold."""

import hashlib
from typing import Any

from indexes.records import Passage, ScoredPassage, Source, from_dict, make_id, to_dict, to_json
from indexes.sources.analysis import index_text
from indexes.sources.elastic.mapping import PASSAGE, SOURCE
from indexes.sources.library import IndexedSource, Vector

Document = dict[str, Any]
VECTOR_DECIMALS = 7  # all that a 32-bit float of length one has; half the bytes on the wire


def source_document_id(source_id: str) -> str:
    """The server takes ids of 512 bytes; ours may be longer."""
    return make_id(SOURCE, source_id)


def passage_document_id(passage: Passage, revision: str) -> str:
    return make_id(PASSAGE, passage.source_id, revision, passage.id)


def revision_of(indexed: IndexedSource) -> str:
    """A source cut and embedded alike has one revision, however often it is put."""
    digest = hashlib.sha256(indexed.source.id.encode())
    digest.update(indexed.source.content_hash.encode())
    for passage in indexed.passages:
        digest.update(to_json(passage).encode())
    digest.update(indexed.vectors.astype("<f4").tobytes())
    return digest.hexdigest()[:32]


def source_document(indexed: IndexedSource, revision: str, written_at: float) -> Document:
    return {
        "kind": SOURCE,
        "source_id": indexed.source.id,
        "revision": revision,
        "content_hash": indexed.source.content_hash,
        "passage_count": len(indexed.passages),
        "written_at": written_at,
        "payload": to_dict(indexed.source),
    }


def passage_document(passage: Passage, vector: list[float], revision: str) -> Document:
    document = {
        "kind": PASSAGE,
        "source_id": passage.source_id,
        "revision": revision,
        "language": passage.language,
        "publisher": passage.publisher,
        "tier": passage.tier.value,
        "words": index_text(passage.text, passage.language),
        "title_words": index_text(passage.title, passage.language),
        "vector": vector,
        "payload": to_dict(passage),
    }
    if passage.published_at:
        document["published"] = passage.published_at.isoformat()
    return document


def vector_rows(vectors: Vector) -> list[list[float]]:
    """(passages, dimensions) as JSON takes them."""
    rows: list[list[float]] = vectors.astype("<f8").round(VECTOR_DECIMALS).tolist()
    return rows


def read_source(document: Document) -> Source:
    return from_dict(Source, document["payload"])


def read_passage(document: Document, score: float) -> ScoredPassage:
    return ScoredPassage(from_dict(Passage, document["payload"]), score)
