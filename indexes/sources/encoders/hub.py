"""Models of others: a folder, or a name on a hub whose copy is kept in the models folder."""

import hashlib
from pathlib import Path

from huggingface_hub import snapshot_download
from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError
from transformers.utils import logging as transformers_logging

OTHER_RUNTIMES = ["onnx/*", "openvino/*", "*.onnx", "*.h5", "*.msgpack", "*.ot"]
MODEL_SUFFIXES = {".safetensors", ".bin", ".json", ".txt", ".model"}
FAILURES = (OSError, ValueError, RuntimeError, KeyError, ImportError, HfHubHTTPError)


def silence_transformers() -> None:
    transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]


def find_folder(name: str, models_folder: Path) -> Path:
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


def name_model(name: str, folder: Path) -> str:
    """Two models of one name but other weights give other answers, so they get other names."""
    own_name = Path(name).resolve().name if folder == Path(name) else name
    return f"{own_name}@{_hash_files(folder)}"


def _hash_files(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in MODEL_SUFFIXES:
            digest.update(path.relative_to(folder).as_posix().encode())
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:12]
