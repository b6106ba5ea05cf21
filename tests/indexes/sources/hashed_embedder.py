"""A hand-written embedder: texts with the same index tokens point the same way. No model files."""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from indexes.sources.analysis import index_tokens
from indexes.sources.library import Vector


class HashedEmbedder:
    def __init__(self, dimensions: int = 64, name: str = "hashed-tokens") -> None:
        self.name = name
        self.dimensions = dimensions

    def embed_queries(self, texts: Sequence[str]) -> Vector:
        return np.array([self._embed(text) for text in texts], dtype=np.float32)

    embed_passages = embed_queries

    def _embed(self, text: str) -> Vector:
        words = [token.text for token in index_tokens(text, "ru")] or ["(nothing)"]
        vector = np.sum([self._direction(word) for word in words], axis=0)
        return (vector / np.linalg.norm(vector)).astype(np.float32)

    def _direction(self, word: str) -> Vector:
        seed = int.from_bytes(blake2b(word.encode(), digest_size=8).digest())
        return np.random.default_rng(seed).standard_normal(self.dimensions).astype(np.float32)
