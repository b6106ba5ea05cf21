"""Claims to candidate passages: by words and by meaning, alone and with the article's subject."""

from collections.abc import Sequence
from dataclasses import replace

from indexes.records import Article, Candidate, Claim
from indexes.sources.embeddings import Embedder
from indexes.sources.library import Filters, Library, TextQuery
from indexes.sources.search import RetrievalLimits, retrieve_passages

CANDIDATES = 20  # a claim, before reranking; more hardly find more on the development articles
LIMITS = RetrievalLimits(by_text=50, by_vector=50, fused=50)
OWN_WEIGHT, CONTEXT_WEIGHT = 1.0, 1.0  # «Интервал — семь минут» needs its article's title


def retrieve(
    claims: Sequence[Claim], library: Library, embedder: Embedder, excluded: frozenset[str]
) -> list[list[Candidate]]:
    """For each claim its candidates, best first; sources in `excluded` never come back."""
    if not claims:
        return []
    filters = Filters(exclude_source_ids=excluded)
    alone = [TextQuery(claim.text, claim.language) for claim in claims]
    placed = [TextQuery(f"{one.context} {one.text}", one.language) for one in claims]
    vectors = embedder.embed_queries([query.text for query in (*alone, *placed)])
    found = retrieve_passages(library, [*alone, *placed], vectors, filters=filters, limits=LIMITS)
    half = len(claims)
    return [
        merge_candidates(own, context)[:CANDIDATES]
        for own, context in zip(found[:half], found[half:], strict=True)
    ]


def merge_candidates(own: Sequence[Candidate], context: Sequence[Candidate]) -> list[Candidate]:
    """Both rankings as one; a passage that both know adds its scores."""
    merged: dict[str, Candidate] = {}
    for weight, ranking in ((OWN_WEIGHT, own), (CONTEXT_WEIGHT, context)):
        for one in ranking:
            before = merged.get(one.passage.id)
            score = one.fused_score * weight + (before.fused_score if before else 0.0)
            merged[one.passage.id] = replace(before or one, fused_score=score)
    return sorted(merged.values(), key=lambda one: (-one.fused_score, one.passage.id))


def find_own_sources(article: Article, candidates: Sequence[Sequence[Candidate]]) -> frozenset[str]:
    """Ids of found sources that are the article itself, by address."""
    return frozenset(
        one.passage.source_id
        for ranking in candidates
        for one in ranking
        if article.url and one.passage.url == article.url
    )
