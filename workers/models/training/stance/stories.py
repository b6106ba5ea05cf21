"""Stories: an article's claims, and notes that support, refute or leave open each of them.

The same claim is supported by one note and refuted by another, and most notes of a story decide
nothing of it, as in a library: neither the wording of a claim nor how much a note repeats of it
tells the label.
"""

import gzip
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from workers.models.training.stance.pairs import Answer, Pair, name_languages

STORIES = Path(__file__).with_name("stories.jsonl.gz")
OPEN_SHARE = 0.5  # as many undecided pairs as of those that decide, in each epoch


@dataclass(frozen=True, slots=True)
class Note:
    """A source of a story. `answers`: place of the claim → what the note says of it."""

    title: str
    publisher: str
    published_at: date | None
    language: str
    text: str
    answers: Mapping[int, Answer]


@dataclass(frozen=True, slots=True)
class StoryClaim:
    """A claim as the article says it, with the sentence before, and standing alone."""

    said: str
    before: str
    full: str


@dataclass(frozen=True, slots=True)
class Story:
    """An invented article's claims and notes."""

    title: str
    published_at: date
    language: str
    claims: tuple[StoryClaim, ...]
    notes: tuple[Note, ...]

    @property
    def group(self) -> str:
        """What keeps a story on one side of the split."""
        return f"{self.title} {self.published_at}"

    def pair(self, place: int, note: Note) -> Pair:
        """The claim at `place` beside the note."""
        claim = self.claims[place]
        return Pair(
            evidence=note.text,
            claim=claim.full,
            answer=note.answers.get(place, Answer.NEUTRAL),
            dataset="stories",
            language=name_languages(note.language, self.language),
            group=self.group,
            title=note.title,
            published_at=note.published_at,
            publisher=note.publisher,
            said=claim.said,
            before=claim.before,
            article_title=self.title,
            article_date=self.published_at,
        )


def read_stories(path: Path = STORIES) -> list[Story]:
    """All stories of a file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [_read_story(json.loads(line)) for line in lines]


def pair_stories(stories: Sequence[Story]) -> Iterator[Pair]:
    """Every claim beside every note of its story."""
    for story in stories:
        for place in range(len(story.claims)):
            yield from (story.pair(place, note) for note in story.notes)


def balance(pairs: Sequence[Pair], chance: random.Random) -> list[Pair]:
    """As many that support as refute in each pair of languages, and half as many undecided.

    Else the language would tell: notes in English were written to refute more often than not.
    """
    decided = [
        pair
        for language in dict.fromkeys(pair.language for pair in pairs)
        for pair in _even_out([one for one in pairs if one.language == language], chance)
    ]
    undecided = [pair for pair in pairs if pair.answer is Answer.NEUTRAL]
    count = min(round(OPEN_SHARE * len(decided)), len(undecided))
    return decided + chance.sample(undecided, count)


def _even_out(pairs: Sequence[Pair], chance: random.Random) -> list[Pair]:
    sides = [
        [pair for pair in pairs if pair.answer is answer]
        for answer in (Answer.SUPPORTS, Answer.REFUTES)
    ]
    count = min(map(len, sides))
    return [pair for side in sides for pair in chance.sample(side, count)]


def _read_story(row: dict[str, Any]) -> Story:
    article = row["article"]
    return Story(
        title=article["title"],
        published_at=date.fromisoformat(article["date"]),
        language=article["lang"],
        claims=tuple(
            StoryClaim(said=one["claim"], before=one["before"], full=one["full"])
            for one in row["claims"]
        ),
        notes=tuple(_read_note(one) for one in row["notes"]),
    )


def _read_note(row: dict[str, Any]) -> Note:
    answers = {place - 1: Answer.SUPPORTS for place in row["S"]}
    return Note(
        title=row["title"],
        publisher=row["publisher"],
        published_at=date.fromisoformat(row["date"]) if row["date"] else None,
        language=row["lang"],
        text=row["text"],
        answers=answers | {place - 1: Answer.REFUTES for place in row["R"]},
    )
