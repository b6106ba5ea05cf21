"""The held-out claims against a library of all training passages: what the verdict is fitted on.

The passages become sources, the claims (in their articles, where they have one) are retrieved,
placed and paired as in the product. A story's claims are asked twice, in their author's words and
in those that the product takes out of the article, which say less. What the passages of its own
story say of a claim is known; any other decides nothing. The written pairs only lend their
passages: in them what supports a claim lacks its numbers more often than what refutes it (54 to 38;
in the stories 3 to 20), because their authors had been told to say what is true in other words.
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
    is_held_out,
    read_pairs,
    read_written,
    split_held_out,
)
from workers.models.training.stance.stories import Story, pair_stories, read_stories
from workers.pipeline.check import Models
from workers.pipeline.claims import extract_claims
from workers.pipeline.retrieval import retrieve
from workers.pipeline.stance import read_exact
from workers.settings import Settings, read_settings

LANGUAGES = {"ru": ("ru", "ru"), "en-ru": ("ru", "en"), "ru-en": ("en", "ru"), "en": ("en", "en")}
BATCH_CLAIMS = 32
LEAST_SHARED = 0.6  # of a statement that the product takes out of the article for a claim


@dataclass(frozen=True, slots=True)
class Question:
    """A claim, and what the passages that were written beside it say of it."""

    pair: Pair  # the claim as `place_claim` wants it; its evidence is one of these passages
    answers: Mapping[str, Answer]  # text of the passage → what it says
    rest: str = ""  # of the article, beside the claim's sentence and the one before
    as_extracted: bool = False  # whether the claim has the product's words, not its author's


@dataclass(frozen=True, slots=True)
class Meeting:
    """A held-out claim and one passage that retrieval brought."""

    claim: str
    claim_language: str
    evidence_language: str
    group: str  # of the claim
    dataset: str
    is_own: bool  # whether the passage was written beside the claim
    answer: int  # what it says of the claim
    premise: str
    alone: str  # the quoted sentence, without what stands around it
    hypothesis: str
    features: dict[str, float]  # without the model's
    checks: list[str]  # the records as JSON


def rehearse(
    models: Models, pairs: Sequence[Pair], questions: Sequence[Question], settings: Settings
) -> list[Meeting]:
    """Every question's claim with the passages that the product would judge, and its own.

    `pairs`: all of the files, for the library.
    """
    sources = {pair.evidence: make_source(pair) for pair in pairs}
    with tempfile.TemporaryDirectory() as folder:
        own = replace(settings, library_url=f"embedded://{folder}/library")
        library = open_checked_library(own, models.embedder)
        ingest_sources(sources.values(), library, models.embedder)
        return [
            meeting
            for batch in track(split_evenly(questions), "claims")
            for meeting in meet(models, library, batch, sources)
        ]


def ask_held_out(pairs: Sequence[Pair], stories: Sequence[Story]) -> list[Question]:
    """What never trains: claims of one passage each, and of stories with all their notes."""
    single = [Question(one, {one.evidence: one.answer}) for one in split_held_out(pairs)[1]]
    held_out = [story for story in stories if is_held_out(story.group)]
    places = [(story, place) for story in held_out for place in range(len(story.claims))]
    asked = [ask(story, place) for story, place in places]
    return single + asked + [replace(one, as_extracted=True) for one in asked]


def ask(story: Story, place: int) -> Question:
    """In its author's words, who was asked for a claim that stands alone."""
    pairs = [story.pair(place, note) for note in story.notes]
    others = (one for number, one in enumerate(story.claims) if number != place)
    rest = " ".join(f"{one.before} {finish(one.said)}".strip() for one in others)
    return Question(pairs[0], {pair.evidence: pair.answer for pair in pairs}, rest)


def split_evenly(questions: Sequence[Question]) -> list[Sequence[Question]]:
    starts = range(0, len(questions), BATCH_CLAIMS)
    return [questions[start : start + BATCH_CLAIMS] for start in starts]


def meet(
    models: Models, library: Library, questions: Sequence[Question], sources: Mapping[str, Source]
) -> Iterator[Meeting]:
    """The questions' claims with what the library has on them."""
    placed = [(one, *place_question(models, one, place)) for place, one in enumerate(questions)]
    claims = [claim for _, _, claim in placed]
    found = retrieve(claims, library, models.embedder, frozenset())
    for (question, article, claim), candidates in zip(placed, found, strict=True):
        if question.as_extracted and claim.text == question.pair.claim:
            continue  # asked already
        own = {sources[text].id: answer for text, answer in question.answers.items()}
        brought = with_own(candidates, [sources[text] for text in question.answers])
        (places,) = models.judge.find_places([claim], [brought])
        (stance_pairs,) = models.judge.pair_up(article, [claim], [places])
        for place, stance_pair in zip(places, stance_pairs, strict=True):
            yield Meeting(
                claim=claim.text,
                claim_language=claim.language,
                evidence_language=place.passage.language,
                group=question.pair.group,
                dataset=question.pair.dataset,
                is_own=place.passage.source_id in own,
                answer=int(own.get(place.passage.source_id, Answer.NEUTRAL)),
                premise=stance_pair.premise,
                alone=stance_pair.quoted,
                hypothesis=stance_pair.hypothesis,
                features=read_exact(stance_pair),
                checks=[to_json(one) for one in stance_pair.checks if one.reason],
            )


def with_own(candidates: Sequence[Candidate], own: Sequence[Source]) -> list[Candidate]:
    """The candidates; before them the claim's only passage if retrieval missed it.

    Where a story has several, what was missed is missed, as in the product.
    """
    found = {one.passage.source_id for one in candidates}
    if len(own) > 1 or own[0].id in found:
        return list(candidates)
    (passage,) = cut_passages(own[0])
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


def place_question(models: Models, question: Question, place: int) -> tuple[Article, Claim]:
    """The claim in its article."""
    article, claim = place_claim(question.pair, place, question.rest)
    return article, reword(models, article, claim) if question.as_extracted else claim


def reword(models: Models, article: Article, claim: Claim) -> Claim:
    """As the product takes it out of the article; as the article says it if it takes it apart."""
    found = extract_claims(article, models.open_language(claim.language), models.assess)
    nearest = max(found, key=lambda one: share_of_both(one.quote, claim.quote), default=None)
    if nearest and share_of_both(nearest.quote, claim.quote) >= LEAST_SHARED:
        return replace(claim, text=nearest.text)
    return replace(claim, text=claim.quote.of(article.text))


def share_of_both(one: Span, other: Span) -> float:
    """Of the characters that either has, the share that both have."""
    shared = one.overlap(other)
    return shared / (len(one) + len(other) - shared)


def place_claim(pair: Pair, place: int, rest: str = "") -> tuple[Article, Claim]:
    """The claim standing alone, in its article; without one, in one as old as the source.

    `rest`: what else the article says.
    """
    said = finish(pair.said) if pair.said else pair.claim
    lead = f"{pair.article_title}\n\n{pair.before} " if pair.said else ""
    article = Article(
        "rehearsal",
        f"{lead}{said} {rest}".strip(),
        title=pair.article_title,
        published_at=pair.article_date or pair.published_at,
    )
    claim = Claim(
        id=f"claim-{place}",
        article_id=article.id,
        text=pair.claim,
        quote=Span(len(lead), len(lead) + len(said)),
        language=LANGUAGES[pair.language][0],
        kind=ClaimKind.EVENT,
        check_worthiness=1.0,
        context=article.title,
    )
    return article, claim


def finish(said: str) -> str:
    """A sentence of half a sentence."""
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
    pairs, stories = read_pairs(given.data, "verdict_ru.train"), read_stories()
    questions = ask_held_out(pairs, stories)
    library = [*pairs, *read_written(), *pair_stories(stories)]
    meetings = rehearse(open_models(settings), library, questions, settings)
    lines = (json.dumps(asdict(one), ensure_ascii=False) for one in meetings)
    given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
