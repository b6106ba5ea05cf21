"""Held-out claims through the whole pipeline: what the calibrator that ships is fitted on.

`python -m workers.models.training.calibration.rehearsal`. The library holds all passages of the two
hand-written sets; the claims of the held-out passages are checked in their articles, as the product
checks them. A claim's own passage says which label is right: nearly all others speak of something
else.
"""

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.progress import track

from indexes.records import Article, Claim, ClaimKind, Source, Span, VerdictLabel, make_id, to_json
from indexes.sources.ingest import ingest_sources
from workers.checking import open_checked_library, open_models
from workers.models.training.calibration.rows import CalibrationRow
from workers.models.training.stance.pairs import (
    Pair,
    read_pairs,
    read_written,
    split_held_out,
)
from workers.models.training.stance_overlap import list_groups
from workers.pipeline.calibration import find_language_group
from workers.pipeline.check import ArticleChecker, Models
from workers.settings import Settings, read_settings

LANGUAGES = {"ru": ("ru", "ru"), "en-ru": ("ru", "en"), "ru-en": ("en", "ru"), "en": ("en", "en")}
LABELS = (VerdictLabel.SUPPORTED, VerdictLabel.REFUTED, VerdictLabel.NOT_ENOUGH_EVIDENCE)


def rehearse(models: Models, pairs: Sequence[Pair], settings: Settings) -> list[CalibrationRow]:
    """A row for each held-out claim. `pairs`: all of the sets, for the library."""
    sources = {pair.evidence: make_source(pair) for pair in pairs}
    with tempfile.TemporaryDirectory() as folder:
        own = replace(settings, library_url=f"embedded://{folder}/library")
        library = open_checked_library(own, models.embedder)
        ingest_sources(sources.values(), library, models.embedder)
        checker = ArticleChecker(library, models)
        return [make_row(checker, pair) for pair in track(choose_pairs(pairs), "claims")]


def choose_pairs(pairs: Sequence[Pair]) -> list[Pair]:
    """Those held out, without what the scorer that works now has read in training."""
    read = list_groups({pair.group for pair in pairs if pair.dataset != "written"})
    return [pair for pair in split_held_out(pairs)[1] if pair.group not in read]


def make_row(checker: ArticleChecker, pair: Pair) -> CalibrationRow:
    article, claim = place_claim(pair)
    (verdict,) = checker.check_claims(article, [claim])
    now = verdict.now
    return CalibrationRow(
        confidence=now.confidence if now.raw_confidence is None else now.raw_confidence,
        label=now.label,
        language_group=find_language_group(claim.language, now.label, verdict.evidence),
        right=now.label is LABELS[pair.answer],
        article=pair.group,
    )


def make_source(pair: Pair) -> Source:
    return Source(
        id=make_id("source", pair.evidence),
        text=pair.evidence,
        title=pair.title,
        language=LANGUAGES[pair.language][1],
        publisher=pair.publisher,
        published_at=pair.published_at,
    )


def place_claim(pair: Pair) -> tuple[Article, Claim]:
    """The claim as its article says it; without an article, one as old as the source."""
    said = finish(pair.said) if pair.said else pair.claim
    article = Article(
        make_id("article", pair.group),
        said,
        title=pair.article_title,
        published_at=pair.article_date or pair.published_at,
    )
    claim = Claim(
        id=make_id("claim", article.id, said),
        article_id=article.id,
        text=said,
        quote=Span(0, len(said)),
        language=LANGUAGES[pair.language][0],
        kind=ClaimKind.EVENT,
        check_worthiness=1.0,
        context=article.title,
    )
    return article, claim


def finish(said: str) -> str:
    """A sentence of half a sentence, as the pipeline writes claims."""
    return said[0].upper() + said[1:] + ("" if said.endswith((".", "!", "?", "»")) else ".")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("var/training/rows.jsonl"))
    given = parser.parse_args()
    settings = read_settings({})
    pairs = read_pairs(given.data, "verdict_ru.train") + read_written()
    rows = rehearse(open_models(settings), pairs, settings)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text("".join(to_json(row) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
