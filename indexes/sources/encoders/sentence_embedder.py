"""Any sentence-transformers model, by name or folder."""

import hashlib
import re
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from huggingface_hub import snapshot_download
from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError
from sentence_transformers import SentenceTransformer
from transformers.utils import logging as transformers_logging

from indexes.sources.embeddings import ModelUnavailable
from indexes.sources.encoders.layout import MAX_TOKENS, PROMPTS
from indexes.sources.library import Vector

BATCH_SIZE = 16
E5 = re.compile(r"(?:^|[/_-])e5[_-](?!.*instruct)", re.IGNORECASE)  # «intfloat/e5-base-v2»
OTHER_RUNTIMES = ["onnx/*", "openvino/*", "*.onnx", "*.h5", "*.msgpack", "*.ot"]
MODEL_SUFFIXES = {".safetensors", ".bin", ".json", ".txt", ".model"}
FAILURES = (OSError, ValueError, RuntimeError, KeyError, ImportError, HfHubHTTPError)
WHAT_NEXT = (
    "Give the name of a sentence-transformers model that this machine can download, the path of a"
    " folder that holds one, or leave the setting out to use the default model."
)


class SentenceEmbedder:
    """A `SentenceTransformer` on whatever device torch finds best."""

    def __init__(self, name: str, models_folder: Path) -> None:
        transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            folder = _find_folder(name, models_folder)
            self._model = _load(folder)
        except FAILURES as error:
            reason = str(error).strip().partition("\n")[0]
            raise ModelUnavailable(
                f"The embedding model {name!r} cannot be loaded ({reason}). {WHAT_NEXT}"
            ) from error
        own_name = Path(name).resolve().name if folder == Path(name) else name
        self.name = f"{own_name}@{_hash_files(folder)}"
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


def _find_folder(name: str, models_folder: Path) -> Path:
    """The folder `name`, or the copy of the hub's model in `models_folder`, fetched if missing."""
    if Path(name).is_dir():
        return Path(name)
    if name.startswith(("/", ".", "~")):
        raise FileNotFoundError("there is no such folder")
    cache = str(models_folder)
    try:
        return Path(snapshot_download(name, cache_dir=cache, local_files_only=True))
    except LocalEntryNotFoundError:
        return Path(snapshot_download(name, cache_dir=cache, ignore_patterns=OTHER_RUNTIMES))


def choose_prompts(name: str, own: Mapping[str, str | None]) -> Mapping[str, str]:
    """The model's own prompts; else those of the E5 family; else none."""
    query = own.get("query") or ""
    passage = own.get("passage") or own.get("document") or ""
    if query or passage:
        return {"query": query, "passage": passage}
    return PROMPTS if E5.search(name) else {"query": "", "passage": ""}


def _hash_files(folder: Path) -> str:
    """Two models of one name but other weights make other vectors, so they get other names."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in MODEL_SUFFIXES:
            digest.update(path.relative_to(folder).as_posix().encode())
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:12]
