"""Trains the check-worthiness head: `python -m workers.models.training.checkworthiness`.

Reads Russian news and written sentences with kinds, ClaimBuster's English ones with a bare label
and English claims; measures by cross-validation over whole texts, chooses calibration and threshold
on the held-out folds, fits on everything and writes the weights. The seed is fixed; nothing is
random but the samples of English and the folds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track
from sklearn.metrics import f1_score

from indexes.sources.embeddings import Embedder
from indexes.sources.encoders import open_embedder
from workers.languages.factory import open_language
from workers.models.heads import DEFAULT_HEAD, Head, save_head
from workers.models.training.examples import Example, read_claims, read_english, read_russian
from workers.models.training.folds import Task, Trained, cross_validate, fit_one
from workers.models.training.report import (
    print_comparison,
    print_features,
    print_rules,
    print_thresholds,
)
from workers.models.training.softmax import fit_platt
from workers.pipeline.checkworthiness import embed_stretches
from workers.pipeline.features import FEATURE_NAMES, read_features
from workers.settings import Settings

SEED = 20251112
ENGLISH_CLAIMS = 600
BATCH_TEXTS = 64
MIN_RECALL = 0.95  # a claim missed costs a newsroom more than one checked for nothing


@dataclass(frozen=True, slots=True)
class Measured:
    """What the held-out folds say: Platt scaling and the threshold."""

    slope: float
    offset: float
    threshold: float


def represent(examples: Sequence[Example], embedder: Embedder) -> NDArray[np.float64]:
    """Inputs of the head, (examples, dimensions + features)."""
    vectors = [
        embed_stretches([one.text for one in examples[at : at + BATCH_TEXTS]], embedder)
        for at in track(range(0, len(examples), BATCH_TEXTS), "Embeddings")
    ]
    named = [
        [features[name] for name in FEATURE_NAMES]
        for features in (
            read_features(one.text, open_language(one.language))
            for one in track(examples, "Features")
        )
    ]
    return np.hstack([np.vstack(vectors), np.asarray(named)]).astype(np.float64)


def measure(task: Task) -> tuple[NDArray[np.float64], Measured]:
    """Calibrated held-out probabilities of the Russian rows, and how they were calibrated."""
    logits = cross_validate(task)[task.is_russian]
    labels = task.labels[task.is_russian]
    slope, offset = fit_platt(logits, labels)
    probabilities = 1 / (1 + np.exp(-(slope * logits + offset)))
    return probabilities, Measured(slope, offset, choose_threshold(probabilities, labels))


def choose_threshold(probabilities: NDArray[np.float64], labels: NDArray[np.bool_]) -> float:
    """Of the hundredths that keep MIN_RECALL of the claims, the one with the best F1."""
    tried = [percent / 100 for percent in range(5, 95)]
    kept = [
        at for at in tried if (labels & (probabilities >= at)).sum() >= MIN_RECALL * labels.sum()
    ]
    return max(kept or tried[:1], key=lambda at: f1_score(labels, probabilities >= at))


def make_head(task: Task, trained: Trained, measured: Measured, embedding_model: str) -> Head:
    """The weights with all that they need at run time."""
    return Head(
        version="",
        embedding_model=embedding_model,
        feature_names=FEATURE_NAMES,
        kinds=task.kinds,
        checkable_kinds=frozenset(np.asarray(task.kinds)[task.is_checkable_kind].tolist()),
        threshold=measured.threshold,
        slope=measured.slope,
        offset=measured.offset,
        mean=trained.mean.astype(np.float32),
        scale=trained.scale.astype(np.float32),
        weights=trained.weights.astype(np.float32),
        bias=trained.bias.astype(np.float32),
    )


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True), default="../shared/data")
@click.option("--english", default=2500, show_default=True, help="ClaimBuster sentences to use.")
@click.option("--output", type=click.Path(path_type=Path), default=DEFAULT_HEAD)
def main(folder: Path, english: int, output: Path) -> None:
    """Train on the labelled sentences in FOLDER and write the weights."""
    console = Console(width=110)
    settings = Settings()
    embedder = open_embedder(settings.embedding_model, settings.models_folder)
    examples = [
        *read_russian(folder),
        *read_english(folder, english, SEED),
        *read_claims(folder, ENGLISH_CLAIMS, SEED),
    ]
    task = Task.of(examples, represent(examples, embedder), embedder.dimensions, SEED)
    probabilities, measured = measure(task)
    print_comparison(console, task)
    print_thresholds(console, task, probabilities, measured.threshold)
    print_rules(console, task)
    print_features(console, task)
    digest = save_head(make_head(task, fit_one(task), measured, embedder.name), output)
    console.print(f"{output} SHA-256 {digest}; threshold {measured.threshold:.2f}")


if __name__ == "__main__":
    main()
