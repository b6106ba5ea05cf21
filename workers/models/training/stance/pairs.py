"""The labelled pairs that the stance model learns from, and which of them are held out."""

import gzip
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from pathlib import Path
from typing import Any
from zlib import crc32

from workers.pipeline.premises import write_premise

HELD_OUT = 8  # one group in so many never trains: settings and calibration are chosen on it
TITLE_DROPOUT = 0.5  # only our own pairs have titles: too rare, they mislead more than they tell


class Answer(IntEnum):
    """What the label says; the first three are the model's outputs in their order."""

    SUPPORTS = 0
    REFUTES = 1
    NEUTRAL = 2
    NOT_SUPPORTS = 3  # of two-way data: refutes or neutral


ANSWERS = {
    "entailment": Answer.SUPPORTS,
    "contradiction": Answer.REFUTES,
    "neutral": Answer.NEUTRAL,
    "not_entailment": Answer.NOT_SUPPORTS,
    "SUPPORTED": Answer.SUPPORTS,
    "REFUTED": Answer.REFUTES,
    "NEI": Answer.NEUTRAL,
    "NOT_SUPPORTED": Answer.NOT_SUPPORTS,
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Evidence with its title and date, a claim, and how the two stand to each other."""

    evidence: str
    claim: str
    answer: Answer
    dataset: str
    language: str
    group: str
    title: str = ""
    published_at: date | None = None

    @property
    def premise(self) -> str:
        return write_premise(self.evidence, self.title, self.published_at)


def read_pairs(folder: Path, name: str) -> list[Pair]:
    """All pairs of a file whose label carries over; others (`GENERIC`) are left out."""
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [_read_pair(row) for row in rows if row["label"] in ANSWERS]


def _read_pair(row: dict[str, Any]) -> Pair:
    evidence = row.get("evidence") or row["premise"]
    dated = row.get("date") or ""
    return Pair(
        evidence=evidence,
        claim=row.get("claim") or row["hypothesis"],
        answer=ANSWERS[row["label"]],
        dataset=row["dataset"],
        language=row["lang"],
        group=row.get("group") or evidence,
        title=row.get("title") or "",
        published_at=date.fromisoformat(dated) if len(dated) == 10 else None,
    )


def is_held_out(group: str) -> bool:
    """Whether a group belongs to the eighth that never trains; the same in every run."""
    return crc32(group.encode()) % HELD_OUT == 0


def split_held_out(pairs: Iterable[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Training pairs and held-out pairs; a group is on one side only."""
    training: list[Pair] = []
    held_out: list[Pair] = []
    for pair in pairs:
        (held_out if is_held_out(pair.group) else training).append(pair)
    return training, held_out


def thin_out(pairs: Sequence[Pair], limits: dict[str, int], chance: random.Random) -> list[Pair]:
    """At most so many pairs of each dataset that has a limit, chosen by chance."""
    kept: list[Pair] = []
    for dataset in dict.fromkeys(pair.dataset for pair in pairs):
        own = [pair for pair in pairs if pair.dataset == dataset]
        limit = limits.get(dataset, len(own))
        kept += own if limit >= len(own) else chance.sample(own, limit)
    return kept


def drop_titles(pairs: Iterable[Pair], chance: random.Random) -> Iterator[Pair]:
    """The pairs, some of them without title and date."""
    for pair in pairs:
        bare = (pair.title or pair.published_at) and chance.random() < TITLE_DROPOUT
        yield replace(pair, title="", published_at=None) if bare else pair
