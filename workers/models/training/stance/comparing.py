"""Ways to train side by side: `python -m workers.models.training.stance.comparing`.

Every way reads the same pairs in the same order for the same number of steps, from the backbone,
and answers the same development pairs. Short runs: they tell the ways apart, not how good any gets.
"""

import argparse
import random
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import torch
from rich.console import Console
from rich.table import Table
from torch import Tensor, nn

from indexes.sources.encoders import DEFAULT_MODEL, default_model_folder, open_embedder
from workers.models.training.stance.batches import make_batch
from workers.models.training.stance.measuring import measure
from workers.models.training.stance.mixture import mix_verdict
from workers.models.training.stance.network import CrossEncoderNetwork
from workers.models.training.stance.pairs import read_pairs, split_held_out
from workers.models.training.stance.train import SEED, Plan, Training, plan_all
from workers.settings import read_settings

RANK = 32
BASE = Plan(
    stage="verdict",
    epochs=1,
    rate=1.5e-4,
    warmup=30,
    falls=True,
    smoothing=0.05,
    dropout=0.0,
    seed=SEED,
    frozen_layers=4,
)
ADAPTED = ("query", "key", "value", "dense")


class LowRankLinear(nn.Module):
    """A frozen linear layer and a product of two thin matrices beside it (Hu et al. 2021, LoRA)."""

    def __init__(self, base: nn.Linear) -> None:
        super().__init__()
        self.base = base.requires_grad_(requires_grad=False)
        self.down = nn.Parameter(torch.randn(RANK, base.in_features) / base.in_features**0.5)
        self.up = nn.Parameter(torch.zeros(base.out_features, RANK))

    def forward(self, inputs: Tensor) -> Tensor:
        added = nn.functional.linear(nn.functional.linear(inputs, self.down), self.up)
        changed: Tensor = self.base(inputs) + added
        return changed


def add_adapters(network: CrossEncoderNetwork) -> None:
    """Adapters in every layer of the backbone; nothing else of it learns."""
    network.backbone.requires_grad_(requires_grad=False)
    for layer in network.backbone.encoder.layer:
        for parent in list(layer.modules()):
            for name, child in list(parent.named_children()):
                if isinstance(child, nn.Linear) and name in ADAPTED:
                    setattr(parent, name, LowRankLinear(child))


WAYS: dict[str, tuple[Plan, Callable[[CrossEncoderNetwork], None] | None]] = {
    "upper eight layers": (BASE, None),
    "all twelve": (replace(BASE, frozen_layers=0), None),
    "upper six": (replace(BASE, frozen_layers=6), None),
    "adapters of rank 32": (replace(BASE, frozen_layers=0, rate=1e-3), add_adapters),
    "no label smoothing": (replace(BASE, smoothing=0.0), None),
    "smoothing 0.1": (replace(BASE, smoothing=0.1), None),
    "dropout 0.1": (replace(BASE, dropout=0.1), None),
    "half the rate": (replace(BASE, rate=BASE.rate / 2), None),
    "twice the rate": (replace(BASE, rate=BASE.rate * 2), None),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--start", type=Path, help="checkpoint to start from, not the backbone")
    parser.add_argument("--steps", type=int, default=300)
    parser.add_argument("--ways", nargs="*", default=list(WAYS), choices=list(WAYS))
    given = parser.parse_args()
    models_folder = read_settings({}).models_folder
    backbone = default_model_folder(models_folder)
    chance = random.Random(SEED)  # noqa: S311 (reproducible, guards nothing)
    embedder = open_embedder(DEFAULT_MODEL, models_folder)
    batches = plan_all(mix_verdict(given.data, None, {}, 1.0, embedder), 1, backbone, chance)
    held_out = split_held_out(read_pairs(given.data, "verdict_ru.train"))[1][::2]
    xnli = read_pairs(given.data, "nli.dev-only")[::8]
    table = Table("way", "minutes", f"verdict_ru held out ({len(held_out)})", f"XNLI ({len(xnli)})")
    for name in given.ways:
        plan, change = WAYS[name]
        training = Training(plan, backbone, batches[: given.steps], change)
        if given.start and change is None:
            training.masters.load(torch.load(given.start, weights_only=True)["network"])
        training.network.train()
        started = time.monotonic()
        for batch in training.batches:
            training.learn(make_batch(batch))
        minutes = (time.monotonic() - started) / 60
        scores = [measure(training.network, backbone, pairs).accuracy for pairs in (held_out, xnli)]
        table.add_row(name, f"{minutes:.1f}", *(f"{score:.3f}" for score in scores))
        Console().print(name, f"{minutes:.1f}", *(f"{score:.3f}" for score in scores))
    Console().print(table)


if __name__ == "__main__":
    main()
