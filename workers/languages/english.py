"""English: rules for sentences and spaCy behind the Language protocol."""

from datetime import date

from indexes.records import Span
from workers.languages.dates.finding import find_dates
from workers.languages.language import (
    DateMention,
    Entity,
    Quantity,
    Quotation,
    Sentence,
    Token,
)
from workers.languages.morphology.spacy_pipeline import read_document, to_sentence
from workers.languages.names.english import find_names
from workers.languages.quantities.finding import find_quantities
from workers.languages.quotations.finding import find_quotations
from workers.languages.quotations.vocabulary import ENGLISH
from workers.languages.recent import RecentResults
from workers.languages.sentences.english import split_sentences


class English:
    """English. The pipeline is loaded at the first call that needs it."""

    code = "en"

    def __init__(self) -> None:
        self._parsed = RecentResults(self._parse)

    def sentences(self, text: str) -> tuple[Span, ...]:
        return split_sentences(text)

    def parse(self, text: str) -> tuple[Sentence, ...]:
        return self._parsed(text)[0]

    def lemmas(self, text: str) -> tuple[str, ...]:
        return tuple(
            token.lemma
            for sentence in self.parse(text)
            for token in sentence.tokens
            if token.text[0].isalnum()
        )

    def entities(self, text: str) -> tuple[Entity, ...]:
        return self._parsed(text)[1]

    def dates(self, text: str, published_at: date | None) -> tuple[DateMention, ...]:
        return find_dates(text, published_at, self.code)

    def quantities(self, text: str) -> tuple[Quantity, ...]:
        return find_quantities(text, self.code)

    def quotations(self, text: str) -> tuple[Quotation, ...]:
        return find_quotations(text, self.parse(text), ENGLISH)

    def inflect(self, phrase: str, case: str) -> str:  # noqa: ARG002 (English has no cases)
        return phrase

    def inflect_token(self, token: Token, case: str) -> str:  # noqa: ARG002 (English has no cases)
        return token.text

    def _parse(self, text: str) -> tuple[tuple[Sentence, ...], tuple[Entity, ...]]:
        spans = self.sentences(text)
        documents = read_document(text, spans)
        return tuple(map(to_sentence, documents, spans)), find_names(text, documents, spans)
