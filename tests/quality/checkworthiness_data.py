"""Labelled sentences that are only for reporting, and what the product says of them."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.metrics import average_precision_score, ndcg_score

from indexes.sources.embeddings import Embedder
from workers.languages.factory import open_language
from workers.models.heads import Head
from workers.pipeline.checkworthiness import Assessment, assess
from workers.pipeline.rejections import Stretch

DATA = Path(__file__).parents[3] / "shared" / "data"
RUSSIAN = DATA / "checkworthy_ru.test-only.jsonl.gz"
OTHERS = DATA / "checkworthy.test-only.jsonl.gz"
BATCH_TEXTS = 64
BLOCK_ROWS = 20  # neighbours were written as answers to one another


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence of a test set."""

    text: str
    language: str
    label: bool
    split: str
    priority: int  # 0 to 2, how much it matters that somebody checks it
    group: str  # sentences of one text are drawn together


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence of a test set, with what the product says of it."""

    row: Labelled
    assessment: Assessment


def read_labelled(path: Path) -> dict[str, list[Labelled]]:
    """Sentences by data set and language."""
    sets: dict[str, list[Labelled]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, row in enumerate(map(json.loads, lines)):
            one = Labelled(
                text=row["text"],
                language=row["lang"],
                label=bool(row["label"]),
                split=row.get("split", ""),
                priority=row.get("priority", 0),
                group=row.get("file") or f"block-{number // BLOCK_ROWS}",
            )
            sets.setdefault(f"{row['dataset']} {row['lang']}", []).append(one)
    return sets


def judge(rows: Sequence[Labelled], embedder: Embedder, head: Head) -> list[Judged]:
    """What the product says of every sentence; all rows of one language."""
    language = open_language(rows[0].language)
    found: list[Assessment] = []
    for at in range(0, len(rows), BATCH_TEXTS):
        stretches = [Stretch(row.text) for row in rows[at : at + BATCH_TEXTS]]
        found += assess(stretches, language, embedder, head)
    return [Judged(*pair) for pair in zip(rows, found, strict=True)]


def group_by_text(rows: Sequence[Judged]) -> list[list[Judged]]:
    """The sentences of every text."""
    groups: dict[str, list[Judged]] = {}
    for one in rows:
        groups.setdefault(one.row.group, []).append(one)
    return list(groups.values())


def measure_f1(rows: Sequence[Judged]) -> float:
    """Of the checkable class, by the product's selection: rules and head."""
    return _find_f1(*_decide(rows))


def measure_macro_f1(rows: Sequence[Judged]) -> float:
    """The mean over both classes."""
    labels, selected = _decide(rows)
    return (_find_f1(labels, selected) + _find_f1(~labels, ~selected)) / 2


def measure_precision(rows: Sequence[Judged]) -> float:
    labels, selected = _decide(rows)
    return float((labels & selected).sum() / max(1, selected.sum()))


def measure_recall(rows: Sequence[Judged]) -> float:
    labels, selected = _decide(rows)
    return float((labels & selected).sum() / max(1, labels.sum()))


def measure_average_precision(rows: Sequence[Judged]) -> float:
    """Of the head's probability alone."""
    labels, scores = _decide(rows)[0], _score(rows)
    return float(average_precision_score(labels, scores)) if labels.any() else 0.0


def measure_ndcg(rows: Sequence[Judged]) -> float:
    """How well the probability ranks sentences by `priority`."""
    return float(ndcg_score([[one.row.priority for one in rows]], [_score(rows)]))


def measure_calibration_error(rows: Sequence[Judged], groups: int = 5) -> float:
    """Expected calibration error over equally large groups."""
    labels, scores = _decide(rows)[0], _score(rows)
    parts = np.array_split(np.argsort(scores), groups)
    return float(np.mean([abs(scores[part].mean() - labels[part].mean()) for part in parts]))


def _find_f1(labels: np.ndarray, selected: np.ndarray) -> float:
    hits = int((labels & selected).sum())
    return 2 * hits / max(1, int(labels.sum() + selected.sum()))


def _decide(rows: Sequence[Judged]) -> tuple[np.ndarray, np.ndarray]:
    labels = np.array([one.row.label for one in rows])
    return labels, np.array([one.assessment.is_selected for one in rows])


def _score(rows: Sequence[Judged]) -> np.ndarray:
    return np.array([one.assessment.check_worthiness for one in rows])
