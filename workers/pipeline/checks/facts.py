"""What the checks compare, read once from a text."""

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


def read_facts(text: str, language: Language, published_at: date | None) -> Facts:
    """Everything that the checks and the stance scorer ask of a text."""
    sentences = language.parse(text)
    return Facts(
        text=text,
        language=language.code,
        published_at=published_at,
        sentences=sentences,
        tokens=tuple(token for sentence in sentences for token in sentence.tokens),
        lemmas=language.lemmas(text),
        entities=language.entities(text),
        dates=language.dates(text, published_at),
        quantities=language.quantities(text),
        quotations=language.quotations(text),
    )
