"""Retrieval: passages by words and by meaning, fused into candidates."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexes.records import Candidate, Passage, ScoredPassage
from indexes.sources.fusion import fuse_scores
from indexes.sources.library import ANYTHING, Filters, Found, Library, TextQuery, Vector

QUOTATION_MARKS = re.compile('[«»“”„"]')


@dataclass(frozen=True, slots=True)
class RetrievalLimits:
    """How many passages each way of looking brings, and how many are kept."""

    by_text: int = 30
    by_vector: int = 30
    fused: int = 20


DEFAULT_LIMITS = RetrievalLimits()


def retrieve_passages(
    library: Library,
    queries: Sequence[TextQuery],
    vectors: Vector,
    *,
    filters: Filters = ANYTHING,
    limits: RetrievalLimits = DEFAULT_LIMITS,
) -> list[list[Candidate]]:
    """For each query its candidates, best first. `vectors`: (queries, dimensions), in that order.

    Quotation marks in a query are ignored: a claim's «…» is no demand for these very words.
    """
    found = search_both_ways(library, queries, vectors, filters=filters, limits=limits)
    return [fuse_candidates(one.by_text, one.by_vector, limits.fused) for one in found]


def search_both_ways(
    library: Library,
    queries: Sequence[TextQuery],
    vectors: Vector,
    *,
    filters: Filters = ANYTHING,
    limits: RetrievalLimits = DEFAULT_LIMITS,
) -> list[Found]:
    """For each query what words and what meaning bring, each with its own scores.

    `vectors`: (queries, dimensions).
    """
    asked = [without_quotation_marks(query) for query in queries]
    return library.search_both(asked, vectors, (limits.by_text, limits.by_vector), filters)


def without_quotation_marks(query: TextQuery) -> TextQuery:
    return replace(query, text=QUOTATION_MARKS.sub(" ", query.text))


def fuse_candidates(
    by_text: Sequence[ScoredPassage], by_vector: Sequence[ScoredPassage], limit: int
) -> list[Candidate]:
    """What either search found, the best by both together first."""
    text_ranks, vector_ranks = _ranks(by_text), _ranks(by_vector)
    passages: dict[str, Passage] = {one.passage.id: one.passage for one in (*by_text, *by_vector)}
    fused = fuse_scores([_scores(by_text), _scores(by_vector)])
    return [
        Candidate(
            passage=passages[passage_id],
            fused_score=score,
            text_rank=text_ranks.get(passage_id),
            vector_rank=vector_ranks.get(passage_id),
        )
        for passage_id, score in list(fused.items())[:limit]
    ]


def _ranks(found: Sequence[ScoredPassage]) -> dict[str, int]:
    return {one.passage.id: rank for rank, one in enumerate(found, start=1)}


def _scores(found: Sequence[ScoredPassage]) -> dict[str, float]:
    return {one.passage.id: one.score for one in found}
