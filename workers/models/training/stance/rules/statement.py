"""What a rule reads: one sentence of a text; and what it answers: a change of some words."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from workers.languages.language import DateMention, Entity, Language, Quantity
from workers.pipeline.placing import group_by_sentence
from workers.pipeline.trees import Tree
from workers.pipeline.wording import write_tokens

ENDINGS = ".!?…"


class Effect(StrEnum):
    """How the changed sentence stands to the sentence as it was."""

    CONTRARY = "contrary"  # both cannot hold
    SAME = "same"  # they say the same
    WEAKER = "weaker"  # the sentence says it and more
    STRONGER = "stronger"  # the sentence does not say so much
    OTHER = "other"  # neither follows from the other


@dataclass(frozen=True, slots=True)
class Change:
    """Other words for some tokens of a sentence; "" leaves a token out."""

    rule: str
    effect: Effect
    words: Mapping[int, str]
    is_reversible: bool = True  # the changed sentence may be read as evidence as well

    def joined(self, other: "Change") -> "Change | None":
        """Both changes in one sentence; None where they touch the same tokens or neighbours."""
        near = {place + step for place in other.words for step in (-1, 0, 1)}
        if not near.isdisjoint(self.words):
            return None
        return replace(self, words={**self.words, **other.words})


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a text with what was read in it."""

    text: str  # the whole text that it stands in
    tree: Tree
    number: int  # of the sentence in its text
    language: Language
    entities: tuple[Entity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    is_reported: bool = False  # somebody's words take up part of it
    lemmas: frozenset[str] = frozenset()

    @property
    def written(self) -> str:
        return self.tree.sentence.span.of(self.text)

    def lemma(self, place: int) -> str:
        """Lemma with ё as е; "" outside of the sentence."""
        if not 0 <= place < len(self.tree.tokens):
            return ""
        return self.tree.tokens[place].lemma.lower().replace("ё", "е")

    def part(self, place: int) -> str:
        return self.tree.tokens[place].part_of_speech

    def word(self, place: int) -> str:
        """The token as written; "" outside of the sentence."""
        return self.tree.tokens[place].text if 0 <= place < len(self.tree.tokens) else ""

    def feature(self, place: int, name: str) -> str:
        return self.tree.feature(place, name)

    def places(self) -> range:
        return range(len(self.tree.tokens))


Rule = Callable[[Statement, random.Random], Iterator[Change]]


def read_statements(text: str, language: Language) -> tuple[Statement, ...]:
    """Every sentence of the text, headings and questions too."""
    sentences = language.parse(text)
    spans = [one.span for one in sentences]
    entities = group_by_sentence(spans, language.entities(text))
    dates = group_by_sentence(spans, language.dates(text, None))
    quantities = group_by_sentence(spans, language.quantities(text))
    quotations = group_by_sentence(spans, language.quotations(text))
    return tuple(
        Statement(
            text=text,
            tree=Tree(one),
            number=number,
            language=language,
            entities=tuple(entities[number]),
            dates=tuple(dates[number]),
            quantities=tuple(quantities[number]),
            is_reported=bool(quotations[number]),
            lemmas=frozenset(token.lemma for token in one.tokens if token.text[0].isalnum()),
        )
        for number, one in enumerate(sentences)
    )


def write_changed(statement: Statement, words: Mapping[int, str]) -> str:
    """The whole sentence with other words in it."""
    tree = Tree(statement.tree.sentence, words)
    written = write_tokens(tree, statement.text, list(statement.places())).strip(" ,;:")
    if written and written[-1] not in ENDINGS:
        written = f"{written}."
    return written[:1].upper() + written[1:]
