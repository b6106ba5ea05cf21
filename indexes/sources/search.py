"""Retrieval: passages by words and by meaning, fused into candidates."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexes.records import Candidate, Passage, ScoredPassage
from indexes.sources.fusion import fuse_scores
from indexes.sources.library import ANYTHING, Filters, Library, TextQuery, Vector

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
    return [
        _fuse(
            library.search_text(without_quotation_marks(query), limits.by_text, filters),
            library.search_vector(vector, limits.by_vector, filters),
            limits.fused,
        )
        for query, vector in zip(queries, vectors, strict=True)
    ]


def without_quotation_marks(query: TextQuery) -> TextQuery:
    return replace(query, text=QUOTATION_MARKS.sub(" ", query.text))


def _fuse(
    by_text: Sequence[ScoredPassage], by_vector: Sequence[ScoredPassage], limit: int
) -> list[Candidate]:
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
