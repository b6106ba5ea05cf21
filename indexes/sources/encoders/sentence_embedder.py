"""Any sentence-transformers model, by name or folder."""

import re
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from sentence_transformers import SentenceTransformer

from indexes.sources.embeddings import ModelUnavailable
from indexes.sources.encoders.hub import (
    FAILURES,
    find_folder,
    name_model,
    silence_transformers,
)
from indexes.sources.encoders.layout import MAX_TOKENS, PROMPTS
from indexes.sources.library import Vector

BATCH_SIZE = 16
E5 = re.compile(r"(?:^|[/_-])e5[_-](?!.*instruct)", re.IGNORECASE)  # «intfloat/e5-base-v2»
WHAT_NEXT = (
    "Give the name of a sentence-transformers model that this machine can download, the path of a"
    " folder that holds one, or leave the setting out to use the default model."
)


class SentenceEmbedder:
    """A `SentenceTransformer` on whatever device torch finds best."""

    def __init__(self, name: str, models_folder: Path) -> None:
        silence_transformers()
        try:
            folder = find_folder(name, models_folder)
            self._model = _load(folder)
        except FAILURES as error:
            reason = str(error).strip().partition("\n")[0]
            raise ModelUnavailable(
                f"The embedding model {name!r} cannot be loaded ({reason}). {WHAT_NEXT}"
            ) from error
        self.name = name_model(name, folder)
        self.dimensions = int(self._model.get_embedding_dimension() or 0)
        self._prompts = choose_prompts(name, self._model.prompts)

    def embed_queries(self, texts: Sequence[str]) -> Vector:
        """Float32 (texts, dimensions), L2-normalised."""
        return self._embed(self._prompts["query"], texts)

    def embed_passages(self, texts: Sequence[str]) -> Vector:
        """Float32 (texts, dimensions), L2-normalised."""
        return self._embed(self._prompts["passage"], texts)

    def _embed(self, prompt: str, texts: Sequence[str]) -> Vector:
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        vectors = self._model.encode(
            list(texts),
            prompt=prompt,
            batch_size=BATCH_SIZE,
            show_progress_bar=False,
            normalize_embeddings=True,
        )
        return np.asarray(vectors, np.float32)


def _load(folder: Path) -> SentenceTransformer:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of transformers, on files that are none of ours
        model = SentenceTransformer(str(folder), local_files_only=True)
    model.max_seq_length = min(model.max_seq_length or MAX_TOKENS, MAX_TOKENS)
    return model


def choose_prompts(name: str, own: Mapping[str, str | None]) -> Mapping[str, str]:
    """The model's own prompts; else those of the E5 family; else none."""
    query = own.get("query") or ""
    passage = own.get("passage") or own.get("document") or ""
    if query or passage:
        return {"query": query, "passage": passage}
    return PROMPTS if E5.search(name) else {"query": "", "passage": ""}
