"""Opens embedding models; the only place of `indexes` that loads them.

The default model runs on ONNX Runtime and never imports torch: a worker starts faster, and may fork
(torch hangs in a child whose parent ran inference). Heavy libraries are imported when needed.
"""

import os
from pathlib import Path

from indexes.sources.embeddings import Embedder
from indexes.sources.encoders.converted import DEFAULT_MODEL, FOLDER_NAME, Origin, read_origin

__all__ = ["DEFAULT_MODEL", "default_model_folder", "open_embedder"]

MOST_THREADS = 4  # an article has few batches


def open_embedder(name: str, models_folder: Path, *, threads: int | None = None) -> Embedder:
    """The embedder called `name`: `DEFAULT_MODEL`, or a sentence-transformers name or folder.

    `threads`: how many batches the default model runs at once; the cores, at most 4, if None.
    Raises `ModelUnavailable`.
    """
    if name != DEFAULT_MODEL:
        from indexes.sources.encoders.sentence_embedder import SentenceEmbedder  # noqa: PLC0415 (torch)

        return SentenceEmbedder(name, models_folder)
    from indexes.sources.encoders.onnx_embedder import OnnxEmbedder  # noqa: PLC0415 (onnxruntime)

    return OnnxEmbedder(
        models_folder / FOLDER_NAME,
        model_name=_prepare_default_model(models_folder).model_name,
        threads=threads or min(os.cpu_count() or 1, MOST_THREADS),
    )


def default_model_folder(models_folder: Path) -> Path:
    """The default model as a sentence-transformers folder; converted here at first use."""
    _prepare_default_model(models_folder)
    return models_folder / FOLDER_NAME


def _prepare_default_model(models_folder: Path) -> Origin:
    origin = read_origin(models_folder / FOLDER_NAME)
    if origin is not None:
        return origin
    from indexes.sources.encoders.converting import convert_default_model  # noqa: PLC0415 (onnx)

    return convert_default_model(models_folder)
