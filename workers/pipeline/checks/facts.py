"""What the checks compare, read once from a text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from workers.languages.language import (
    DateMention,
    Entity,
    Language,
    Quantity,
    Quotation,
    Sentence,
    Token,
)
from workers.pipeline.checks.events import Event, read_events
from workers.pipeline.checks.words import root_of, roots_of


@dataclass(frozen=True, slots=True)
class Facts:
    """A claim or an evidence sentence, read. All spans count in `text`."""

    text: str
    language: str  # code
    published_at: date | None
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]  # of all sentences, one after the other
    lemmas: tuple[str, ...]
    entities: tuple[Entity, ...]
    dates: tuple[DateMention, ...]
    quantities: tuple[Quantity, ...]
    quotations: tuple[Quotation, ...]
    events: tuple[Event, ...]
    roots: frozenset[str]  # of the words that carry meaning


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands around a sentence of evidence: all sentences of its passage, and its title."""

    sentences: tuple[Facts, ...]
    roots: frozenset[str]
    keys: frozenset[str]  # of names
    dates: tuple[DateMention, ...]
    quantities: tuple[Quantity, ...]


def gather(sentences: Sequence[Facts], title: Iterable[str] = ()) -> Passage:
    """Read once for all claims; `title`: lemmas of the source's title."""
    return Passage(
        sentences=tuple(sentences),
        roots=frozenset().union(map(root_of, title), *(one.roots for one in sentences)),
        keys=frozenset(entity.key for one in sentences for entity in one.entities),
        dates=tuple(date for one in sentences for date in one.dates),
        quantities=tuple(quantity for one in sentences for quantity in one.quantities),
    )


def read_facts(text: str, language: Language, published_at: date | None) -> Facts:
    """Everything that the checks and the stance scorer ask of a text."""
    sentences = language.parse(text)
    tokens = tuple(token for sentence in sentences for token in sentence.tokens)
    return Facts(
        text=text,
        language=language.code,
        published_at=published_at,
        sentences=sentences,
        tokens=tokens,
        lemmas=language.lemmas(text),
        entities=language.entities(text),
        dates=language.dates(text, published_at),
        quantities=language.quantities(text),
        quotations=language.quotations(text),
        events=read_events(sentences),
        roots=roots_of(tokens),
    )
