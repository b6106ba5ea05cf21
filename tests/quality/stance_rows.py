"""Labelled pairs of evidence and claim, read for measuring only."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache
from zlib import crc32

from tests.quality.measures import ROOT
from workers.pipeline.premises import write_premise

DATA = ROOT.parent / "shared" / "data"


class Label(IntEnum):
    """Gold labels; the first three are the stance model's outputs in their order."""

    SUPPORTS = 0
    REFUTES = 1
    NEUTRAL = 2
    NOT_ENTAILED = 3  # of two-way data: refutes or neutral


LABELS = {
    "entailment": Label.SUPPORTS,
    "contradiction": Label.REFUTES,
    "neutral": Label.NEUTRAL,
    "not_entailment": Label.NOT_ENTAILED,
    "SUPPORTED": Label.SUPPORTS,
    "REFUTED": Label.REFUTES,
    "NEI": Label.NEUTRAL,
}


@dataclass(frozen=True, slots=True)
class StanceRow:
    """One pair. `group`: rows of one text share it."""

    evidence: str
    claim: str
    label: Label
    dataset: str
    language: str  # of evidence and claim; «en-ru»: English evidence, Russian claim
    kind: str = ""
    title: str = ""
    published_at: date | None = None
    group: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """Premise and hypothesis as the model reads them in the product."""
        return write_premise(self.evidence, self.title, self.published_at), self.claim

    @property
    def languages(self) -> tuple[str, str]:
        """Of the evidence and of the claim."""
        evidence, _, claim = self.language.partition("-")
        return evidence, claim or evidence


@cache
def read_rows(name: str) -> tuple[StanceRow, ...]:
    """All rows of one file of the shared data whose label is known here."""
    with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return tuple(_read_row(row) for row in rows if row["label"] in LABELS)


def _read_row(row: dict[str, str]) -> StanceRow:
    evidence = row.get("evidence") or row["premise"]
    dated = row.get("date") or ""
    return StanceRow(
        evidence=evidence,
        claim=row.get("claim") or row["hypothesis"],
        label=LABELS[row["label"]],
        dataset=row["dataset"],
        language=row["lang"],
        kind=row.get("kind") or "",
        title=row.get("title") or "",
        published_at=date.fromisoformat(dated) if len(dated) == 10 else None,
        group=row.get("group") or row.get("premise") or row["claim"],
    )


def sample_rows(rows: Sequence[StanceRow], count: int | None) -> list[StanceRow]:
    """A fixed sample by the checksum of the texts; all rows for None. The order is the file's."""
    if count is None or count >= len(rows):
        return list(rows)
    ranked = sorted(range(len(rows)), key=lambda place: _checksum(rows[place]))
    return [rows[place] for place in sorted(ranked[:count])]


def _checksum(row: StanceRow) -> int:
    return crc32(f"{row.claim}\x1f{row.evidence}".encode())


def is_here(name: str) -> bool:
    return (DATA / f"{name}.jsonl.gz").exists()
