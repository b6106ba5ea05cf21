"""Ways to train side by side: `python -m workers.models.training.stance.comparing`.

Every way reads the same pairs in the same order for the same number of steps, from the same
checkpoint (or the backbone), and answers the same development pairs. Short runs: they tell the ways
apart, not how good any gets.
"""

import argparse
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from rich.console import Console
from rich.table import Table
from torch import Tensor, nn

from indexes.sources.encoders import DEFAULT_MODEL, default_model_folder, open_embedder
from workers.models.training.stance.batches import EncodedPair, make_batch
from workers.models.training.stance.checkpoints import read_weights
from workers.models.training.stance.measuring import measure
from workers.models.training.stance.mixture import mix_verdict
from workers.models.training.stance.network import CrossEncoderNetwork
from workers.models.training.stance.pairs import Pair, read_pairs, split_held_out
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
LANGUAGES = ("ru", "en")
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


@dataclass(frozen=True, slots=True)
class Way:
    """How the last stage may be trained."""

    plan: Plan = BASE
    with_adapters: bool = False

    def start(
        self, backbone: Path, batches: Sequence[list[EncodedPair]], start: Mapping[str, Tensor]
    ) -> Training:
        """Ready to learn, from the weights of `start` where it has any."""

        def prepare(network: CrossEncoderNetwork) -> None:
            network.load_state_dict(start, strict=False)
            if self.with_adapters:
                add_adapters(network)

        return Training(self.plan, backbone, batches, prepare, freeze=not self.with_adapters)


WAYS = {
    "upper eight layers": Way(),
    "upper six": Way(replace(BASE, frozen_layers=6)),
    "all twelve": Way(replace(BASE, frozen_layers=0)),
    "adapters of rank 32": Way(replace(BASE, frozen_layers=0, rate=1e-3), with_adapters=True),
    "no label smoothing": Way(replace(BASE, smoothing=0.0)),
    "smoothing 0.1": Way(replace(BASE, smoothing=0.1)),
    "dropout 0.1": Way(replace(BASE, dropout=0.1)),
    "half the rate": Way(replace(BASE, rate=BASE.rate / 2)),
    "twice the rate": Way(replace(BASE, rate=BASE.rate * 2)),
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
    start = read_weights(given.start) if given.start else {}
    sets = read_sets(given.data)
    titles = [f"{title} (n {len(pairs)})" for title, pairs in sets.items()]
    table = Table("way", "minutes", *titles)
    for name in given.ways:
        training = WAYS[name].start(backbone, batches[: given.steps], start)
        minutes = learn_all(training)
        scores = [measure(training.network, backbone, pairs).accuracy for pairs in sets.values()]
        row = name, f"{minutes:.1f}", *(f"{score:.3f}" for score in scores)
        table.add_row(*row)
        Console().print(*row)
    Console().print(table)


def read_sets(data: Path) -> dict[str, list[Pair]]:
    """Half of the held-out passages, and XNLI dev in both languages."""
    xnli = read_pairs(data, "nli.dev-only")
    return {
        "verdict_ru held out": split_held_out(read_pairs(data, "verdict_ru.train"))[1][::2],
        **{
            f"XNLI {code}": [one for one in xnli if one.language == code][::5] for code in LANGUAGES
        },
    }


def learn_all(training: Training) -> float:
    """Every step. Returns the minutes that it took."""
    training.network.train()
    started = time.monotonic()
    for batch in training.batches:
        training.learn(make_batch(batch))
    return (time.monotonic() - started) / 60


if __name__ == "__main__":
    main()
