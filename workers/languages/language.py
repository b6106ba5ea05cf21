"""What the pipeline asks of a language, and the records it gets back.

All spans count characters in the text that was passed in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from indexes.records import Span


class EntityKind(StrEnum):
    """Types of named entity that all languages share."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    OTHER = "other"


class Tolerance(StrEnum):
    """How exactly a number is meant."""

    EXACT = "exact"
    APPROXIMATE = "approximate"  # около, почти, about, nearly
    MORE_THAN = "more_than"  # более, свыше
    AT_LEAST = "at_least"  # не менее, от
    LESS_THAN = "less_than"
    AT_MOST = "at_most"  # не более, до


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its morphology (Universal Dependencies) and place in the tree."""

    span: Span
    text: str
    lemma: str
    part_of_speech: str = ""  # UD tag: NOUN, VERB, PROPN …; "" where the language has none
    features: dict[str, str] | None = None  # UD features: {"Case": "Gen", "Tense": "Past"}
    head: int = -1  # index of the head in the sentence; -1: root or unknown
    relation: str = ""  # UD relation: nsubj, obj, conj …


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its tokens."""

    span: Span
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in the text. Two mentions with one `key` are one entity."""

    span: Span
    text: str
    kind: EntityKind
    normal: str  # dictionary form: «Касым-Жомарт Токаев»
    key: str  # what is compared, alike in all languages: "t*k*v", "territory:RU", "su 35"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or a stretch of time, resolved. A month is its first to its last day."""

    span: Span
    text: str
    first: date
    last: date
    is_relative: bool = False  # resolved against the publication date («вчера»)
    is_year_assumed: bool = False  # the year is not written, it comes from the publication date


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts."""

    span: Span
    text: str
    value: float  # the number written, with its multiplier: 2.5 млн -> 2_500_000
    low: float  # smallest value the words allow; -inf where open
    high: float  # largest; inf where open
    unit: str = ""  # canonical: percent, RUB, USD, m, km/h …; "" for plain counts
    counted: str = ""  # lemma of what is counted: «школа»
    tolerance: Tolerance = Tolerance.EXACT
    is_ordinal: bool = False  # «второй саммит»
    digits: int = 0  # significant digits written, for sensible rounding


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that somebody is said to have said."""

    span: Span  # the whole: speaker, verb and words
    quoted: Span  # the words, without quotation marks or «что»
    is_direct: bool  # in quotation marks
    speaker: Span | None = None
    verb: Span | None = None


class Language(Protocol):
    """Everything the pipeline needs to know of one language."""

    code: str  # ISO 639-1; "und" for the fallback

    def sentences(self, text: str) -> tuple[Span, ...]:
        """Sentence spans without surrounding white space; a line break ends a sentence."""

    def parse(self, text: str) -> tuple[Sentence, ...]:
        """Sentences with tokens, lemmas, morphology and dependencies."""

    def lemmas(self, text: str) -> tuple[str, ...]:
        """Lower-case lemmas of the words, ё as е, in order, without punctuation."""

    def entities(self, text: str) -> tuple[Entity, ...]:
        """Names, in order, not overlapping."""

    def dates(self, text: str, published_at: date | None) -> tuple[DateMention, ...]:
        """Dates and periods; relative ones only where `published_at` is known."""

    def quantities(self, text: str) -> tuple[Quantity, ...]:
        """Numbers, in digits or words, that are not parts of dates or names."""

    def quotations(self, text: str) -> tuple[Quotation, ...]:
        """Direct and reported speech with its speaker."""

    def inflect(self, phrase: str, case: str) -> str:
        """A nominative phrase in another case (UD: Nom, Gen, Dat, Acc, Ins, Loc), or as it is."""

    def inflect_token(self, token: Token, case: str) -> str:
        """A parsed word in another case; as is, if unknown."""


class LanguagePicker(Protocol):
    """Chooses a language by code."""

    def __call__(self, code: str) -> Language: ...


def join_spans(spans: Sequence[Span]) -> Span:
    """The smallest span over all of them."""
    return Span(min(one.start for one in spans), max(one.end for one in spans))
