"""Labelled sentences for the check-worthiness head."""

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RUSSIAN_FILE = "checkworthy_ru.train.jsonl.gz"
ENGLISH_FILE = "checkworthy.train.jsonl.gz"
OWN_CLAIMS_FILE = "verdict_ru.train.jsonl.gz"
FEVER_FILE = "verdict.train.jsonl.gz"
FEVER = "xfever_1pct"
DEBATE_ROWS = 1000
NO_LETTER = re.compile(r"[^a-z0-9]+")  # "Thank you!" and "Thank you." are one wording
BLOCK_ROWS = 20  # written rows come as answers to one another; a block of them stays in one fold


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, whether it is checkable, and, where somebody said so, of which kind it is."""

    text: str
    language: str
    is_checkable: bool
    kind: str  # "" where only the label is known
    group: str  # what must not be split between folds
    is_sampled: bool = True  # a text as it comes; not one that was written as a claim


def read_russian(folder: Path, name: str = RUSSIAN_FILE) -> list[Example]:
    """News sentences, grouped by their text, and written ones, grouped by block."""
    written = 0
    examples = []
    for row in read_rows(folder / name):
        group = row.get("file") or f"written-{written // BLOCK_ROWS}"
        written += "file" not in row
        examples.append(Example(row["text"], "ru", bool(row["label"]), row["kind"], group))
    return examples


def read_english(folder: Path) -> list[Example]:
    """ClaimBuster's sentences, each wording once. Neighbours of one debate share a group."""
    first: dict[str, Example] = {}
    for at, row in enumerate(read_rows(folder / ENGLISH_FILE)):
        one = Example(row["text"], "en", bool(row["label"]), "", f"debate-{at // DEBATE_ROWS}")
        first.setdefault(NO_LETTER.sub("", one.text.lower()), one)
    return list(first.values())


def read_claims(folder: Path, limit: int, seed: int) -> list[Example]:
    """English sentences that are claims by their making; the debates hold few plain statements.

    Half are ours, half FEVER's, false ones among them: checkable all the same.
    """
    own = {row["claim"] for row in read_rows(folder / OWN_CLAIMS_FILE) if row["lang"] != "ru"}
    fever = {
        row["claim"]
        for row in read_rows(folder / FEVER_FILE)
        if row["lang"] == "en" and row["dataset"] == FEVER
    }
    chance = random.Random(seed)  # noqa: S311
    chosen = [
        claim
        for claims in (own, fever)
        for claim in chance.sample(sorted(filter(str.isascii, claims)), limit // 2)
    ]
    return [
        Example(
            text=claim,
            language="en",
            is_checkable=True,
            kind="",
            group=f"claims-{at // BLOCK_ROWS}",
            is_sampled=False,
        )
        for at, claim in enumerate(chosen)
    ]


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a gzipped JSON lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
