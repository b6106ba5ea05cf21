"""The library of reference sources: what any back end promises."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexes.records import Passage, ScoredPassage, Source, Tier

Vector = NDArray[np.float32]


class LibraryError(Exception):
    """Something the library could not do; `retry` says whether trying again can help."""

    retry = False


class LibraryUnavailable(LibraryError):
    """The back end does not answer."""

    retry = True


class LibraryLocked(LibraryError):
    """Another process is writing."""

    retry = True


class EmbeddingModelMismatch(LibraryError):
    """The library was built with another embedding model."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search may return. Empty sets mean: anything."""

    languages: frozenset[str] = frozenset()
    publishers: frozenset[str] = frozenset()
    tiers: frozenset[Tier] = frozenset()
    published_from: date | None = None  # inclusive
    published_until: date | None = None  # inclusive
    include_undated: bool = True  # undated sources pass a date filter
    exclude_source_ids: frozenset[str] = frozenset()


ANYTHING = Filters()


@dataclass(frozen=True, slots=True)
class TextQuery:
    """Words to look for; quoted phrases inside `text` ("…" or «…») must stand together."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class IndexedSource:
    """A source cut into passages, with one vector a passage."""

    source: Source
    passages: tuple[Passage, ...]
    vectors: Vector  # (passages, dimensions), L2-normalised


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """What is in the library."""

    version: str  # changes with every commit
    source_count: int
    passage_count: int
    embedding_model: str
    dimensions: int
    hidden_passage_count: int = 0  # of writes that were broken off, or are under way; never found


@dataclass(frozen=True, slots=True)
class Found:
    """What one query brought, each way best first."""

    by_text: list[ScoredPassage]
    by_vector: list[ScoredPassage]


def require_model(
    built_with: str, dimensions: int, asked_model: str = "", asked_dimensions: int = 0
) -> None:
    """Vectors of two models do not compare; what is not asked for fits.

    Raises:
        EmbeddingModelMismatch: telling how to rebuild.
    """
    asked = (asked_model or built_with, asked_dimensions or dimensions)
    if asked != (built_with, dimensions):
        raise EmbeddingModelMismatch(
            f"the library was built with {built_with} ({dimensions} dimensions), "
            f"not {asked[0]} ({asked[1]} dimensions); "
            "to change the model, run `sverka sources rebuild`, which embeds every source anew"
        )


def require_vectors(one: IndexedSource, embedding_model: str, dimensions: int) -> None:
    """One vector a passage, as wide as the library's.

    Raises:
        EmbeddingModelMismatch: they are of another width.
        LibraryError: there are more or fewer than passages.
    """
    rows, *width = one.vectors.shape
    if width != [dimensions]:
        raise wrong_width(one.vectors.shape, embedding_model, dimensions)
    if rows != len(one.passages):
        raise LibraryError(f"{one.source.id}: {len(one.passages)} passages, {rows} vectors")


def require_query(vector: Vector, embedding_model: str, dimensions: int) -> None:
    """A query's vector is as wide as the library's. Raises `EmbeddingModelMismatch`."""
    if vector.shape != (dimensions,):
        raise wrong_width(vector.shape, embedding_model, dimensions)


def wrong_width(
    shape: tuple[int, ...], embedding_model: str, dimensions: int
) -> EmbeddingModelMismatch:
    return EmbeddingModelMismatch(
        f"vectors of shape {shape} do not fit a library of "
        f"{embedding_model} ({dimensions} dimensions)"
    )


class Library(Protocol):
    """Stored sources, found by words and by meaning. Searches see every acknowledged write."""

    def put(self, sources: Sequence[IndexedSource]) -> None:
        """Store or replace whole sources; returns once they are durable and searchable.

        Raises:
            LibraryLocked: another process is writing.
            EmbeddingModelMismatch: the vectors' width is not this library's.
        """

    def remove(self, source_ids: Iterable[str]) -> int:
        """Delete sources with all their passages; returns how many were there."""

    def search_text(
        self, query: TextQuery, limit: int, filters: Filters = ANYTHING
    ) -> list[ScoredPassage]:
        """The passages that share words with the query, best first (BM25)."""

    def search_vector(
        self, vector: Vector, limit: int, filters: Filters = ANYTHING
    ) -> list[ScoredPassage]:
        """The passages nearest in meaning, best first (cosine). `vector`: (dimensions,)."""

    def search_both(
        self,
        queries: Sequence[TextQuery],
        vectors: Vector,
        limits: tuple[int, int],
        filters: Filters = ANYTHING,
    ) -> list[Found]:
        """For each query what both ways bring, as of one moment, in as few round trips as can be.

        `vectors`: (queries, dimensions); `limits`: passages by words, and by meaning.
        """

    def get(self, source_id: str) -> Source | None:
        """The stored source, or None."""

    def content_hashes(self, source_ids: Iterable[str]) -> dict[str, str]:
        """`Source.content_hash` of those that are stored."""

    def list_sources(self, after: str = "", limit: int = 100) -> list[Source]:
        """Sources in the order of their ids, from the first id greater than `after`."""

    def status(self) -> LibraryStatus:
        """Counts, version and the embedding model's name."""

    def close(self) -> None:
        """Release files and locks."""
