"""Weights to start from or to take the mean of: checkpoints of `train`, and the repository's file.

The repository keeps no checkpoints, so the weights that it ships are where a later run goes on.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import torch
from torch import Tensor

from indexes.sources.encoders.converting import LAYER_PARTS, read_package
from indexes.sources.library import Vector
from workers.models.stance_weights import read_stance_weights

PACKED = ".safetensors"
KINDS = {"w": "weight", "b": "bias"}
HEAD_PARTS = ("inner", "outer")


def read_weights(path: Path) -> dict[str, Tensor]:
    """The network's weights by its own names: what learned, of packed ones all layers.

    Raises:
        InvalidStanceWeights: a packed file is damaged or of another backbone.
    """
    if path.suffix == PACKED:
        return _read_packed(path)
    state: dict[str, Tensor] = torch.load(path, weights_only=True, map_location="cpu")["network"]
    return state


def read_mean(*paths: Path) -> dict[str, Tensor]:
    """The mean of what all have.

    Runs from one start lie in one valley: their mean is as good as either, and less one-sided
    (Wortsman et al. 2022, "Model soups").
    """
    states = [read_weights(path) for path in paths]
    names = set(states[0]).intersection(*states[1:])
    return {
        name: torch.stack([state[name].float() for state in states]).mean(0)
        for name in states[0]
        if name in names
    }


def name_parts(state: Mapping[str, Tensor], layers: int) -> dict[str, Vector]:
    """Layers and head by the names of the packed model."""
    return {ours: state[theirs].numpy() for ours, theirs in _pair_names(layers)}


def _read_packed(path: Path) -> dict[str, Tensor]:
    model = read_package().model
    weights = read_stance_weights(path, model)
    floats = dict(weights.vectors)
    floats |= {name: matrix.to_float() for name, matrix in weights.matrices.items()}
    return {
        theirs: torch.from_numpy(floats[ours]) for ours, theirs in _pair_names(model.shape.layers)
    }


def _pair_names(layers: int) -> Iterator[tuple[str, str]]:
    """Each part's name in the packed model, and in the network."""
    for layer in range(layers):
        for part, name in LAYER_PARTS.items():
            for kind, full in KINDS.items():
                yield f"l{layer}.{part}.{kind}", f"backbone.encoder.layer.{layer}.{name}.{full}"
    for part in HEAD_PARTS:
        for kind, full in KINDS.items():
            yield f"head.{part}.{kind}", f"{part}.{full}"
