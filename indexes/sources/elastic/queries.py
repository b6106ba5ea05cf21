"""Searches as the server takes them. Pure functions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from indexes.sources.analysis import QueryTerms, query_terms
from indexes.sources.elastic.documents import vector_rows
from indexes.sources.elastic.mapping import PASSAGE, SOURCE
from indexes.sources.library import Filters, TextQuery, Vector

Clause = dict[str, Any]

TITLE_WEIGHT = 0.5  # as in the embedded library
MOST_HITS = 10_000  # of one search, by the server's default
FEWEST_NEIGHBOURS = 200  # looked at in each shard, however few are wanted
OVERSAMPLED = 2.0  # so many more are scored again with the whole vectors
SEARCH_SECONDS = 10
SHOWN = ["source_id", "revision", "payload"]


@dataclass(frozen=True, slots=True)
class PassageSearch:
    """What is looked for: words if `query`, else what is near `vector`."""

    limit: int
    filters: Filters
    query: TextQuery | None = None
    vector: Vector | None = None

    def body(self, hidden_revisions: Iterable[str]) -> Clause:
        """The request's body; passages of the hidden revisions do not count."""
        size = min(self.limit, MOST_HITS)
        wanted = _conditions(self.filters)
        unwanted = _exclusions(self.filters, sorted(hidden_revisions))
        allowed = {"filter": list(wanted), "must_not": list(unwanted)}
        return bounded(size, SHOWN) | self._scored(size, allowed)

    def score(self, reported: float) -> float:
        """BM25 as it is; a cosine, which the server reports as (1 + cosine) / 2."""
        return reported if self.query is not None else 2 * reported - 1

    def _scored(self, size: int, allowed: Clause) -> Clause:
        if self.query is not None:
            return {
                "query": _words_query(query_terms(self.query.text, self.query.language), allowed)
            }
        assert self.vector is not None  # noqa: S101 - one of the two is given
        return {"knn": _knn(vector_rows(self.vector[None])[0], size, allowed)}


def bounded(size: int, fields: Sequence[str]) -> Clause:
    """What every search says: how many, what to show, how long to look."""
    return {
        "size": size,
        "_source": list(fields),
        "timeout": f"{SEARCH_SECONDS}s",
        "track_total_hits": False,
    }


def sources_after(source_id: str, size: int, fields: Sequence[str]) -> Clause:
    """A page of sources in the order of their ids."""
    later = {"range": {"source_id": {"gt": source_id}}}
    query = {"bool": {"filter": [OF_SOURCES, later]}}
    return bounded(size, fields) | {"query": query, "sort": ["source_id"]}


def counts() -> Clause:
    """How many sources, how many passages their current revisions have, and how many are stored."""
    passages = {"passages": {"sum": {"field": "passage_count"}}}
    totals = {
        "sources": {"filter": OF_SOURCES, "aggs": passages},
        "stored": {"filter": {"term": {"kind": PASSAGE}}},
    }
    return bounded(0, []) | {"aggs": totals}


def passages_of(source_ids: Iterable[str]) -> Clause:
    """Every passage of the sources, of whatever revision."""
    of_sources = {"terms": {"source_id": sorted(source_ids)}}
    return {"bool": {"filter": [of_sources], "must_not": [OF_SOURCES]}}


OF_SOURCES: Clause = {"term": {"kind": SOURCE}}


def _words_query(terms: QueryTerms, allowed: Clause) -> Clause:
    """Passages with any of the words and all of the phrases."""
    phrases = [_phrase(phrase) for phrase in terms.phrases]
    words = _words(" ".join(terms.words)) if terms.words else []
    if not phrases and not words:
        return {"match_none": {}}
    needed = 0 if phrases else 1
    scored = {"must": phrases, "should": words, "minimum_should_match": needed}
    return {"bool": scored | allowed}


def _words(words: str) -> list[Clause]:
    return [
        {"match": {"words": {"query": words}}},
        {"match": {"title_words": {"query": words, "boost": TITLE_WEIGHT}}},
    ]


def _phrase(words: Sequence[str]) -> Clause:
    return {"match_phrase": {"words": {"query": " ".join(words)}}}


def _knn(vector: Sequence[float], size: int, allowed: Clause) -> Clause:
    return {
        "field": "vector",
        "query_vector": list(vector),
        "k": size,
        "num_candidates": min(max(FEWEST_NEIGHBOURS, 4 * size), MOST_HITS),
        "rescore_vector": {"oversample": OVERSAMPLED},
        "filter": {"bool": allowed},
    }


def _conditions(filters: Filters) -> Iterator[Clause]:
    for name, values in (
        ("language", filters.languages),
        ("publisher", filters.publishers),
        ("tier", frozenset(tier.value for tier in filters.tiers)),
    ):
        if values:
            yield {"terms": {name: sorted(values)}}
    if filters.published_from or filters.published_until:
        yield _published_between(filters)
    elif not filters.include_undated:
        yield DATED


DATED: Clause = {"exists": {"field": "published"}}
UNDATED: Clause = {"bool": {"must_not": [DATED]}}


def _published_between(filters: Filters) -> Clause:
    bounds = (("gte", filters.published_from), ("lte", filters.published_until))
    dated = {"range": {"published": {name: day.isoformat() for name, day in bounds if day}}}
    return {"bool": {"should": [dated, UNDATED]}} if filters.include_undated else dated


def _exclusions(filters: Filters, hidden_revisions: Sequence[str]) -> Iterator[Clause]:
    if filters.exclude_source_ids:
        yield {"terms": {"source_id": sorted(filters.exclude_source_ids)}}
    if hidden_revisions:
        yield {"terms": {"revision": list(hidden_revisions)}}
