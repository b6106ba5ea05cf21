"""Writes the weights that the repository stores: `python -m workers.models.training.stance.pack`.

Takes a checkpoint of `train`, or the mean of several (packed ones too), and some of its pairs to
see what the matrices are given, so that rounding them to int8 changes the answers as little as may
be.
"""

import argparse
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track

from indexes.sources.encoders import default_model_folder
from indexes.sources.encoders.converting import read_package
from indexes.sources.encoders.packed import PackedModel
from indexes.sources.library import Vector
from workers.models.stance_weights import DEFAULT_WEIGHTS, TrainedWeights, pack_weights, read_facts
from workers.models.training.stance.batches import (
    MAX_TOKENS,
    EncodedPair,
    encode,
    open_tokenizer,
)
from workers.models.training.stance.checkpoints import name_parts, read_mean
from workers.models.training.stance.inputs import find_inputs, measure_inputs
from workers.models.training.stance.network import CrossEncoderNetwork
from workers.models.training.stance.pairs import read_pairs, split_held_out
from workers.models.training.stance.rounding import Inputs, round_linear

SEED = 20261122
SAMPLES = {"verdict_ru.train": 40, "verdict.train": 16, "nli_multilingual.train": 16}


def open_checkpoint(backbone: Path, *checkpoints: Path) -> CrossEncoderNetwork:
    """The network in float32: the mean of the checkpoints' weights, the rest is the backbone's."""
    network = CrossEncoderNetwork(backbone, dropout=0.0)
    network.load_state_dict(read_mean(*checkpoints), strict=False)
    return network.float().eval()


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
