"""How near a source stands to the article as a whole: whether both can speak of one event.

«Против высказались шестеро» is true of last year's vote as well. A claim is too short to tell;
the article that it comes from tells, by its subject, its names and its day. What counts is who of a
claim's candidates is nearer than the others: where all sources are of one day, as on a big event,
or all are old, as of a biography, the day tells nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log1p

import numpy as np

from indexes.records import Article, Claim, Passage, Source
from indexes.sources.chunking import cut_passages
from indexes.sources.embeddings import Embedder
from indexes.sources.ingest import passage_for_embedding
from indexes.sources.library import Vector
from workers.languages.language import Entity, LanguagePicker
from workers.pipeline.checks.persons import is_one_name

# What lies further apart than a month is as far as what lies years apart: half of what decides is
# published within a week of the article, and what is older is no less true.
MOST_DAYS = 30
USUAL_DAYS = 7  # where article or source has no date


@dataclass(frozen=True, slots=True)
class Kinship:
    """A passage beside an article."""

    similarity: float  # cosine of the passage and the article's nearest stretch
    foreign_names: float  # share of the passage's names that the article does not have
    distance: float  # ln(1 + days) between the days that they were published on; at most a month


@dataclass(frozen=True, slots=True)
class Setting:
    """An article, read once for all its claims."""

    vectors: Vector  # (stretches, dimensions)
    names: tuple[Entity, ...]
    published_at: date | None


@dataclass(frozen=True, slots=True)
class KinshipReader:
    """Compares passages with an article."""

    embedder: Embedder
    open_language: LanguagePicker

    def read_setting(self, article: Article, language: str) -> Setting:
        """`language`: of the article's claims."""
        stretches = cut_passages(Source(article.id, article.text, article.title, language))
        names = self.open_language(language).entities(f"{article.title}\n\n{article.text}")
        return Setting(self._embed(stretches), names, article.published_at)

    def compare(self, setting: Setting, passages: Iterable[Passage]) -> Mapping[str, Kinship]:
        """By the passages' ids."""
        known = {one.id: one for one in passages}
        vectors = self._embed(list(known.values()))
        return {
            passage.id: self._compare_one(setting, passage, vector)
            for passage, vector in zip(known.values(), vectors, strict=True)
        }

    def _compare_one(self, setting: Setting, passage: Passage, vector: Vector) -> Kinship:
        language = self.open_language(passage.language)
        return Kinship(
            similarity=float(np.max(setting.vectors @ vector, initial=0.0)),
            foreign_names=share_of_foreign(
                language.entities(passage_for_embedding(passage)), setting.names
            ),
            distance=measure_distance(setting.published_at, passage.published_at),
        )

    def _embed(self, passages: Sequence[Passage]) -> Vector:
        """As the library embeds them: what it has embedded is remembered."""
        return self.embedder.embed_passages([passage_for_embedding(one) for one in passages])


def is_bare(article: Article, claims: Sequence[Claim]) -> bool:
    """Whether there is nothing but a claim: no title, no day, no other sentence."""
    text = article.text.strip()
    if not text or article.title or article.published_at:
        return not text
    return len(claims) == 1 and text == claims[0].quote.of(article.text).strip()


def compare_to_mean(kin: Sequence[Kinship]) -> list[Kinship]:
    """Each less the mean of all: of one claim's candidates, in their order."""
    if not kin:
        return []
    values = np.array([(one.similarity, one.foreign_names, one.distance) for one in kin])
    return [Kinship(*map(float, row)) for row in values - values.mean(axis=0)]


def share_of_foreign(names: Sequence[Entity], known: Sequence[Entity]) -> float:
    """Of the names, the share that is not among the known; 0 without any."""
    foreign = [not any(is_one_name(one, other) for other in known) for one in names]
    return sum(foreign) / len(foreign) if foreign else 0.0


def measure_distance(one: date | None, other: date | None) -> float:
    """ln(1 + days), a month at most; a usual distance where a day is not known."""
    days = abs((one - other).days) if one and other else USUAL_DAYS
    return log1p(min(days, MOST_DAYS))
