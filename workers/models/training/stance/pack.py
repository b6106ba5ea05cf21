"""Writes the weights that the repository stores: `python -m workers.models.training.stance.pack`.

Takes a checkpoint of `train`, or the mean of several, and some of its pairs to see what the
matrices are given, so that rounding them to int8 changes the answers as little as may be.
"""

import argparse
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import torch
from rich.console import Console
from rich.progress import track
from torch import Tensor

from indexes.sources.encoders import default_model_folder
from indexes.sources.encoders.converting import LAYER_PARTS, read_package
from indexes.sources.encoders.packed import PackedModel
from indexes.sources.library import Vector
from workers.models.stance_weights import DEFAULT_WEIGHTS, TrainedWeights, pack_weights, read_facts
from workers.models.training.stance.batches import (
    MAX_TOKENS,
    EncodedPair,
    encode,
    open_tokenizer,
)
from workers.models.training.stance.inputs import find_inputs, measure_inputs
from workers.models.training.stance.network import CrossEncoderNetwork
from workers.models.training.stance.pairs import read_pairs, split_held_out
from workers.models.training.stance.rounding import Inputs, round_linear

SEED = 20261122
SAMPLES = {"verdict_ru.train": 40, "verdict.train": 16, "nli_multilingual.train": 16}
KINDS = {"w": "weight", "b": "bias"}
HEAD_PARTS = ("inner", "outer")


def open_checkpoint(backbone: Path, *checkpoints: Path) -> CrossEncoderNetwork:
    """The network in float32: the mean of the checkpoints' weights, the rest is the backbone's.

    Runs from one start lie in one valley: their mean is as good as either, and less one-sided
    (Wortsman et al. 2022, "Model soups").
    """
    network = CrossEncoderNetwork(backbone, dropout=0.0)
    states = [
        torch.load(one, weights_only=True, map_location="cpu")["network"] for one in checkpoints
    ]
    mean = {name: torch.stack([one[name].float() for one in states]).mean(0) for name in states[0]}
    network.load_state_dict(mean, strict=False)
    return network.float().eval()


def name_parts(state: Mapping[str, Tensor], layers: int) -> dict[str, Vector]:
    """Layers and head by the names of the packed model."""
    names = [*_name_layers(layers), *_name_head()]
    return {ours: state[theirs].numpy() for ours, theirs in names}


def _name_layers(layers: int) -> Iterator[tuple[str, str]]:
    for layer in range(layers):
        for part, name in LAYER_PARTS.items():
            for kind, full in KINDS.items():
                yield f"l{layer}.{part}.{kind}", f"backbone.encoder.layer.{layer}.{name}.{full}"


def _name_head() -> Iterator[tuple[str, str]]:
    for part in HEAD_PARTS:
        for kind, full in KINDS.items():
            yield f"head.{part}.{kind}", f"{part}.{full}"


def round_parts(
    parts: Mapping[str, Vector], measured: dict[str, Inputs], backbone: PackedModel
) -> TrainedWeights:
    """The layers' matrices in int8; the rest stays as it is."""
    vectors = dict(parts)
    rounded = {}
    names = [name for name, values in parts.items() if name.startswith("l") and values.ndim == 2]
    for name in track(names, "Rounding", console=Console(stderr=True)):
        bias = f"{name.removesuffix('.w')}.b"
        rounded[name], vectors[bias] = round_linear(
            vectors.pop(name),
            parts[bias],
            backbone.matrices[name].to_float(),
            find_inputs(measured, name),
        )
    return TrainedWeights(rounded, vectors)


def sample_pairs(data: Path, backbone: Path) -> list[EncodedPair]:
    """Pairs that train, the same at every call."""
    chance = random.Random(SEED)  # noqa: S311 (reproducible, guards nothing)
    tokenizer = open_tokenizer(backbone)
    return [
        encode(tokenizer, pair)
        for name, count in SAMPLES.items()
        for pair in chance.sample(split_held_out(read_pairs(data, name))[0], count)
    ]


def pack_checkpoints(checkpoints: Sequence[Path], data: Path, models_folder: Path) -> bytes:
    """The content of the weights file."""
    backbone = default_model_folder(models_folder)
    network = open_checkpoint(backbone, *checkpoints)
    package = read_package()
    parts = name_parts(network.state_dict(), package.model.shape.layers)
    measured = measure_inputs(network, sample_pairs(data, backbone))
    return pack_weights(
        round_parts(parts, measured, package.model),
        package.model,
        backbone_weights=package.weights,
        package_version=package.version,
        max_tokens=MAX_TOKENS,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--models", type=Path, default=Path("var/models"))
    parser.add_argument("--output", type=Path, default=DEFAULT_WEIGHTS)
    given = parser.parse_args()
    content = pack_checkpoints(given.checkpoints, given.data, given.models)
    given.output.write_bytes(content)
    version = read_facts(given.output).version
    Console().print(f"{given.output}: {len(content) / 1e6:.1f} MB, version {version}")


if __name__ == "__main__":
    main()
