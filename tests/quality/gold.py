"""Gold claims against found ones: which claim covers a gold quote, and how to count."""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from indexes.records import Article, Claim, Span, VerdictLabel
from service.cli.demo import PUBLISHED_AT, TITLE

SHARED = Path(__file__).resolve().parents[3] / "shared"
E2E = SHARED / "e2e_ru"
SEEDS = Path(__file__).resolve().parents[2] / "seeds"
COVERS = 0.8  # a claim covers a quote that lies within its span to that share
RESAMPLES = 1000


@dataclass(frozen=True)
class GoldClaim:
    """A stretch of an article as a person read it."""

    article_id: str
    quote: str
    is_checkable: bool
    kind: str = ""
    verdict: VerdictLabel | None = None
    verdict_at_publication: VerdictLabel | None = None
    evidence: tuple[str, ...] = ()
    fields: dict[str, object] = field(default_factory=dict)


def read_lines(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_gold(path: Path) -> list[GoldClaim]:
    return [_read_claim(fields) for fields in read_lines(path)]


def _read_claim(fields: dict[str, object]) -> GoldClaim:
    def label(name: str) -> VerdictLabel | None:
        return VerdictLabel(str(fields[name])) if fields.get(name) else None

    evidence = fields.get("evidence") or []
    assert isinstance(evidence, list)
    return GoldClaim(
        article_id=str(fields.get("article", "seed")),
        quote=str(fields["quote"]),
        is_checkable=bool(fields["checkable"]),
        kind=str(fields.get("kind") or fields.get("why_not") or ""),
        verdict=label("verdict"),
        verdict_at_publication=label("verdict_at_publication"),
        evidence=tuple(map(str, evidence)),
        fields=fields,
    )


def read_articles(path: Path) -> list[Article]:
    return [
        Article(
            id=str(one["id"]),
            text=str(one["text"]),
            title=str(one["title"]),
            published_at=date.fromisoformat(str(one["published_at"])),
            publisher=str(one["publisher"]),
            language="ru",
        )
        for one in read_lines(path)
    ]


def read_seed_article() -> Article:
    """The article the project began with."""
    text = (SEEDS / "article.txt").read_text(encoding="utf-8")
    return Article(id="seed", text=text, title=TITLE, language="ru", published_at=PUBLISHED_AT)


def find_covering(gold: GoldClaim, text: str, claims: Sequence[Claim]) -> Claim | None:
    """The selected claim that fits the gold quote best; None where none covers it."""
    start = text.index(gold.quote)
    quote = Span(start, start + len(gold.quote))
    covering = [
        claim
        for claim in claims
        if claim.is_selected and claim.quote.overlap(quote) >= COVERS * len(quote)
    ]
    return max(covering, key=lambda claim: fit(claim.quote, quote), default=None)


def fit(left: Span, right: Span) -> float:
    """Intersection over union."""
    shared = left.overlap(right)
    return shared / (len(left) + len(right) - shared)


def bootstrap(
    rows: Sequence[object], measure: Callable[[Sequence[object]], float], seed: int = 0
) -> tuple[float, float, float]:
    """The measure with its 95 % interval over resampled rows."""
    if not rows:
        return float("nan"), float("nan"), float("nan")
    chance = random.Random(seed)
    values = sorted(measure(chance.choices(rows, k=len(rows))) for _ in range(RESAMPLES))
    return measure(rows), values[int(0.025 * RESAMPLES)], values[int(0.975 * RESAMPLES)]
