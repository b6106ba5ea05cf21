"""Whether two numbers, dates or names stand in the same surroundings, so that they can conflict."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexes.records import Span
from workers.languages.language import Entity, EntityKind, Sentence
from workers.pipeline.checks.facts import Facts, Passage
from workers.pipeline.checks.words import EMPTY, content_lemmas, plain_lemma, root_of

HEADS = 2  # how far up the tree two numbers may meet: «дебит 38 тонн», «показала дебит 38 тонн»
LEAST_ON_TOPIC = 0.5  # of the claim's roots, in the passage
LEAST_SHARED_UNDER_ONE_HEAD = 0.4
# Of another time, another plan or another part: a different number is then no contradiction.
SHIFTS = re.compile(
    r"\b(?:предыдущ|прежн|прошл|ранее|раньше|до этого|до того|назад|перед этим|тогда|изначальн"
    r"|первоначальн|запланир|намечен|расч[её]т|ожида|планир|по плану|просил|требова|предлаг|обеща"
    r"|previous|earlier|ago\b|before|planned|expected|initially|originally|promised|demanded)",
    re.IGNORECASE,
)
PARTS_AND_COMPARISONS = re.compile(
    r"\b(?:вдвое|втрое|вчетверо|больше|меньше|выше|ниже|дороже|дешевле|ещ[её]|остальн|вместо|против"
    r"|из них|в том числе|включая|не хватал[ао]|остал[ао]сь|оставал[ао]сь|отстал[аи]?"
    r"|twice|half|another|remaining|instead|rest of|including|of them"
    r"|higher|lower|fewer)\b|\b(?:в|на) [^.,;]{1,20} раза?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The content words of a span's sentence without the span's own, and the heads above it."""

    words: frozenset[str]
    heads: frozenset[str]


def read_surroundings(facts: Facts, span: Span, counted: str = "") -> Surroundings:
    """Around a number, the noun that it counts is no head of its own."""
    sentence = sentence_of(facts, span)
    if sentence is None:
        return Surroundings(frozenset(), frozenset())
    outside = [token for token in sentence.tokens if not token.span.overlap(span)]
    return Surroundings(
        frozenset(content_lemmas(outside)), frozenset(_heads(sentence, span, counted))
    )


def sentence_of(facts: Facts, span: Span) -> Sentence | None:
    """The sentence in which the span begins."""
    return next(
        (one for one in facts.sentences if one.span.start <= span.start < one.span.end), None
    )


def _heads(sentence: Sentence, span: Span, counted: str) -> Iterator[str]:
    """Lemmas of the nearest words above the span in the tree."""
    inside = {place for place, one in enumerate(sentence.tokens) if one.span.overlap(span)}
    tops = [place for place in inside if sentence.tokens[place].head not in inside]
    place = sentence.tokens[tops[0]].head if tops else -1
    if place >= 0 and plain_lemma(sentence.tokens[place]) == counted:
        place = sentence.tokens[place].head
    for _ in range(HEADS):
        if place < 0:
            return
        token = sentence.tokens[place]
        if plain_lemma(token) not in EMPTY:
            yield plain_lemma(token)
        place = token.head


def share_found(wanted: frozenset[str], found: frozenset[str]) -> float:
    """How much of the wanted is found; 0 where nothing is wanted."""
    return len(wanted & found) / len(wanted) if wanted else 0.0


def is_under_one_head(claim: Surroundings, evidence: Surroundings) -> bool:
    """Whether one verb or noun governs both spans, and the rest fits."""
    has_one_head = not claim.heads.isdisjoint(evidence.heads)
    shared = share_found(claim.words, evidence.words)
    return has_one_head and shared >= LEAST_SHARED_UNDER_ONE_HEAD


def has_other_frame(claim: Facts, evidence: Facts) -> bool:
    """Whether either speaks of a plan, of an earlier time, of a part or a comparison."""
    return any(
        pattern.search(text)
        for pattern in (SHIFTS, PARTS_AND_COMPARISONS)
        for text in (claim.text, evidence.text)
    )


def is_on_topic(claim: Facts, passage: Passage, least: float = LEAST_ON_TOPIC) -> bool:
    """Whether the passage speaks of the claim's matter: enough of its words, all its names."""
    is_known_all = all(is_known(one, passage) for one in claim.entities)
    if claim.language not in {one.language for one in passage.sentences}:
        return is_known_all and bool(claim.entities)  # words of two languages share nothing
    return is_known_all and share_found(claim.roots, passage.roots) >= least


def is_known(name: Entity, passage: Passage) -> bool:
    """Whether the passage has the name, or each of its words."""
    if name.key in passage.keys:
        return True
    words = [root_of(word) for word in name.normal.split()]
    found = [any(_is_like(word, one) for one in passage.roots) for word in words]
    return any(found[-1:]) if name.kind is EntityKind.PERSON else bool(found) and all(found)


def _is_like(one: str, other: str) -> bool:
    """«Ниш» and «Ниша»: a short name whose case the model took for another."""
    return one == other or (min(len(one), len(other)) > 2 and one.startswith(other))
