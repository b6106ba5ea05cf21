"""Texts to vectors: what any embedding model promises."""

from collections.abc import Sequence
from typing import Protocol

from indexes.sources.library import Vector


class ModelUnavailable(Exception):
    """A model cannot be loaded; the message says what to do next."""


class Embedder(Protocol):
    """An embedding model. Vectors are float32, (texts, dimensions), L2-normalised."""

    name: str  # stored with every vector; another name means another space
    dimensions: int

    def embed_queries(self, texts: Sequence[str]) -> Vector:
        """Vectors of what is looked for (claims)."""

    def embed_passages(self, texts: Sequence[str]) -> Vector:
        """Vectors of what is looked through (passages, sentences)."""
