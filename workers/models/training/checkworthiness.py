"""Trains the check-worthiness head: `python -m workers.models.training.checkworthiness`.

Reads Russian news and written sentences with kinds, ClaimBuster's English ones with a bare label
and English claims; measures by cross-validation over whole texts, chooses calibrations and
thresholds on the held-out folds, fits on everything and writes the weights. The seed is fixed.
`python -m tests.quality.bench_checkworthiness --effects` shows what each part of it is worth.
"""

from pathlib import Path

import click
import numpy as np
from rich.console import Console

from indexes.sources.embeddings import Embedder
from indexes.sources.encoders import open_embedder
from workers.models.heads import DEFAULT_HEAD, Head, Standard, save_head
from workers.models.training.examples import read_claims, read_english, read_russian
from workers.models.training.folds import Task, Trained, cross_validate, fit_one
from workers.models.training.inputs import read_inputs
from workers.models.training.report import print_languages, print_rules, print_thresholds
from workers.models.training.standards import find_untold, set_standards
from workers.pipeline.features import FEATURE_NAMES
from workers.settings import Settings

SEED = 20251112
WRITTEN_CLAIMS = 800
KEPT_INPUTS = Path("var") / "checkworthiness"


def read_task(folder: Path, embedder: Embedder) -> Task:
    """All that the head is trained on, with its inputs."""
    claims = read_claims(folder, WRITTEN_CLAIMS, SEED)
    examples = [*read_russian(folder), *read_english(folder), *claims]
    inputs = read_inputs(examples, embedder, KEPT_INPUTS)
    return Task.of(examples, inputs, embedder.dimensions, SEED)


def make_head(
    task: Task, trained: Trained, standards: dict[str, Standard], embedding_model: str
) -> Head:
    """The weights with all that they need at run time."""
    return Head(
        version="",
        embedding_model=embedding_model,
        feature_names=FEATURE_NAMES,
        kinds=task.kinds,
        checkable_kinds=frozenset(np.asarray(task.kinds)[task.is_checkable_kind].tolist()),
        standards=standards,
        mean=trained.mean.astype(np.float32),
        scale=trained.scale.astype(np.float32),
        hidden_weights=trained.layers.hidden_weights,
        hidden_bias=trained.layers.hidden_bias,
        weights=trained.layers.weights,
        bias=trained.layers.bias,
    )


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True), default="../shared/data")
@click.option("--output", type=click.Path(path_type=Path), default=DEFAULT_HEAD)
def main(folder: Path, output: Path) -> None:
    """Train on the labelled sentences in FOLDER and write the weights."""
    console = Console(width=110)
    settings = Settings()
    embedder = open_embedder(settings.embedding_model, settings.models_folder)
    task = read_task(folder, embedder)
    held = cross_validate(task, withheld=find_untold(task))
    standards = set_standards(task, held)
    print_languages(console, task, held, standards)
    print_thresholds(console, task, held, standards["ru"])
    print_rules(console, task)
    digest = save_head(make_head(task, fit_one(task), standards, embedder.name), output)
    console.print(f"{output} SHA-256 {digest}")


if __name__ == "__main__":
    main()
