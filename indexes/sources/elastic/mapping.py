"""What a version of the index holds. The server only splits our tokens at white space."""

from typing import Any

FORMAT = 1  # grows with every change of what is stored and how
SOURCE, PASSAGE = "source", "passage"
LONGEST_KEYWORD = 8_000  # characters; Lucene takes terms of 32,766 bytes

KEYWORD = {"type": "keyword"}
SHORT = {"type": "keyword", "ignore_above": LONGEST_KEYWORD}  # what is longer passes no filter
STORED_ONLY = {"index": False, "doc_values": False}
WORDS = {"type": "text", "analyzer": "whitespace"}  # BM25 with k1 1.2, b 0.75, as in tantivy


def index_settings(shards: int) -> dict[str, Any]:
    """One replica where there is a second node. Only writers refresh, each when it is through."""
    return {
        "number_of_shards": shards,
        "auto_expand_replicas": "0-1",
        "refresh_interval": "-1",
    }


def index_mappings(meta: dict[str, Any], dimensions: int) -> dict[str, Any]:
    """`meta` says whose version this is and which model embedded it."""
    return {
        "dynamic": "strict",
        "_meta": meta,
        # Found, never shown: what is shown is the payload. A vector as JSON takes 4 kB a passage.
        "_source": {"excludes": ["vector", "words", "title_words"]},
        "properties": {
            "kind": KEYWORD,
            "source_id": KEYWORD,
            "revision": KEYWORD,
            "payload": {"type": "object", "enabled": False},
            **_source_fields(),
            **_passage_fields(dimensions),
        },
    }


def _source_fields() -> dict[str, Any]:
    return {
        "content_hash": {"type": "keyword", **STORED_ONLY},
        "passage_count": {"type": "integer"},
        "written_at": {"type": "double", **STORED_ONLY},  # seconds since 1970
    }


def _passage_fields(dimensions: int) -> dict[str, Any]:
    return {
        "language": SHORT,
        "publisher": SHORT,
        "tier": KEYWORD,
        "published": {"type": "date", "format": "strict_date"},
        "words": WORDS,
        "title_words": WORDS,
        "vector": {
            "type": "dense_vector",
            "dims": dimensions,
            "index": True,
            "similarity": "cosine",
            "index_options": {"type": "int8_hnsw"},
        },
    }
