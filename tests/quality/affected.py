"""Claims that are stored and sources that arrive, with the pairs in which one decides the other."""

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexes.records import Claim, ClaimKind, Source, Span, make_id
from tests.quality import scifact
from tests.quality.gold import SEEDS, SHARED, GoldClaim, read_gold, read_lines
from workers.models.training.stance.pairs import Answer
from workers.models.training.stance.stories import Story, read_stories

STRANGERS = SHARED / "data" / "verdict_ru.train.jsonl.gz"  # its evidence does not arrive


@dataclass(frozen=True, slots=True)
class Arrival:
    """What one set brings. `decided`: (claim id, source id) where the source decides the claim."""

    name: str
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    decided: frozenset[tuple[str, str]]


def read_arrivals(stories: int, abstracts: int, seed: int = 0) -> tuple[list[Arrival], list[Claim]]:
    """The seed library, so many stories and so many abstracts, drawn by chance.

    The claims beside them are about something else.
    """
    chance = random.Random(seed)
    told = read_stories()
    chance.shuffle(told)
    arrivals = [_read_seed(), _tell_stories(told[:stories]), _read_abstracts(abstracts, chance)]
    return arrivals, [*_read_strangers(), *_tell_stories(told[stories:]).claims]


def _read_strangers() -> list[Claim]:
    with gzip.open(STRANGERS, "rt", encoding="utf-8") as lines:
        texts = dict.fromkeys(json.loads(line)["claim"] for line in lines)
    return [make_claim("verdict_ru", text) for text in texts]


def make_claim(origin: str, text: str, language: str = "ru") -> Claim:
    return Claim(
        id=make_id("claim", origin, text),
        article_id=origin,
        text=text,
        quote=Span(0, len(text)),
        language=language,
        kind=ClaimKind.EVENT,
        check_worthiness=1.0,
    )


def _read_seed() -> Arrival:
    gold = [one for one in read_gold(SEEDS / "claims.jsonl") if one.is_checkable]
    sources = [Source(**_known_fields(one)) for one in read_lines(SEEDS / "sources.jsonl")]
    decided = frozenset(_decided_by_notes(gold))
    claims = tuple(make_claim("seed", one.quote) for one in gold)
    return Arrival("seed", claims, tuple(sources), decided)


def _known_fields(line: dict[str, object]) -> dict[str, str]:
    return {name: str(line.get(name, "")) for name in ("id", "text", "title", "language")}


def _decided_by_notes(gold: Sequence[GoldClaim]) -> Iterator[tuple[str, str]]:
    for one in gold:
        for source_id in one.evidence:
            yield make_claim("seed", one.quote).id, source_id


def _tell_stories(stories: Sequence[Story]) -> Arrival:
    told = [_tell(story) for story in stories]
    return Arrival(
        "stories",
        tuple(claim for one in told for claim in one.claims),
        tuple(source for one in told for source in one.sources),
        frozenset(pair for one in told for pair in one.decided),
    )


def _tell(story: Story) -> Arrival:
    claims = [make_claim(story.group, one.full, story.language) for one in story.claims]
    sources = [
        Source(make_id(story.group, str(place)), note.text, note.title, note.language)
        for place, note in enumerate(story.notes)
    ]
    decided = {
        (claims[place].id, source.id)
        for source, note in zip(sources, story.notes, strict=True)
        for place, answer in note.answers.items()
        if answer is not Answer.NEUTRAL
    }
    return Arrival(story.group, tuple(claims), tuple(sources), frozenset(decided))


def _read_abstracts(count: int, chance: random.Random) -> Arrival:
    """Every claim of SciFact that an abstract decides, and some of those abstracts."""
    gold = [one for split in ("train", "dev") for one in scifact.read_claims(split)]
    gold = [one for one in gold if one.evidence]
    deciding = sorted({key for one in gold for key in one.evidence})
    arriving = set(chance.sample(deciding, min(count, len(deciding))))
    sources = [
        replace(one, id=f"scifact-{one.id}") for one in scifact.read_sources() if one.id in arriving
    ]
    decided = {
        (make_claim("scifact", one.text, "en").id, f"scifact-{key}")
        for one in gold
        for key in arriving & set(one.evidence)
    }
    claims = {make_claim("scifact", one.text, "en") for one in gold}
    return Arrival("scifact", tuple(claims), tuple(sources), frozenset(decided))
