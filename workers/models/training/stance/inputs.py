"""What the network's matrices are given, measured on pairs that train."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from workers.models.training.stance.batches import EncodedPair, make_batch
from workers.models.training.stance.network import CrossEncoderNetwork
from workers.models.training.stance.rounding import Inputs

BATCH_PAIRS = 16
MEASURED = {  # names of the packed model; query, key and value are given the same
    "q": "attention.self.query",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
SAME = {"k": "q", "v": "q"}


@dataclass(slots=True)
class _Sums:
    tokens: int = 0
    values: Tensor = field(default_factory=lambda: torch.zeros(()))
    products: Tensor = field(default_factory=lambda: torch.zeros(()))

    def add(self, given: Tensor) -> None:
        self.tokens += len(given)
        self.values = self.values + given.sum(dim=0)
        self.products = self.products + given.T @ given

    def conclude(self) -> Inputs:
        mean = self.values / self.tokens
        covariance = self.products / self.tokens - torch.outer(mean, mean)
        return Inputs(mean.numpy(), covariance.numpy())


@torch.inference_mode()
def measure_inputs(network: CrossEncoderNetwork, pairs: Sequence[EncodedPair]) -> dict[str, Inputs]:
    """By the matrices' names: `l0.q.w` and so on."""
    network.eval()
    sums: dict[str, _Sums] = {}
    own: list[Tensor] = []  # which places of the running batch are no padding

    def watch(name: str, module: torch.nn.Module) -> None:
        sums[name] = _Sums()
        module.register_forward_pre_hook(lambda _, given: sums[name].add(given[0][own[-1]]))

    for place, layer in enumerate(network.backbone.encoder.layer):
        for part, full_name in MEASURED.items():
            watch(f"l{place}.{part}.w", layer.get_submodule(full_name))
    longest_last = sorted(pairs, key=lambda pair: len(pair.ids))
    for start in range(0, len(pairs), BATCH_PAIRS):
        batch = make_batch(longest_last[start : start + BATCH_PAIRS])
        own.append(batch.parts > 0)
        network(batch.ids, batch.parts)
    return {name: one.conclude() for name, one in sums.items()}


def find_inputs(measured: dict[str, Inputs], name: str) -> Inputs:
    """Of the matrix called `name`."""
    layer, part, _ = name.split(".")
    return measured[f"{layer}.{SAME.get(part, part)}.w"]
