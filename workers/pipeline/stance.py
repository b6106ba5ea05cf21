"""What one evidence sentence says of one claim: the port, and the first scorer behind it.

The first scorer weighs closeness of meaning, shared content words and the exact checks. It does
not read: word order, causes and who did what to whom escape it, so its probabilities are modest
and a learned model can take its place behind the same port.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp
from typing import Protocol

from indexes.records import CheckOutcome, CheckResult, StanceProbabilities
from workers.languages.language import Token
from workers.pipeline.checks.facts import Facts
from workers.pipeline.exactness import (
    share_of_missing_names,
    share_of_missing_numbers,
    share_of_rivalled_dates,
    share_of_rivalled_numbers,
)

CONTENT_WEIGHTS = {"PROPN": 2.0, "NUM": 2.0, "NOUN": 1.5, "VERB": 1.0, "ADJ": 1.0, "X": 2.0}
UNTAGGED_WEIGHT = 1.0
COMMON = 1.2  # a word that every candidate has keeps a sixth of its weight
CHECK_NAMES = (
    "numbers",
    "ordinals",
    "dates",
    "names",
    "negation",
    "quotations",
    "roles",
    "superlatives",
)


@dataclass(frozen=True, slots=True)
class StancePair:
    """A claim and an evidence sentence with what was found out about the two."""

    claim: Facts
    evidence: Facts
    passage: tuple[Facts, ...]  # all sentences around it
    passage_lemmas: frozenset[str]  # of the whole passage with its title
    similarity: float  # cosine of claim and sentence
    passage_similarity: float  # of claim and its closest sentence in the passage
    checks: tuple[CheckResult, ...]
    title: str = ""
    commonness: Mapping[str, float] = field(default_factory=dict)
    # share of the claim's candidates that have a lemma: what all of them say tells them not apart


class StanceScorer(Protocol):
    """Judges pairs in batches."""

    @property
    def name(self) -> str:
        """Stored with every verdict; another name means another judge."""

    def score(self, pairs: Sequence[StancePair]) -> list[StanceProbabilities]:
        """Probabilities of supports, refutes and neutral, one for each pair, in order."""


@dataclass(frozen=True, slots=True)
class LogisticPart:
    """One logistic regression over named features."""

    weights: Mapping[str, float]
    bias: float

    def probability(self, features: Mapping[str, float]) -> float:
        logit = self.bias + sum(weight * features[name] for name, weight in self.weights.items())
        return 1.0 / (1.0 + exp(-logit))


@dataclass(frozen=True, slots=True)
class OverlapScorer:
    """Three questions: does the sentence decide the claim, bear it out, speak against it?

    Only the first is learned; the others can hardly be answered without reading. What is missing
    takes from support and gives to neutral: silence refutes nothing. Only what stands there and
    differs (another number of the same thing, another date) speaks against.
    """

    name: str
    deciding: LogisticPart
    supporting: LogisticPart
    refuting: LogisticPart

    def score(self, pairs: Sequence[StancePair]) -> list[StanceProbabilities]:
        return [self.judge(read_overlap(pair)) for pair in pairs]

    def judge(self, features: Mapping[str, float]) -> StanceProbabilities:
        """From features that are read already."""
        decides = self.deciding.probability(features)
        against = self.refuting.probability(features)
        supports = decides * (1.0 - against) * self.supporting.probability(features)
        refutes = decides * against
        return StanceProbabilities(supports, refutes, 1.0 - supports - refutes)


def read_overlap(pair: StancePair) -> Mapping[str, float]:
    """The pair's features by name; each within [0, 1] or a cosine."""
    checked = {
        f"{name}_{outcome}": 0.0 for name in CHECK_NAMES for outcome in ("agrees", "differs")
    }
    for result in pair.checks:
        key = f"{result.check}_{result.outcome.value}"
        if key in checked:
            checked[key] = 1.0
    differing = sum(one.outcome is CheckOutcome.DIFFERS for one in pair.checks)
    return (
        {name: feature(pair) for name, feature in OVERLAPS.items()}
        | checked
        | {
            "any_differs": float(differing > 0),
        }
    )


def content_weights(tokens: Sequence[Token]) -> dict[str, float]:
    """Content lemmas with how much each says; function words are left out."""
    weights: dict[str, float] = {}
    for token in tokens:
        weight = CONTENT_WEIGHTS.get(token.part_of_speech, 0.0)
        if not token.part_of_speech and len(token.text) > 3:
            weight = UNTAGGED_WEIGHT
        if weight and token.text[0].isalnum():
            weights[fold(token.lemma)] = weight
    return weights


def cover(claim: Mapping[str, float], found: frozenset[str]) -> float:
    """The weighted share of the claim's content words that are found; 0 for a claim without."""
    total = sum(claim.values())
    return (
        sum(weight for lemma, weight in claim.items() if lemma in found) / total if total else 0.0
    )


def cover_sentence(pair: StancePair) -> float:
    return cover(weigh_claim(pair), lemmas_of(pair.evidence))


def cover_passage(pair: StancePair) -> float:
    return cover(weigh_claim(pair), pair.passage_lemmas)


def weigh_claim(pair: StancePair) -> dict[str, float]:
    """The claim's content lemmas; those that most candidates share weigh little."""
    return {
        lemma: weight * (COMMON - pair.commonness.get(lemma, 0.0))
        for lemma, weight in content_weights(pair.claim.tokens).items()
    }


def cover_core(pair: StancePair) -> float:
    """Share of the claim's nouns and verbs, names apart, in the sentence."""
    core = {
        fold(token.lemma): 1.0
        for token in pair.claim.tokens
        if token.part_of_speech in {"NOUN", "VERB"}
    }
    return cover(core, lemmas_of(pair.evidence))


def is_cross_language(pair: StancePair) -> float:
    return float(pair.claim.language != pair.evidence.language)


def measure_length(pair: StancePair) -> float:
    return min(len(content_weights(pair.claim.tokens)) / 20, 1.0)


def lemmas_of(facts: Facts) -> frozenset[str]:
    return frozenset(fold(token.lemma) for token in facts.tokens)


def fold(text: str) -> str:
    return text.lower().replace("ё", "е")


OVERLAPS: dict[str, Callable[[StancePair], float]] = {
    "similarity": lambda pair: pair.similarity,
    "passage_similarity": lambda pair: pair.passage_similarity,
    "sentence_cover": cover_sentence,
    "passage_cover": cover_passage,
    "core_cover": cover_core,
    "cross_language": is_cross_language,
    "claim_length": measure_length,
    "missing_numbers": lambda pair: share_of_missing_numbers(pair.claim, pair.passage),
    "rivalled_numbers": lambda pair: share_of_rivalled_numbers(pair.claim, pair.passage),
    "rivalled_dates": lambda pair: share_of_rivalled_dates(pair.claim, pair.passage),
    "missing_names": lambda pair: share_of_missing_names(
        pair.claim, pair.passage, pair.passage_lemmas
    ),
    "no_shared_core": lambda pair: float(not is_cross_language(pair) and cover_core(pair) == 0),
    "has_number": lambda pair: float(bool(pair.claim.quantities)),
}
