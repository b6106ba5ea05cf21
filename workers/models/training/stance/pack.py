"""Writes the weights that the repository stores: `python -m workers.models.training.stance.pack`.

Takes a checkpoint of `train`; needs the package with the backbone, whose weights are left out.
"""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path

import torch
from rich.console import Console
from torch import Tensor

from indexes.sources.encoders.converting import LAYER_PARTS, read_package
from indexes.sources.encoders.layers import read_weights
from indexes.sources.library import Vector
from workers.models.stance_weights import DEFAULT_WEIGHTS, pack_weights, read_facts
from workers.models.training.stance.batches import MAX_TOKENS

KINDS = {"w": "weight", "b": "bias"}
HEAD_PARTS = ("inner", "outer")


def name_parts(network: Mapping[str, Tensor], layers: int) -> dict[str, Vector]:
    """What training changed, by the names of the packed model."""
    names = [*_name_layers(layers), *_name_head()]
    return {ours: network[theirs].float().numpy() for ours, theirs in names}


def _name_layers(layers: int) -> Iterator[tuple[str, str]]:
    for layer in range(layers):
        for part, name in LAYER_PARTS.items():
            for kind, full in KINDS.items():
                yield f"l{layer}.{part}.{kind}", f"backbone.encoder.layer.{layer}.{name}.{full}"


def _name_head() -> Iterator[tuple[str, str]]:
    for part in HEAD_PARTS:
        for kind, full in KINDS.items():
            yield f"head.{part}.{kind}", f"{part}.{full}"


def pack_checkpoint(checkpoint: Path) -> bytes:
    """The content of the weights file."""
    network = torch.load(checkpoint, weights_only=True, map_location="cpu")["network"]
    package = read_package()
    return pack_weights(
        name_parts(network, package.model.shape.layers),
        read_weights(package.model).parts,
        backbone_version=package.weights,
        package_version=package.version,
        max_tokens=MAX_TOKENS,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--output", type=Path, default=DEFAULT_WEIGHTS)
    given = parser.parse_args()
    content = pack_checkpoint(given.checkpoint)
    given.output.write_bytes(content)
    version = read_facts(given.output).version
    Console().print(f"{given.output}: {len(content) / 1e6:.1f} MB, version {version}")


if __name__ == "__main__":
    main()
