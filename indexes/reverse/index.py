"""The claims index: which stored claims does a passage touch?

A library of its own, on either back end, asked from the other side: a claim is kept as a source of
one passage, with the vector that it is looked up by, and a new passage is what asks.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from indexes.records import Claim, Passage, Source, Span
from indexes.reverse.likeness import TOUCHED_FROM, measure_likeness
from indexes.sources.embeddings import Embedder
from indexes.sources.ingest import passage_for_embedding
from indexes.sources.library import IndexedSource, Library, TextQuery, Vector
from indexes.sources.search import RetrievalLimits, fuse_candidates, search_both_ways

CLAIMS_A_BATCH = 256
IDS_A_PAGE = 500
# One passage rarely touches more than a story's claims, but many articles may tell one story.
LIMITS = RetrievalLimits(by_text=100, by_vector=100, fused=100)


class ClaimIndex:
    """As safe to share as its library. What was put is found by every later search."""

    def __init__(self, library: Library, embedder: Embedder) -> None:
        """`library`: of this embedder's model, and of nothing but claims."""
        self._library, self._embedder = library, embedder

    def put(self, claims: Iterable[Claim]) -> int:
        """Store the selected ones that are not there yet; returns how many that were.

        Raises:
            LibraryError: the index cannot be written.
        """
        wanted = {claim.id: to_source(claim) for claim in claims if claim.is_selected}
        stored = self._library.content_hashes(wanted)
        new = [one for one in wanted.values() if stored.get(one.id) != one.content_hash]
        for start in range(0, len(new), CLAIMS_A_BATCH):
            self._library.put(self._embed(new[start : start + CLAIMS_A_BATCH]))
        return len(new)

    def remove(self, claim_ids: Iterable[str]) -> int:
        """Forget claims; returns how many were there."""
        return self._library.remove(claim_ids)

    def count(self) -> int:
        """How many claims are in it."""
        return self._library.status().source_count

    def list_ids(self) -> Iterator[list[str]]:
        """The ids of its claims, a page at a time."""
        page = self._library.list_sources(limit=IDS_A_PAGE)
        while page:
            yield [one.id for one in page]
            page = self._library.list_sources(after=page[-1].id, limit=IDS_A_PAGE)

    def find_touched(
        self, arrived: Iterable[IndexedSource], touched_from: float = TOUCHED_FROM
    ) -> dict[str, float]:
        """Claims that a passage of these sources is about, each with its greatest likeness."""
        touched: dict[str, float] = {}
        for source in arrived:
            for passage, vector in zip(source.passages, source.vectors, strict=True):
                for claim_id, likeness in self._find(passage, vector).items():
                    if likeness >= touched_from:
                        touched[claim_id] = max(likeness, touched.get(claim_id, likeness))
        return touched

    def close(self) -> None:
        """Release what the library holds."""
        self._library.close()

    def _find(self, passage: Passage, vector: Vector) -> dict[str, float]:
        """Likeness by claim id, of the claims that words and meaning bring."""
        query = TextQuery(passage_for_embedding(passage), passage.language)
        (found,) = search_both_ways(self._library, [query], np.atleast_2d(vector), limits=LIMITS)
        candidates = fuse_candidates(found.by_text, found.by_vector, LIMITS.fused)
        return measure_likeness(candidates, found.by_vector)

    def _embed(self, claims: Sequence[Source]) -> list[IndexedSource]:
        vectors = self._embedder.embed_queries([one.text for one in claims])
        return [
            IndexedSource(claim, (_only_passage(claim),), np.atleast_2d(vector))
            for claim, vector in zip(claims, vectors, strict=True)
        ]


def to_source(claim: Claim) -> Source:
    """The claim as the library stores it."""
    return Source(id=claim.id, text=claim.text, language=claim.language)


def _only_passage(claim: Source) -> Passage:
    """A claim is never cut: it stands alone as a whole."""
    return Passage(
        id=claim.id,
        source_id=claim.id,
        span=Span(0, len(claim.text)),
        text=claim.text,
        language=claim.language,
    )
