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

from workers.pipeline.premises import write_hypothesis, write_premise

HELD_OUT = 8  # one group in so many never trains: settings and calibration are chosen on it
TITLE_DROPOUT = 0.4  # only our own pairs have titles: too rare, they mislead more than they tell
PUBLISHER_DROPOUT = 0.4
STANDING_ALONE = 0.4  # of the written claims are read as sentences that need no article
WITHOUT_NEIGHBOUR = 0.5  # of the claims in their article lack the sentence before
BORROWED_TITLE = 0.2  # of other dated claims get their source's title as if it were the article's


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
WRITTEN_ANSWERS = {"S": Answer.SUPPORTS, "R": Answer.REFUTES, "N": Answer.NEUTRAL}
WRITTEN = Path(__file__).with_name("written.jsonl.gz")


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
    publisher: str = ""
    said: str = ""  # how the article says the claim; "" where there is no article
    before: str = ""  # the article's sentence before
    article_title: str = ""
    article_date: date | None = None

    @property
    def premise(self) -> str:
        return write_premise(self.evidence, self.title, self.published_at, self.publisher)

    @property
    def hypothesis(self) -> str:
        return write_hypothesis(self.claim, self.article_title, self.article_date, self.before)


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
        published_at=_read_day(dated if len(dated) == 10 else ""),
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


def vary(pairs: Iterable[Pair], chance: random.Random) -> Iterator[Pair]:
    """The pairs as one epoch reads them: more or less is known of source and article."""
    for pair in pairs:
        yield _vary_source(_vary_claim(pair, chance), chance)


def _vary_claim(pair: Pair, chance: random.Random) -> Pair:
    if not pair.said:
        is_lent = pair.title and chance.random() < BORROWED_TITLE
        lent = replace(pair, article_title=pair.title, article_date=pair.published_at)
        return lent if is_lent else pair
    if chance.random() < STANDING_ALONE:
        title, day = (
            (pair.article_title, pair.article_date) if chance.random() < 0.5 else ("", None)
        )
        return replace(pair, before="", article_title=title, article_date=day)
    return replace(
        pair, claim=pair.said, before="" if chance.random() < WITHOUT_NEIGHBOUR else pair.before
    )


def _vary_source(pair: Pair, chance: random.Random) -> Pair:
    if chance.random() < TITLE_DROPOUT:
        return replace(pair, title="", published_at=None, publisher="")
    return replace(pair, publisher="") if chance.random() < PUBLISHER_DROPOUT else pair


def read_written(path: Path = WRITTEN) -> list[Pair]:
    """Claims as articles say them, with sources, written by hand; a source's share one group."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [pair for line in lines for pair in _read_item(json.loads(line))]


def _read_item(item: dict[str, Any]) -> Iterator[Pair]:
    article = item["article"]
    for claim in item["claims"]:
        yield Pair(
            evidence=item["text"],
            claim=claim["full"],
            answer=WRITTEN_ANSWERS[claim["label"]],
            dataset="written",
            language=name_languages(item["lang"], article["lang"]),
            group=item["text"],
            title=item["title"],
            published_at=_read_day(item["date"]),
            publisher=item["publisher"],
            said=claim["claim"],
            before=claim["before"],
            article_title=article["title"],
            article_date=_read_day(article["date"]),
        )


def name_languages(evidence: str, claim: str) -> str:
    """`ru`, or `en-ru` where evidence and claim are of two languages."""
    return claim if claim == evidence else f"{evidence}-{claim}"


def _read_day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None
