"""Trains the stance model: `python -m workers.models.training.stance.train general`.

Two stages. `general` reads everything once or more at a steady rate and can go on for as long as
there is time; `verdict` starts from any of its checkpoints and lets the rate fall to zero over
the pairs that are nearest to the task, with as much replay of the rest. An interrupted stage goes
on from its last checkpoint when the same command is given again.
"""

import argparse
import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import torch
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from torch import nn

from indexes.sources.encoders import DEFAULT_MODEL, default_model_folder, open_embedder
from workers.models.training.stance.batches import (
    Batch,
    EncodedPair,
    encode,
    make_batch,
    open_tokenizer,
    plan_batches,
)
from workers.models.training.stance.checkpoints import read_weights
from workers.models.training.stance.measuring import Score, measure
from workers.models.training.stance.mixture import Mixture, mix_general, mix_verdict
from workers.models.training.stance.network import (
    CrossEncoderNetwork,
    MasterCopies,
    measure_loss,
)
from workers.models.training.stance.pairs import read_pairs, read_written, split_held_out
from workers.models.training.stance.stories import balance, pair_stories, read_stories
from workers.models.training.stance.switching import read_lexicon
from workers.settings import read_settings

SEED = 20261122
BATCH_PAIRS = 32
CLIP = 1.0
LAYER_DECAY = 0.9
SAVE_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that decides what comes out."""

    stage: str
    epochs: int
    rate: float
    warmup: int  # steps
    falls: bool  # whether the rate falls to zero at the end
    smoothing: float
    dropout: float
    seed: int
    frozen_layers: int


class Training:
    """One stage: network, optimiser and how far it is."""

    def __init__(
        self,
        plan: Plan,
        backbone: Path,
        batches: Sequence[list[EncodedPair]],
        prepare: Callable[[CrossEncoderNetwork], None] = lambda _: None,
        *,
        freeze: bool = True,
    ) -> None:
        """`prepare`: changes the network first; `freeze`: only the upper layers learn."""
        torch.manual_seed(plan.seed)
        self.plan = plan
        self.batches = batches
        self.network = CrossEncoderNetwork(backbone, dropout=plan.dropout)
        prepare(self.network)
        self.masters = MasterCopies(self.network, plan.frozen_layers, freeze=freeze)
        groups = self.masters.groups(plan.rate, LAYER_DECAY)
        self.optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=True)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimiser, self._rate_at)
        self.step = 0

    def _rate_at(self, step: int) -> float:
        if step < self.plan.warmup:
            return (step + 1) / self.plan.warmup
        left = (len(self.batches) - step) / max(1, len(self.batches) - self.plan.warmup)
        return max(left, 0.0) if self.plan.falls else 1.0

    def learn(self, batch: Batch) -> float:
        """One step. Returns the loss."""
        logits = self.network(batch.ids, batch.parts)
        loss = measure_loss(logits, batch.answers, self.plan.smoothing)
        torch.autograd.backward(loss)
        self.masters.take_gradients()
        nn.utils.clip_grad_norm_(self.masters.copies.values(), CLIP)
        self.optimiser.step()
        self.schedule.step()
        self.masters.give_back()
        self.step += 1
        return loss.item()

    def save(self, path: Path) -> None:
        """Written aside first: an interrupted save leaves the old checkpoint whole."""
        state = {
            "plan": asdict(self.plan),
            "step": self.step,
            "network": self.masters.copies,
            "optimiser": self.optimiser.state_dict(),
            "schedule": self.schedule.state_dict(),
        }
        aside = path.with_suffix(".new")
        torch.save(state, aside)
        aside.replace(path)

    def resume(self, path: Path) -> None:
        state = torch.load(path, weights_only=True)
        if state["plan"] != asdict(self.plan):
            raise SystemExit(f"{path} is of another plan: move it away to start anew.")
        self.masters.load(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.schedule.load_state_dict(state["schedule"])
        self.step = state["step"]


def run(training: Training, checkpoint: Path, log: Path) -> None:
    """All steps that are left, with progress; saves every few minutes and at the end."""
    training.network.train()
    saved = time.monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as progress:
        task = progress.add_task(training.plan.stage, total=len(training.batches))
        loss = 0.0
        for encoded in training.batches[training.step :]:
            value = training.learn(make_batch(encoded))
            loss = value if not loss else 0.98 * loss + 0.02 * value
            description = f"{training.plan.stage} loss {loss:.3f}"
            progress.update(task, completed=training.step, description=description)
            if time.monotonic() - saved > SAVE_SECONDS:
                training.save(checkpoint)
                note(log, {"step": training.step, "of": len(training.batches), "loss": loss})
                saved = time.monotonic()
    training.save(checkpoint)


def note(log: Path, line: dict[str, Any]) -> None:
    with log.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line | {"time": time.strftime("%H:%M:%S")}) + "\n")


def plan_all(
    mixture: Mixture, epochs: int, backbone: Path, chance: random.Random
) -> list[list[EncodedPair]]:
    """Every step's pairs; each epoch mixes anew."""
    tokenizer = open_tokenizer(backbone)
    return [
        batch
        for _ in range(epochs)
        for batch in plan_batches(
            [encode(tokenizer, pair) for pair in mixture(chance)], BATCH_PAIRS, chance
        )
    ]


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=("general", "verdict"))
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--backbone", type=Path, help="the converted default model unless given")
    parser.add_argument("--folder", type=Path, default=Path("var/training/stance"))
    parser.add_argument("--start", type=Path, help="checkpoint or packed weights to start from")
    parser.add_argument("--generated", type=Path, help="pairs made by rules (JSON lines)")
    parser.add_argument("--lexicon", type=Path, help="Russian words for English ones (JSON)")
    parser.add_argument("--name", help="of the checkpoint; the stage's unless given")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--steps", type=int, help="stop after so many, where all take too long")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--smoothing", type=float, default=0.05)
    parser.add_argument("--dropout", type=float, default=0.0)
    parser.add_argument("--frozen-layers", type=int, default=4)
    parser.add_argument("--falls", action="store_true", help="the rate falls in `general` too")
    parser.add_argument("--replay", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=SEED)
    return parser.parse_args()


def main() -> None:
    given = read_arguments()
    given.folder.mkdir(parents=True, exist_ok=True)
    models_folder = read_settings({}).models_folder
    backbone = given.backbone or default_model_folder(models_folder)
    name = given.name or given.stage
    plan = Plan(
        stage=given.stage,
        epochs=given.epochs,
        rate=given.rate,
        warmup=300 if given.stage == "general" else 50,
        falls=given.stage == "verdict" or given.falls,
        smoothing=given.smoothing,
        dropout=given.dropout,
        seed=given.seed,
        frozen_layers=given.frozen_layers,
    )
    chance = random.Random(plan.seed)  # noqa: S311 (reproducible, guards nothing)
    lexicon = read_lexicon(given.lexicon)
    if given.stage == "general":
        mixture = mix_general(given.data, given.generated, lexicon)
    else:
        embedder = open_embedder(DEFAULT_MODEL, models_folder)
        mixture = mix_verdict(given.data, given.generated, lexicon, given.replay, embedder)
    batches = plan_all(mixture, plan.epochs, backbone, chance)[: given.steps]
    training = Training(plan, backbone, batches)
    checkpoint, log = given.folder / f"{name}.pt", given.folder / f"{name}.jsonl"
    if checkpoint.exists():
        training.resume(checkpoint)
    elif given.start:
        training.masters.load(read_weights(given.start))
    run(training, checkpoint, log)
    tell(training.network, backbone, given.data, log)


def tell(network: CrossEncoderNetwork, backbone: Path, data: Path, log: Path) -> None:
    """How the network does on what never trains."""
    held_out = split_held_out(read_pairs(data, "verdict_ru.train"))[1]
    written = split_held_out(read_written())[1]
    said = [replace(pair, claim=pair.said) for pair in written]
    stories = split_held_out(pair_stories(read_stories()))[1]
    told = balance([replace(pair, claim=pair.said) for pair in stories], random.Random(SEED))  # noqa: S311
    scores: dict[str, Score] = {
        "verdict_ru held out": measure(network, backbone, held_out),
        "written held out, in the article": measure(network, backbone, said),
        "stories held out, in the article": measure(network, backbone, told),
        "xnli dev": measure(network, backbone, read_pairs(data, "nli.dev-only")[::3]),
    }
    for title, score in scores.items():
        note(log, {"set": title, "n": score.count, "accuracy": score.accuracy})
        Console().print(f"{title}: {score.accuracy:.3f} of {score.count}")


if __name__ == "__main__":
    main()
