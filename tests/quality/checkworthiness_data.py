"""Labelled sentences that are only for reporting, and the product's scores of them."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

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
    kind: str
    group: str  # sentences of one text are drawn together


def read_labelled(path: Path) -> dict[str, list[Labelled]]:
    """Sentences by data set and language."""
    sets: dict[str, list[Labelled]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, row in enumerate(map(json.loads, lines)):
            name = f"{row['dataset']} {row['lang']}"
            group = row.get("file") or f"block-{number // BLOCK_ROWS}"
            one = Labelled(row["text"], row["lang"], bool(row["label"]), row.get("kind", ""), group)
            sets.setdefault(name, []).append(one)
    return sets


def assess_labelled(rows: Sequence[Labelled], embedder: Embedder, head: Head) -> list[Assessment]:
    """What the product says of every sentence; all rows of one language."""
    language = open_language(rows[0].language)
    found: list[Assessment] = []
    for at in range(0, len(rows), BATCH_TEXTS):
        stretches = [Stretch(row.text) for row in rows[at : at + BATCH_TEXTS]]
        found += assess(stretches, language, embedder, head)
    return found


def f1_of(labels: NDArray[np.bool_], selected: NDArray[np.bool_]) -> float:
    """F1 of the positive class."""
    hits = int((labels & selected).sum())
    return 2 * hits / max(1, int(labels.sum() + selected.sum()))
