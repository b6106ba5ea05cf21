"""The held-out claims against a library of all training passages: what the verdict is fitted on.

The passages become sources, the claims (in their articles, where they have one) are retrieved,
placed and paired as in the product. The passage that a claim was written about carries its label;
any other decides nothing.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from rich.progress import track

from indexes.records import Article, Candidate, Claim, ClaimKind, Source, Span, make_id, to_json
from indexes.sources.chunking import cut_passages
from indexes.sources.ingest import ingest_sources
from indexes.sources.library import Library
from workers.checking import open_checked_library, open_models
from workers.models.training.stance.pairs import (
    Answer,
    Pair,
    read_pairs,
    read_written,
    split_held_out,
)
from workers.pipeline.check import Models
from workers.pipeline.retrieval import retrieve
from workers.pipeline.stance import read_exact
from workers.settings import Settings, read_settings

LANGUAGES = {"ru": ("ru", "ru"), "en-ru": ("ru", "en"), "ru-en": ("en", "ru"), "en": ("en", "en")}
BATCH_CLAIMS = 32


@dataclass(frozen=True, slots=True)
class Meeting:
    """A held-out claim and one passage that retrieval brought."""

    claim: str
    claim_language: str
    evidence_language: str
    own_language: str  # of the passage that the claim was written about
    group: str  # of the claim
    label: int  # the claim's, by its own passage
    is_own: bool  # whether this is the passage that the claim was written about
    premise: str
    hypothesis: str
    features: dict[str, float]  # without the model's
    checks: list[str]  # the records as JSON

    @property
    def answer(self) -> int:
        return self.label if self.is_own else int(Answer.NEUTRAL)


def rehearse(models: Models, pairs: Sequence[Pair], settings: Settings) -> list[Meeting]:
    """Every held-out claim with the passages that the product would judge, and its own.

    `pairs`: all of the files; the held-out groups' claims are taken from them.
    """
    sources = {pair.evidence: make_source(pair) for pair in pairs}
    held_out = split_held_out(pairs)[1]
    with tempfile.TemporaryDirectory() as folder:
        own = replace(settings, library_url=f"embedded://{folder}/library")
        library = open_checked_library(own, models.embedder)
        ingest_sources(sources.values(), library, models.embedder)
        return [
            meeting
            for batch in track(split_evenly(held_out), "claims")
            for meeting in meet(models, library, batch, sources)
        ]


def split_evenly(pairs: Sequence[Pair]) -> list[Sequence[Pair]]:
    return [pairs[start : start + BATCH_CLAIMS] for start in range(0, len(pairs), BATCH_CLAIMS)]


def meet(
    models: Models, library: Library, pairs: Sequence[Pair], sources: Mapping[str, Source]
) -> Iterator[Meeting]:
    """The pairs' claims with what the library has on them."""
    placed = [place_claim(pair, place) for place, pair in enumerate(pairs)]
    claims = [claim for _, claim in placed]
    found = retrieve(claims, library, models.embedder, frozenset())
    for pair, (article, claim), candidates in zip(pairs, placed, found, strict=True):
        own = sources[pair.evidence]
        (places,) = models.judge.find_places([claim], [with_own(candidates, own)])
        (stance_pairs,) = models.judge.pair_up(article, [claim], [places])
        for place, stance_pair in zip(places, stance_pairs, strict=True):
            yield Meeting(
                claim=claim.text,
                claim_language=claim.language,
                evidence_language=place.passage.language,
                own_language=own.language,
                group=pair.group,
                label=int(pair.answer),
                is_own=place.passage.source_id == own.id,
                premise=stance_pair.premise,
                hypothesis=stance_pair.hypothesis,
                features=read_exact(stance_pair),
                checks=[to_json(one) for one in stance_pair.checks if one.reason],
            )


def with_own(candidates: Sequence[Candidate], own: Source) -> list[Candidate]:
    """The candidates; the claim's own passage first if retrieval missed it."""
    if any(one.passage.source_id == own.id for one in candidates):
        return list(candidates)
    (passage,) = cut_passages(own)
    return [Candidate(passage, fused_score=1.0), *candidates]


def make_source(pair: Pair) -> Source:
    return Source(
        id=make_id("source", pair.evidence),
        text=pair.evidence,
        title=pair.title,
        language=LANGUAGES[pair.language][1],
        publisher=pair.publisher,
        published_at=pair.published_at,
    )


def place_claim(pair: Pair, place: int) -> tuple[Article, Claim]:
    """The claim as its article says it; without an article, one that is as old as the source."""
    said = finish(pair.said) if pair.said else pair.claim
    lead = f"{pair.article_title}\n\n{pair.before} " if pair.said else ""
    article = Article(
        "rehearsal",
        lead + said,
        title=pair.article_title,
        published_at=pair.article_date or pair.published_at,
    )
    claim = Claim(
        id=f"claim-{place}",
        article_id=article.id,
        text=said,
        quote=Span(len(lead), len(lead) + len(said)),
        language=LANGUAGES[pair.language][0],
        kind=ClaimKind.EVENT,
        check_worthiness=1.0,
        context=article.title,
    )
    return article, claim


def finish(said: str) -> str:
    """A sentence of half a sentence, as the pipeline writes claims."""
    return said[0].upper() + said[1:] + ("" if said.endswith((".", "!", "?", "»")) else ".")


def read_meetings(path: Path) -> list[Meeting]:
    """What `main` wrote."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Meeting(**json.loads(line)) for line in lines]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("var/training/meetings.jsonl"))
    given = parser.parse_args()
    settings = read_settings({})
    pairs = read_pairs(given.data, "verdict_ru.train") + read_written()
    meetings = rehearse(open_models(settings), pairs, settings)
    lines = (json.dumps(asdict(one), ensure_ascii=False) for one in meetings)
    given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
