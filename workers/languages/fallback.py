"""Any other language: Unicode segmentation, capitals for names, nothing that needs a grammar."""

from datetime import date

import regex

from indexes.records import Span
from workers.languages.dates.finding import find_dates
from workers.languages.language import (
    DateMention,
    Entity,
    EntityKind,
    Quantity,
    Quotation,
    Sentence,
    Token,
)
from workers.languages.names.keys import words_key
from workers.languages.quantities.finding import find_quantities
from workers.languages.sentences.any_language import split_sentences

WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:[’'.,-][\p{L}\p{M}\p{N}]+)*|[^\s\p{L}\p{M}\p{N}]")
NAME = regex.compile(r"\p{Lu}[\p{L}\p{M}’'-]+(?: (?:\p{Lu}[\p{L}\p{M}’'-]+|\p{N}+))*")


class AnyLanguage:
    """A language without a module of its own."""

    code = "und"

    def sentences(self, text: str) -> tuple[Span, ...]:
        return split_sentences(text)

    def parse(self, text: str) -> tuple[Sentence, ...]:
        return tuple(Sentence(span, _tokens(text, span)) for span in self.sentences(text))

    def lemmas(self, text: str) -> tuple[str, ...]:
        words = (token.lemma for one in self.parse(text) for token in one.tokens)
        return tuple(word for word in words if word[0].isalnum())

    def entities(self, text: str) -> tuple[Entity, ...]:
        spans = (span for sentence in self.sentences(text) for span in _names(text, sentence))
        return tuple(_entity(text, span) for span in spans)

    def dates(self, text: str, published_at: date | None) -> tuple[DateMention, ...]:
        return find_dates(text, published_at, self.code)

    def quantities(self, text: str) -> tuple[Quantity, ...]:
        return find_quantities(text, self.code)

    def quotations(self, text: str) -> tuple[Quotation, ...]:  # noqa: ARG002 (no verb is known)
        return ()

    def inflect(self, phrase: str, case: str) -> str:  # noqa: ARG002 (no grammar is known)
        return phrase

    def inflect_token(self, token: Token, case: str) -> str:  # noqa: ARG002 (no grammar is known)
        return token.text


def _tokens(text: str, sentence: Span) -> tuple[Token, ...]:
    found = WORD.finditer(text, sentence.start, sentence.end)
    return tuple(
        Token(Span(*one.span()), one.group(), one.group().lower().replace("ё", "е"))
        for one in found
    )


def _names(text: str, sentence: Span) -> list[Span]:
    """Runs of capitals, but not a single word that begins the sentence."""
    spans = [Span(*one.span()) for one in NAME.finditer(text, sentence.start, sentence.end)]
    return [one for one in spans if one.start > sentence.start or " " in one.of(text)]


def _entity(text: str, span: Span) -> Entity:
    name = span.of(text)
    return Entity(span, name, EntityKind.OTHER, name, words_key(name) or name.lower())
