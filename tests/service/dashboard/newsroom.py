"""The seed article with its gold claims and verdicts that show everything a page can show.

The verdicts are made up for showing: some claims overlap, sources repeat one another, one source
came after the article, and some claims have no evidence at all.
"""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from indexes.records import (
    Article,
    CheckOutcome,
    CheckResult,
    Claim,
    ClaimKind,
    Evidence,
    Judgement,
    Provenance,
    Reason,
    Rejection,
    Source,
    Span,
    Stance,
    StanceProbabilities,
    Verdict,
    VerdictLabel,
    make_id,
)
from indexes.sources.library import Library
from tests.plain import PlainChecker
from workers.reading.files import read_sources

SEEDS = Path(__file__).parents[3] / "seeds"
TEXT = (SEEDS / "article.txt").read_text()
PUBLISHED = date(2025, 11, 12)
DETAILS = {
    "title": "Визит Токаева в Москву",
    "published_at": "2025-11-12",
    "publisher": "Ритм Евразии",
    "url": "https://example.org/visit",
}
GOLD = [json.loads(line) for line in (SEEDS / "claims.jsonl").read_text().splitlines()]
NUCLEAR = "обязательства Москвы по строительству первой атомной электростанции в Казахстане"
INSIDE = "первой атомной электростанции"
FIGHTERS = "Самолет президента Казахстана в российском небе сопровождали истребители Су-35"
CONFLICTING = ("bn350", "trt-aes")
REFUTED = "Государственный визит президента Республики Казахстан"
REJECTIONS = {
    "opinion": Rejection.OPINION,
    "prediction": Rejection.FORECAST,
    "heading": Rejection.HEADING,
}


def seed_sources() -> list[Source]:
    read = read_sources(SEEDS / "sources.jsonl", lambda _: "ru")
    return [source for source in read if isinstance(source, Source)]


@dataclass
class GoldChecker:
    """Finds the gold claims in the seed article; any other article is checked plainly."""

    library: Library
    seconds: float = 0.0  # a claim
    labels: dict[str, VerdictLabel] = field(default_factory=dict)  # claim id → label of a recheck

    def split_article(self, article: Article) -> Sequence[Claim]:
        time.sleep(self.seconds)
        if article.text != TEXT.strip():
            return PlainChecker().split_article(article)
        found = [make_claim(article, gold) for gold in GOLD]
        inside = {"quote": INSIDE, "checkable": True, "kind": "superlative"}
        return [*found, make_claim(article, inside)]

    def check_claims(self, article: Article, claims: Sequence[Claim]) -> Sequence[Verdict]:
        if article.text != TEXT.strip():
            return PlainChecker().check_claims(article, claims)
        return [self.check(claim) for claim in claims]

    def check(self, claim: Claim) -> Verdict:
        time.sleep(self.seconds)
        evidence = self.find_evidence(claim)
        label = self.labels.get(claim.id, choose_label(claim, evidence))
        reasons = give_reasons(label, evidence)
        now = Judgement(label, 0.87 if label is VerdictLabel.SUPPORTED else 0.64, reasons)
        early = [one for one in evidence if one.published_at and one.published_at <= PUBLISHED]
        then = now if early else Judgement(VerdictLabel.NOT_ENOUGH_EVIDENCE, 0.9)
        is_flagged = label in {VerdictLabel.REFUTED, VerdictLabel.CONFLICTING}
        return Verdict(
            id="",
            claim_id=claim.id,
            now=now,
            at_publication=then,
            evidence=evidence,
            provenance=Provenance({"embeddings": "hashed-words"}, "1", "1"),
            reached_at=datetime.now(UTC),
            is_flagged=is_flagged,
            flag_reasons=(label.value,) if is_flagged else (),
        )

    def find_evidence(self, claim: Claim) -> tuple[Evidence, ...]:
        gold = next((one for one in GOLD if one["quote"] in claim.text), {})
        ids = CONFLICTING if claim.text == INSIDE else gold.get("evidence") or ()
        stored = [source for source in map(self.library.get, ids) if source is not None]
        return tuple(make_evidence(claim, source, rank) for rank, source in enumerate(stored))


def make_claim(article: Article, gold: dict) -> Claim:
    start = article.text.index(gold["quote"])
    kind = gold["kind"]
    return Claim(
        id=make_id("claim", article.id, gold["quote"]),
        article_id=article.id,
        text=gold["quote"],
        quote=Span(start, start + len(gold["quote"])),
        language="ru",
        kind=ClaimKind(kind) if kind in set(ClaimKind) else ClaimKind.EVENT,
        check_worthiness=0.83,
        rejection=None if gold["checkable"] else REJECTIONS[kind],
    )


def make_evidence(claim: Claim, source: Source, rank: int) -> Evidence:
    """The source's second sentence, or its first, as the quote."""
    first_end = source.text.find(". ") + 1
    quote = Span(first_end + 1, len(source.text)) if first_end else Span(0, len(source.text))
    refutes = source.id == "bn350" or (claim.text.startswith(REFUTED) and rank == 0)
    stance = Stance.REFUTES if refutes else Stance.SUPPORTS
    reason = Reason("number_differs", {"claim": "208", "evidence": "108"})
    return Evidence(
        claim_id=claim.id,
        passage_id=f"{source.id}:0",
        source_id=source.id,
        quote=quote,
        quoted_text=quote.of(source.text),
        stance=stance if rank < 2 else Stance.NEUTRAL,
        probabilities=StanceProbabilities(0.1, 0.8, 0.1)
        if refutes
        else StanceProbabilities(0.8, 0.1, 0.1),
        candidate_score=1.0,
        checks=(CheckResult("numbers", CheckOutcome.DIFFERS, reason),) if refutes else (),
        origin="akorda" if source.id in {"24kg-escort", "lenta-escort"} else source.id,
        title=source.title,
        publisher=source.publisher,
        url=source.url,
        published_at=source.published_at,
        tier=source.tier,
    )


def choose_label(claim: Claim, evidence: Sequence[Evidence]) -> VerdictLabel:
    if claim.text == INSIDE or claim.text.startswith(NUCLEAR):
        return VerdictLabel.CONFLICTING
    if claim.text.startswith(REFUTED):
        return VerdictLabel.REFUTED
    return VerdictLabel.SUPPORTED if evidence else VerdictLabel.NOT_ENOUGH_EVIDENCE


def give_reasons(label: VerdictLabel, evidence: Sequence[Evidence]) -> tuple[Reason, ...]:
    publishers = ", ".join(dict.fromkeys(one.publisher for one in evidence))
    counted = {"count": str(len(evidence)), "publishers": publishers}
    code = {
        VerdictLabel.SUPPORTED: "sources_support",
        VerdictLabel.REFUTED: "sources_refute",
        VerdictLabel.CONFLICTING: "sources_refute",
        VerdictLabel.NOT_ENOUGH_EVIDENCE: "nothing_found",
    }[label]
    return (Reason(code, counted if evidence else {}),)
