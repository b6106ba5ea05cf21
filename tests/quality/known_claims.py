"""Claims that were checked before: PolitiFact's, and pairs of Russian headlines."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexes.records import Source
from indexes.sources.analysis import FUNCTION_WORDS, index_tokens
from indexes.sources.embeddings import Embedder
from indexes.sources.library import Vector
from tests.quality.gold import SHARED

POLITIFACT = SHARED / "data" / "known_claims_politifact"
PARAPHRASER = SHARED / "data" / "paraphraser_gold_ru.test-only.jsonl.gz"
TEST = "test"


@dataclass(frozen=True, slots=True)
class KnownClaimQuery:
    """A sentence of a debate and the checked claims that it repeats."""

    id: str
    text: str
    relevant: frozenset[str]
    split: str


@dataclass(frozen=True, slots=True)
class HeadlinePair:
    """Two headlines: 1 say the same, 0 nearly the same, -1 something else."""

    left: str
    right: str
    grade: int


def read_known_claims() -> list[Source]:
    """The claims, each under the headline of its check."""
    rows = _read_lines(POLITIFACT / "corpus.jsonl.gz")
    return [
        Source(id=str(one["id"]), text=str(one["claim"]), title=str(one["title"]), language="en")
        for one in rows
    ]


def read_queries(*, is_test: bool) -> list[KnownClaimQuery]:
    """The test queries, or the others, which settings may be chosen on."""
    texts = {str(one["id"]): str(one["text"]) for one in _read_lines(POLITIFACT / "queries.jsonl")}
    relevant: dict[tuple[str, str], set[str]] = {}
    for line in (POLITIFACT / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        split, query, claim = line.split("\t")
        relevant.setdefault((split, query), set()).add(claim)
    return [
        KnownClaimQuery(query, texts[query], frozenset(claims), split)
        for (split, query), claims in relevant.items()
        if (split == TEST) is is_test
    ]


def read_pairs() -> list[HeadlinePair]:
    return [
        HeadlinePair(str(one["text_1"]), str(one["text_2"]), int(str(one["cls"])))
        for one in _read_lines(PARAPHRASER)
    ]


def average_precision(ranking: Sequence[str], relevant: frozenset[str], depth: int = 5) -> float:
    """Of one query, what lies behind `depth` counting as not found (trec_eval's map_cut)."""
    right, total = 0, 0.0
    for place, key in enumerate(ranking[:depth], start=1):
        if key in relevant:
            right += 1
            total += right / place
    return total / len(relevant)


def measure_likeness(
    lefts: Sequence[str], rights: Sequence[str], embedder: Embedder, language: str, share: float
) -> Vector:
    """Of each pair, (pairs,): the cosine, and `share` times the overlap of index tokens."""
    left, right = embedder.embed_queries(lefts), embedder.embed_queries(rights)
    cosines: Vector = np.einsum("ij,ij->i", left, right)
    overlaps = [overlap(*pair, language) for pair in zip(lefts, rights, strict=True)]
    return cosines + share * np.array(overlaps, dtype=np.float32)


def overlap(left: str, right: str, language: str) -> float:
    """Dice coefficient of the content words."""
    one, other = (_content(text, language) for text in (left, right))
    return 2 * len(one & other) / max(1, len(one) + len(other))


def _content(text: str, language: str) -> set[str]:
    return {token.text for token in index_tokens(text, language)} - FUNCTION_WORDS


def _read_lines(path: Path) -> list[dict[str, object]]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    return [json.loads(line) for line in text.rstrip("\n").split("\n")]
