"""Tables that the training of the check-worthiness head prints; all on held-out folds."""

from collections.abc import Mapping

import numpy as np
from rich.console import Console
from rich.table import Table
from sklearn.metrics import average_precision_score, f1_score, precision_score, recall_score

from workers.models.heads import Standard
from workers.models.training.folds import Array, HeldOut, Mask, Task
from workers.pipeline.features import FEATURE_NAMES
from workers.pipeline.rejections import RULES

SHOWN_THRESHOLDS = np.arange(10, 75, 5) / 100


def print_languages(
    console: Console, task: Task, held: HeldOut, standards: Mapping[str, Standard]
) -> None:
    """How well claims are told by every standard."""
    debates = ~task.is_russian & task.is_sampled
    rows: dict[str, tuple[Array, Mask, str]] = {
        "Russian": (held.plain, task.is_russian, "ru"),
        "Russian, grammar and wording not told": (held.untold, task.is_russian, ""),
        "English, debates": (held.plain, debates, "en"),
        "English, written as claims": (held.plain, ~task.is_sampled, "en"),
    }
    columns = ("rows", "count", "AP", "threshold", "precision", "recall", "F1")
    table = make_table("Held-out rows", *columns)
    for name, (logits, chosen, code) in rows.items():
        labels, standard = task.labels[chosen], standards[code]
        selected = calibrate(logits[chosen], standard) >= standard.threshold
        scores = (precision_score, recall_score, f1_score)
        found = [f"{score(labels, selected, zero_division=0):.3f}" for score in scores]
        precision = f"{average_precision_score(labels, logits[chosen]):.3f}"
        table.add_row(name, str(len(labels)), precision, f"{standard.threshold:.2f}", *found)
    console.print(table)


def print_thresholds(console: Console, task: Task, held: HeldOut, standard: Standard) -> None:
    """Precision and recall of the Russian rows over the thresholds."""
    labels = task.labels[task.is_russian]
    probabilities = calibrate(held.plain[task.is_russian], standard)
    table = make_table("Thresholds, Russian", "threshold", "precision", "recall", "F1", "")
    for at in sorted({*SHOWN_THRESHOLDS.tolist(), standard.threshold}):
        selected = probabilities >= at
        precision = (labels & selected).sum() / max(1, selected.sum())
        recall = (labels & selected).sum() / labels.sum()
        shown = (precision, recall, f1_score(labels, selected))
        mark = "chosen" if at == standard.threshold else ""
        table.add_row(f"{at:.2f}", *(f"{one:.3f}" for one in shown), mark)
    console.print(table)


def print_rules(console: Console, task: Task) -> None:
    """How many Russian rows each rejection rule meets and how many of these are no claims."""
    russian = task.rows(task.is_russian)
    rows = russian.inputs[:, task.dimensions :].tolist()
    named = [dict(zip(FEATURE_NAMES, row, strict=True)) for row in rows]
    table = make_table("Rules, Russian", "rule", "meets", "of these no claims", "that")
    for rejection, rule in RULES:
        met = np.array([rule(one) for one in named])
        right = float((~russian.labels[met]).mean()) if met.any() else float("nan")
        told = (rule.__doc__ or "").splitlines()[0]
        table.add_row(rejection.value, str(int(met.sum())), f"{right:.3f}", told)
    console.print(table)


def calibrate(logits: Array, standard: Standard) -> Array:
    """Probabilities of logits."""
    return np.asarray(1 / (1 + np.exp(-(standard.slope * logits + standard.offset))))


def make_table(title: str, *columns: str) -> Table:
    """An empty table."""
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column)
    return table
