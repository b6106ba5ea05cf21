"""Tables that the training of the check-worthiness head prints; all on held-out folds."""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track
from rich.table import Table
from sklearn.metrics import average_precision_score, f1_score

from workers.models.training.folds import (
    Array,
    Mask,
    Task,
    Trained,
    cross_validate,
    fit_one,
    mark_rows,
    split_folds,
)
from workers.pipeline.features import FEATURE_NAMES
from workers.pipeline.rejections import RULES

SHOWN_THRESHOLDS = np.arange(10, 75, 5) / 100
TRIED_QUANTILES = np.arange(5, 95) / 100


def print_comparison(console: Console, task: Task) -> None:
    """Which inputs and which rows the head gains from."""
    everything = np.ones(len(task.labels), dtype=bool)
    vectors, named = slice(0, task.dimensions), slice(task.dimensions, None)
    variants = {
        "embedding, Russian and English": (task.columns(vectors), everything),
        "features, Russian and English": (task.columns(named), everything),
        "both, Russian rows only": (task, task.is_russian),
        "both, English rows only": (task, ~task.is_russian),
        "both, Russian and English": (task, everything),
    }
    table = _table("Inputs and rows", "variant", "ru AP", "ru best F1", "en AP", "en best F1")
    for name, (inputs, rows) in track(variants.items(), "Comparing", console=console):
        logits = cross_validate(inputs, rows)
        table.add_row(name, *_figures(task, logits, task.is_russian))
    console.print(table)


def print_thresholds(console: Console, task: Task, probabilities: Array, chosen: float) -> None:
    """Precision and recall of the Russian rows over the thresholds."""
    labels = task.labels[task.is_russian]
    table = _table("Thresholds, Russian", "threshold", "precision", "recall", "F1", "")
    for at in sorted({*SHOWN_THRESHOLDS.tolist(), chosen}):
        selected = probabilities >= at
        precision = (labels & selected).sum() / max(1, selected.sum())
        recall = (labels & selected).sum() / labels.sum()
        shown = (precision, recall, f1_score(labels, selected))
        mark = "chosen" if at == chosen else ""
        table.add_row(f"{at:.2f}", *(f"{one:.3f}" for one in shown), mark)
    console.print(table)


def print_rules(console: Console, task: Task) -> None:
    """How many Russian rows each rejection rule meets and how many of these are no claims."""
    russian = task.rows(task.is_russian)
    named = [dict(zip(FEATURE_NAMES, row, strict=True)) for row in _named(russian).tolist()]
    table = _table("Rules, Russian", "rule", "meets", "of these no claims", "that")
    for rejection, rule in RULES:
        met = np.array([rule(one) for one in named])
        right = float((~russian.labels[met]).mean()) if met.any() else float("nan")
        told = (rule.__doc__ or "").splitlines()[0]
        table.add_row(rejection.value, str(int(met.sum())), f"{right:.3f}", told)
    console.print(table)


def print_features(console: Console, task: Task) -> None:
    """What each feature is worth: the loss of average precision when held-out rows swap it."""
    losses = _swap_losses(task)
    rows, named = task.labels[task.is_russian], _named(task.rows(task.is_russian))
    table = _table("Features, Russian", "feature", "claims", "others", "AP lost when swapped")
    for name, loss in sorted(losses.items(), key=lambda pair: -pair[1]):
        column = named[:, FEATURE_NAMES.index(name)]
        means = (column[rows].mean(), column[~rows].mean())
        table.add_row(name, *(f"{one:.3f}" for one in means), f"{loss:+.4f}")
    console.print(table)


def _swap_losses(task: Task) -> Mapping[str, float]:
    folds = [
        (fit_one(task.rows(mark_rows(train, task))), held) for train, held in split_folds(task)
    ]
    whole = _average_precision(task, folds, None)
    return {
        name: whole - _average_precision(task, folds, task.dimensions + place)
        for place, name in enumerate(FEATURE_NAMES)
    }


def _average_precision(
    task: Task, folds: Iterable[tuple[Trained, NDArray[np.intp]]], swapped: int | None
) -> float:
    scores = np.zeros(len(task.labels))
    shuffle = np.random.default_rng(task.seed)
    for trained, held_out in folds:
        inputs = task.inputs[held_out].copy()
        if swapped is not None:
            inputs[:, swapped] = shuffle.permutation(inputs[:, swapped])
        kinds = trained.kind_probabilities(inputs)
        scores[held_out] = kinds[:, task.is_checkable_kind].sum(axis=1)
    russian = task.is_russian
    return float(average_precision_score(task.labels[russian], scores[russian]))


def _figures(task: Task, logits: Array, russian: Mask) -> list[str]:
    figures = []
    for rows in (russian, ~russian):
        labels, scores = task.labels[rows], logits[rows]
        best = max(f1_score(labels, scores >= at) for at in np.quantile(scores, TRIED_QUANTILES))
        figures += [f"{average_precision_score(labels, scores):.3f}", f"{best:.3f}"]
    return figures


def _named(task: Task) -> Array:
    return task.inputs[:, task.dimensions :]


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column)
    return table
