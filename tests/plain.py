"""A checker without models, and the articles that it checks: real steps, little computing.

A claim is a sentence. It is supported if it names a year of `KNOWN_YEARS`, refuted if it names
another one, and undecided without any.
"""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from indexes.claims.database import Database
from indexes.claims.stored import Timing
from indexes.records import (
    Article,
    Claim,
    ClaimKind,
    Judgement,
    Provenance,
    Rejection,
    Span,
    Verdict,
    VerdictLabel,
    make_id,
)
from workers.bells import Bell
from workers.settings import Settings
from workers.toolkit import Checker, Toolkit

KNOWN_YEARS = {"1991", "1961", "2018"}
QUICK = Timing(
    lease_seconds=2.0, ring_again_seconds=2.0, back_off_seconds=0.2, longest_back_off_seconds=1.0
)
SENTENCES = (
    "Байконур основан в 1955 году.",
    "Юрий Гагарин полетел в космос в 1961 году.",
    "Казахстан стал независимым в 1991 году.",
    "Каспийская конвенция подписана в 2018 году.",
    "Когда построят школу?",
)


@dataclass
class PlainChecker:
    """`seconds` of pretended work a call, so that faults hit steps in the middle."""

    seconds: float = 0.0

    def split_article(self, article: Article) -> Sequence[Claim]:
        time.sleep(self.seconds)
        found = re.finditer(r"[^.?\s][^.?]*[.?]", article.text)
        return [make_claim(article.id, one.group(), one.start()) for one in found]

    def check_claims(self, article: Article, claims: Sequence[Claim]) -> Sequence[Verdict]:
        time.sleep(self.seconds)
        return [make_verdict(claim) for claim in claims if claim.article_id == article.id]


def make_claim(article_id: str, text: str, start: int = 0) -> Claim:
    return Claim(
        id=make_id("claim", article_id, str(start)),
        article_id=article_id,
        text=text,
        quote=Span(start, start + len(text)),
        language="ru",
        kind=ClaimKind.DATE,
        check_worthiness=0.9,
        rejection=Rejection.QUESTION if text.endswith("?") else None,
    )


def make_verdict(claim: Claim, label: VerdictLabel | None = None) -> Verdict:
    reached = label or judge(claim.text)
    judgement = Judgement(reached, 0.8)
    is_flagged = reached is not VerdictLabel.SUPPORTED
    return Verdict(
        id="",
        claim_id=claim.id,
        now=judgement,
        at_publication=judgement,
        evidence=(),
        provenance=Provenance({}, "1", "1"),
        reached_at=datetime.now(UTC),
        is_flagged=is_flagged,
        flag_reasons=("not_supported",) if is_flagged else (),
    )


def judge(text: str) -> VerdictLabel:
    years = set(re.findall(r"\b\d{4}\b", text))
    if not years:
        return VerdictLabel.NOT_ENOUGH_EVIDENCE
    return VerdictLabel.SUPPORTED if years <= KNOWN_YEARS else VerdictLabel.REFUTED


def make_articles(count: int) -> list[Article]:
    """Articles of 5 to 45 sentences: one to three verify steps each."""
    return [
        Article("", "\n".join(SENTENCES * (number % 9 + 1)), f"Статья {number}", "ru")
        for number in range(count)
    ]


def make_toolkit(database: Database, bell: Bell, checker: Checker | None = None) -> Toolkit:
    settings = Settings(database_url=database.url)
    return Toolkit(settings, database, bell, checker or PlainChecker(), QUICK)
