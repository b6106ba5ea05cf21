"""Russian: razdel, slovnet and pymorphy3 behind the Language protocol."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from threading import Lock

from razdel import tokenize

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
from workers.languages.morphology.russian_inflection import inflect_phrase
from workers.languages.morphology.russian_tokens import inflect_token
from workers.languages.morphology.russian_words import find_lemma, read_tag
from workers.languages.morphology.slovnet_models import (
    SlovnetTagger,
    TaggedWords,
    load_slovnet_tagger,
)
from workers.languages.names.russian import find_names
from workers.languages.quantities.finding import find_quantities
from workers.languages.quotations.finding import find_quotations
from workers.languages.quotations.vocabulary import RUSSIAN
from workers.languages.recent import RecentResults
from workers.languages.sentences.russian import split_sentences


class Russian:
    """Russian. The models are loaded at the first call that needs them."""

    code = "ru"

    def __init__(self) -> None:
        self._loading = Lock()
        self._load = lru_cache(maxsize=1)(load_slovnet_tagger)
        self._parsed = RecentResults(self._parse)
        self._entities = RecentResults(self._find_entities)

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
        return self._entities(text)

    def dates(self, text: str, published_at: date | None) -> tuple[DateMention, ...]:
        return find_dates(text, published_at, self.code)

    def quantities(self, text: str) -> tuple[Quantity, ...]:
        return find_quantities(text, self.code)

    def quotations(self, text: str) -> tuple[Quotation, ...]:
        return find_quotations(text, self.parse(text), RUSSIAN)

    def inflect(self, phrase: str, case: str) -> str:
        return inflect_phrase(phrase, case)

    def inflect_token(self, token: Token, case: str) -> str:
        return inflect_token(token, case)

    def _tagger(self) -> SlovnetTagger:
        with self._loading:
            return self._load()

    def _parse(self, text: str) -> tuple[tuple[Sentence, ...], tuple[TaggedWords, ...]]:
        spans = self.sentences(text)
        words = [_words(text, span) for span in spans]
        tagged = self._tagger().tag([[word for _, word in one] for one in words])
        sentences = map(_sentence, spans, words, tagged)
        return tuple(sentences), tuple(tagged)

    def _find_entities(self, text: str) -> tuple[Entity, ...]:
        sentences, tagged = self._parsed(text)
        return find_names(text, sentences, [one.names for one in tagged])


def _words(text: str, sentence: Span) -> list[tuple[Span, str]]:
    tokens = tokenize(sentence.of(text))
    return [(Span(one.start, one.stop).shifted(sentence.start), one.text) for one in tokens]


def _sentence(span: Span, words: Sequence[tuple[Span, str]], tagged: TaggedWords) -> Sentence:
    return Sentence(
        span,
        tuple(_token(place, word, tagged, number) for number, (place, word) in enumerate(words)),
    )


def _token(place: Span, word: str, tagged: TaggedWords, number: int) -> Token:
    tag = tagged.tags[number]
    part, features = read_tag(tag)
    return Token(
        span=place,
        text=word,
        lemma=find_lemma(word, tag),
        part_of_speech=part,
        features=features,
        head=tagged.heads[number],
        relation=tagged.relations[number],
    )
