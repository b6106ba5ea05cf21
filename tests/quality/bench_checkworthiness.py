"""Quality of the check-worthiness head: `python -m tests.quality.bench_checkworthiness`.

F1 and average precision of the checkable class with 95 % bootstrap intervals. The data sets are
test-only; nothing was trained, tuned or chosen on them. In the English, German and Slavic sets the
labels mean something else (worth checking in a debate, claiming a fact, being objective): they show
how far the Russian newsroom's standard carries.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from sklearn.metrics import average_precision_score

from indexes.sources.embeddings import Embedder
from indexes.sources.encoders import open_embedder
from tests.quality.checkworthiness_data import (
    DATA,
    OTHERS,
    RUSSIAN,
    Labelled,
    assess_labelled,
    f1_of,
    read_labelled,
)
from workers.models.heads import Head, load_head
from workers.settings import Settings

DRAWS = 1000
SEED = 7
Metric = Callable[[NDArray[np.intp]], float]


def bootstrap(groups: Sequence[str], metric: Metric) -> tuple[float, float]:
    """95 % interval of the metric when whole texts are drawn again."""
    draw = np.random.default_rng(SEED)
    names, place = np.unique(groups, return_inverse=True)
    members = [np.flatnonzero(place == index) for index in range(len(names))]
    values = [
        metric(np.concatenate([members[one] for one in draw.integers(0, len(names), len(names))]))
        for _ in range(DRAWS)
    ]
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def measure(rows: list[Labelled], embedder: Embedder, head: Head) -> list[str]:
    """F1 of the product's selection, F1 by threshold alone, average precision, each as text."""
    assessments = assess_labelled(rows, embedder, head)
    labels = np.array([row.label for row in rows])
    scores = np.array([one.check_worthiness for one in assessments])
    selected = np.array([one.is_selected for one in assessments])
    metrics: list[Metric] = [
        lambda at: f1_of(labels[at], selected[at]),
        lambda at: f1_of(labels[at], scores[at] >= head.threshold),
        lambda at: float(average_precision_score(labels[at], scores[at])),
        lambda at: float((labels & selected)[at].sum() / max(1, selected[at].sum())),
        lambda at: float((labels & selected)[at].sum() / max(1, labels[at].sum())),
    ]
    groups = [row.group for row in rows]
    return [show(metric, groups, len(rows)) for metric in metrics]


def show(metric: Metric, groups: Sequence[str], count: int) -> str:
    low, high = bootstrap(groups, metric)
    return f"{metric(np.arange(count)):.3f} [{low:.3f}, {high:.3f}]"


def main() -> None:
    console = Console(width=180)
    if not DATA.exists():
        console.print(f"skipped: the labelled sentences are not here ({DATA.name})")
        return
    settings = Settings()
    head = load_head()
    embedder = open_embedder(settings.embedding_model, settings.models_folder)
    table = Table(title=f"Check-worthiness, head {head.version}", title_justify="left")
    for column in (
        "set",
        "rows",
        "checkable",
        "F1",
        "F1 without rules",
        "AP",
        "precision",
        "recall",
    ):
        table.add_column(column)
    for name, rows in (read_labelled(RUSSIAN) | read_labelled(OTHERS)).items():
        share = f"{sum(row.label for row in rows) / len(rows):.0%}"
        table.add_row(name, str(len(rows)), share, *measure(rows, embedder, head))
    console.print(table)


if __name__ == "__main__":
    main()
