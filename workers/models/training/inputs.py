"""Inputs of the check-worthiness head, read from texts once and kept."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.progress import track

from indexes.sources.embeddings import Embedder
from workers.languages.factory import open_language
from workers.models.training.examples import Example
from workers.pipeline.checkworthiness import embed_stretches
from workers.pipeline.features import FEATURE_NAMES, read_features

Array = NDArray[np.float64]
BATCH_TEXTS = 64


def read_inputs(examples: Sequence[Example], embedder: Embedder, kept_in: Path) -> Array:
    """(examples, dimensions + features), from the folder where an earlier run left them there.

    They are kept by texts, model and names of features; delete the file when a feature's rule
    changes.
    """
    path = kept_in / f"inputs-{_name(examples, embedder)}.npy"
    if path.exists():
        return np.asarray(np.load(path), dtype=np.float64)
    inputs = represent(examples, embedder)
    kept_in.mkdir(parents=True, exist_ok=True)
    np.save(path, inputs.astype(np.float32))
    return inputs


def represent(examples: Sequence[Example], embedder: Embedder) -> Array:
    """Embeddings beside named features, one row a text."""
    vectors = [
        embed_stretches([one.text for one in examples[at : at + BATCH_TEXTS]], embedder)
        for at in track(range(0, len(examples), BATCH_TEXTS), "Embeddings")
    ]
    named = [
        [features[name] for name in FEATURE_NAMES]
        for features in (
            read_features(one.text, open_language(one.language))
            for one in track(examples, "Features")
        )
    ]
    return np.hstack([np.vstack(vectors), np.asarray(named)]).astype(np.float64)


def _name(examples: Sequence[Example], embedder: Embedder) -> str:
    texts = "\n".join([embedder.name, *FEATURE_NAMES, *(one.text for one in examples)])
    return sha256(texts.encode()).hexdigest()[:12]
