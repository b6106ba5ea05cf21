"""SciFact: claims, abstracts, and the scores of its leaderboard.

Wadden and others: Fact or Fiction: Verifying Scientific Claims. EMNLP 2020. The counting follows
the definitions of the leaderboard (doc/evaluation.md in allenai/scifact).
"""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path

from indexes.records import Source, Stance
from tests.quality.gold import SHARED

SCIFACT = SHARED / "data" / "scifact"
LABELS = {
    "SUPPORT": Stance.SUPPORTS,
    "CONTRADICT": Stance.REFUTES,
    "REFUTE": Stance.REFUTES,
}
MOST_ABSTRACT_SENTENCES = 3  # of an abstract's found sentences count for the abstract


@dataclass(frozen=True, slots=True)
class GoldAbstract:
    """What an abstract says of a claim, and the sets of sentences that each suffice to say it."""

    label: Stance
    rationales: tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class SciFactClaim:
    """A claim with the abstracts that decide it, and those that it was written from."""

    id: int
    text: str
    evidence: Mapping[str, GoldAbstract]  # by source id
    cited: frozenset[str]  # what retrieval should find


@dataclass(frozen=True, slots=True)
class FoundAbstract:
    """An abstract with the sentences that decide, best first."""

    label: Stance
    sentences: tuple[int, ...]


Found = Mapping[str, FoundAbstract]  # by source id


@dataclass(frozen=True, slots=True)
class Counts:
    """What F1 is made of."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def plus(self, other: "Counts") -> "Counts":
        return Counts(self.gold + other.gold, self.found + other.found, self.right + other.right)

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.gold + self.found) if self.right else 0.0


def sum_f1(counts: Sequence[object]) -> float:
    """Micro-F1 over the claims' counts."""
    total = Counts()
    for one in counts:
        assert isinstance(one, Counts)
        total = total.plus(one)
    return total.f1


def count_labels(gold: SciFactClaim, found: Found) -> Counts:
    """Abstract level, label only."""
    right = sum(_has_label(gold, key, one) for key, one in found.items())
    return Counts(len(gold.evidence), len(found), right)


def count_rationalised(gold: SciFactClaim, found: Found) -> Counts:
    """Abstract level: the label, and one whole rationale among the first three sentences."""
    right = sum(
        _has_label(gold, key, one) and _has_rationale(gold.evidence[key], one)
        for key, one in found.items()
    )
    return Counts(len(gold.evidence), len(found), right)


def count_selected(gold: SciFactClaim, found: Found) -> Counts:
    """Sentence level: sentences of a rationale that was found whole, whatever the label."""
    return _count_sentences(gold, found, found)


def count_sentence_labels(gold: SciFactClaim, found: Found) -> Counts:
    """Sentence level: and the abstract has the right label."""
    labelled = {key: one for key, one in found.items() if _has_label(gold, key, one)}
    return _count_sentences(gold, found, labelled)


def _count_sentences(gold: SciFactClaim, found: Found, counted: Found) -> Counts:
    wanted = sum(len(r) for one in gold.evidence.values() for r in one.rationales)
    right = sum(
        len(rationale)
        for key, one in counted.items()
        if key in gold.evidence
        for rationale in gold.evidence[key].rationales
        if rationale <= set(one.sentences)
    )
    return Counts(wanted, sum(len(one.sentences) for one in found.values()), right)


def _has_label(gold: SciFactClaim, key: str, found: FoundAbstract) -> bool:
    return key in gold.evidence and gold.evidence[key].label is found.label


def _has_rationale(gold: GoldAbstract, found: FoundAbstract) -> bool:
    read = set(found.sentences[:MOST_ABSTRACT_SENTENCES])
    return any(rationale <= read for rationale in gold.rationales)


def ndcg(ranking: Sequence[str], relevant: frozenset[str], depth: int = 10) -> float:
    """Of one query, with one grade of relevance."""
    gained = sum(
        1 / log2(place + 2) for place, key in enumerate(ranking[:depth]) if key in relevant
    )
    return gained / sum(1 / log2(place + 2) for place in range(min(depth, len(relevant))))


def recall(ranking: Sequence[str], relevant: frozenset[str], depth: int) -> float:
    return len(relevant & set(ranking[:depth])) / len(relevant)


def read_claims(split: str) -> list[SciFactClaim]:
    """Of `train` or `dev`; dev is for reporting only."""
    return [_read_claim(one) for one in _read_lines(SCIFACT / f"claims_{split}.jsonl")]


def read_sources() -> Iterator[Source]:
    """The abstracts, a sentence a line."""
    for one in _read_lines(SCIFACT / "corpus.jsonl.gz"):
        text = "\n".join(" ".join(sentence.split()) for sentence in one["abstract"])
        yield Source(id=str(one["doc_id"]), text=text, title=one["title"], language="en")


def _read_claim(fields: dict) -> SciFactClaim:  # type: ignore[type-arg]
    evidence = {
        key: GoldAbstract(
            LABELS[sets[0]["label"]], tuple(frozenset(one["sentences"]) for one in sets)
        )
        for key, sets in fields["evidence"].items()
    }
    cited = frozenset(map(str, fields["cited_doc_ids"]))
    return SciFactClaim(fields["id"], fields["claim"], evidence, cited)


def _read_lines(path: Path) -> Iterator[dict]:  # type: ignore[type-arg]
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    yield from map(json.loads, text.rstrip("\n").split("\n"))
