"""Named features of a stretch of text: what it says, how, and of when.

`FEATURES` is the one list of them; the head's weights carry the same names, in the same order.
A feature is a number between 0 and 1 (lengths are scaled). They rest on Universal Dependencies,
on the language's names, dates and numbers, and on its marker words.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from math import log1p

from indexes.records import Span
from workers.languages.language import Entity, EntityKind, Language, Sentence, Token
from workers.pipeline.markers import NO_MARKERS, Markers, markers_of
from workers.pipeline.predicates import (
    EMPTY_PREDICATE,
    Predicate,
    has_finite_verb,
    is_future,
    read_predicate,
)
from workers.pipeline.trees import Tree

Features = Mapping[str, float]

CLOSING = "»\"”)]'’ "
QUOTED = re.compile(r"[«“\"„][^«»“”\"„]{3,}[»”\"“]")
DASH_PREDICATE = re.compile(r"\s[—–-]\s(?:это|не|the|a|an|что)?", re.IGNORECASE)
SPEAKER_LABEL = re.compile(r"^(?:[А-ЯЁA-Z][\w.-]*\s?){1,3}:\s")
YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
LISTING = re.compile(
    r"^(?:\d+|топ-?\d+|пять|три|семь|десять|seven|five|three|ten)\b", re.IGNORECASE
)
LONG_TEXT_WORDS = 60
FIRST = frozenset({"первый", "first"})
# What is numbered, not ranked; the beginnings of words.
COUNTED_FIRST = (
    *("вице", "зам", "секретар", "лиц", "лед", "тур", "чтени", "квартал", "полови", "полугод"),
    *("раз", "месяц", "дн", "день", "недел", "класс", "курс", "этаж", "январ", "феврал", "март"),
    *("апрел", "мая", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр", "очеред"),
    *("deputy", "vice", "quarter", "half", "round", "reading", "lady", "name", "floor", "grade"),
)
BARE_COMMANDS = frozenset({"en"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A stretch of text, read once for all features."""

    text: str
    folded: str  # lower case, е for ё
    tokens: tuple[Token, ...]
    lemmas: frozenset[str]
    words: tuple[str, ...]  # folded words without punctuation
    predicate: Predicate
    has_finite_verb: bool
    entities: tuple[Entity, ...]
    dates: int
    quantities: int
    markers: Markers


def read_text(text: str, language: Language) -> Reading:
    """Parse the text and look up what its features need."""
    sentences = language.parse(text)
    tokens = tuple(token for sentence in sentences for token in sentence.tokens)
    dates = language.dates(text, None)
    return Reading(
        text=text.strip(),
        folded=fold(text),
        tokens=tokens,
        lemmas=frozenset(fold(token.lemma) for token in tokens),
        words=tuple(fold(token.text) for token in tokens if token.text[0].isalnum()),
        predicate=_read_predicate(sentences, language.code),
        has_finite_verb=has_finite_verb(tokens),
        entities=language.entities(text),
        dates=len(dates),
        quantities=_count_numbers(text, language, [one.span for one in dates]),
        markers=markers_of(language.code),
    )


def read_features(text: str, language: Language) -> Features:
    """The features of the text by name, without those that the language cannot tell."""
    reading = read_text(text, language)
    untold = _find_untold(reading)
    return {
        name: float(feature(reading)) for name, feature in FEATURES.items() if name not in untold
    }


def _find_untold(reading: Reading) -> frozenset[str]:
    """What a language without morphology or word lists leaves open: that is no «no»."""
    has_grammar = not reading.tokens or any(one.part_of_speech for one in reading.tokens)
    has_wording = reading.markers is not NO_MARKERS
    return (frozenset() if has_grammar else GRAMMAR) | (frozenset() if has_wording else WORDING)


def fold(text: str) -> str:
    """Lower case with е for ё; the length stays."""
    return text.lower().replace("ё", "е")


def _read_predicate(sentences: tuple[Sentence, ...], language_code: str) -> Predicate:
    """The predicate of the longest sentence: a text may open with a stray line."""
    if not sentences:
        return EMPTY_PREDICATE
    longest = max(sentences, key=lambda sentence: len(sentence.tokens))
    return read_predicate(Tree(longest), commands_are_bare=language_code in BARE_COMMANDS)


def _count_numbers(text: str, language: Language, dates: list[Span]) -> int:
    numbers = [one for one in language.quantities(text) if not one.is_ordinal]
    return sum(not any(one.span.overlap(date) for date in dates) for one in numbers)


def _uses(group: str) -> Callable[[Reading], float]:
    """The feature «a word of this marker group occurs»."""

    def occurs(reading: Reading) -> float:
        return float(getattr(reading.markers, group).is_in(reading.folded, reading.lemmas))

    return occurs


def _opens_with_question_word(reading: Reading) -> float:
    lemmas = [fold(token.lemma) for token in reading.tokens if token.text[0].isalnum()]
    return float(bool(lemmas) and lemmas[0] in reading.markers.question_word.lemmas)


def _ends_with(marks: str) -> Callable[[Reading], float]:
    def ends(reading: Reading) -> float:
        return float(reading.text.rstrip(CLOSING).endswith(tuple(marks)))

    return ends


def _names(kind: EntityKind) -> Callable[[Reading], float]:
    def has_name(reading: Reading) -> float:
        return float(any(one.kind is kind for one in reading.entities))

    return has_name


def _quoted_share(reading: Reading) -> float:
    quoted = sum(len(one.group()) for one in QUOTED.finditer(reading.text))
    return quoted / max(1, len(reading.text))


def _has_tense(tense: str) -> Callable[[Reading], float]:
    def is_tense(reading: Reading) -> float:
        return float(reading.predicate.tense == tense)

    return is_tense


def _share_of_nouns(reading: Reading) -> float:
    nouns = sum(token.part_of_speech in {"NOUN", "PROPN"} for token in reading.tokens)
    return min(1.0, nouns / max(1, len(reading.words)))


def _share_of_modifiers(reading: Reading) -> float:
    """Adjectives and adverbs: the words that judge."""
    found = sum(token.part_of_speech in {"ADJ", "ADV"} for token in reading.tokens)
    return min(1.0, found / max(1, len(reading.words)))


def _has_person(person: str) -> Callable[[Reading], float]:
    def speaks(reading: Reading) -> float:
        return float(any((one.features or {}).get("Person") == person for one in reading.tokens))

    return speaks


def _has_degree(degree: str) -> Callable[[Reading], float]:
    def compares(reading: Reading) -> float:
        return float(any((one.features or {}).get("Degree") == degree for one in reading.tokens))

    return compares


def _is_first(token: Token, reading: Reading) -> bool:
    """«первая электростанция», but not «первый вице-премьер» or «в первом квартале»."""
    if fold(token.lemma) not in FIRST:
        return False
    after = reading.folded[token.span.end :].split()
    return bool(after) and not after[0].startswith(COUNTED_FIRST)


def _is_negated(reading: Reading) -> float:
    return float(not reading.lemmas.isdisjoint({"не", "нет", "ни", "not", "no", "n't"}))


def _length(reading: Reading) -> float:
    return min(1.0, log1p(len(reading.words)) / log1p(LONG_TEXT_WORDS))


FEATURES: dict[str, Callable[[Reading], float]] = {
    "length": _length,
    "is_short": lambda reading: len(reading.words) <= 5,
    "has_number": lambda reading: reading.quantities > 0,
    "has_several_numbers": lambda reading: reading.quantities > 1,
    "has_date": lambda reading: reading.dates > 0,
    "has_year": lambda reading: YEAR.search(reading.text) is not None,
    "has_person": _names(EntityKind.PERSON),
    "has_place": _names(EntityKind.PLACE),
    "has_organisation": _names(EntityKind.ORGANISATION),
    "has_several_names": lambda reading: len(reading.entities) > 1,
    "past_predicate": _has_tense("past"),
    "present_predicate": _has_tense("present"),
    "future_predicate": _has_tense("future"),
    "future_verb": lambda reading: any(map(is_future, reading.tokens)),
    "imperative": lambda reading: reading.predicate.is_imperative,
    "passive": lambda reading: reading.predicate.is_passive,
    "nominal_predicate": lambda reading: reading.predicate.is_nominal,
    "no_subject": lambda reading: not reading.predicate.has_subject,
    "speaking_predicate": lambda reading: (
        fold(reading.predicate.lemma) in reading.markers.speech.lemmas
    ),
    "no_finite_verb": lambda reading: not reading.has_finite_verb,
    "dash_predicate": lambda reading: DASH_PREDICATE.search(reading.text) is not None,
    "first_of_its_kind": lambda reading: any(_is_first(one, reading) for one in reading.tokens),
    "first_person_verb": _has_person("1"),
    "second_person_verb": _has_person("2"),
    "comparative": _has_degree("Cmp"),
    "superlative_form": _has_degree("Sup"),
    "noun_share": _share_of_nouns,
    "modifier_share": _share_of_modifiers,
    "negated": _is_negated,
    "question_mark": _ends_with("?"),
    "exclamation_mark": _ends_with("!"),
    "ellipsis": lambda reading: reading.text.rstrip(CLOSING).endswith(("…", "...")),
    "colon": lambda reading: ":" in reading.text,
    "quoted_share": _quoted_share,
    "speaker_label": lambda reading: SPEAKER_LABEL.match(reading.text) is not None,
    "starts_with_number": lambda reading: LISTING.match(reading.text) is not None,
    "opens_with_question_word": _opens_with_question_word,
} | {field.name: _uses(field.name) for field in fields(Markers) if field.name != "question_word"}

FEATURE_NAMES: tuple[str, ...] = tuple(FEATURES)
WORDING = frozenset(field.name for field in fields(Markers)) | {
    *("speaking_predicate", "opens_with_question_word", "negated", "first_of_its_kind"),
}
GRAMMAR = frozenset(
    {
        *("past_predicate", "present_predicate", "future_predicate", "future_verb"),
        *("imperative", "passive", "nominal_predicate", "no_subject", "speaking_predicate"),
        *("no_finite_verb", "first_person_verb", "second_person_verb"),
        *("comparative", "superlative_form", "noun_share", "modifier_share"),
        *("has_person", "has_place", "has_organisation", "has_several_names"),
    }
)
