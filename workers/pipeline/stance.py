"""What one passage says of one claim: a model reads the two, exact facts are weighed beside it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexes.records import CheckOutcome, CheckResult, StanceProbabilities
from workers.languages.language import Token
from workers.pipeline.checks.facts import Facts
from workers.pipeline.exactness import (
    share_of_challenged_numbers,
    share_of_met_dates,
    share_of_met_names,
    share_of_met_numbers,
    share_of_missing_numbers,
    share_of_rivalled_dates,
    share_of_rivalled_names,
    share_of_rivalled_numbers,
)
from workers.pipeline.kinship import Kinship

CONTENT_WEIGHTS = {"PROPN": 2.0, "NUM": 2.0, "NOUN": 1.5, "VERB": 1.0, "ADJ": 1.0, "X": 2.0}
UNTAGGED_WEIGHT = 1.0
CHECK_NAMES = (
    "numbers",
    "ordinals",
    "dates",
    "names",
    "negation",
    "quotations",
    "roles",
    "superlatives",
    "deeds",
)
WEAKNESSES = {
    "unconfirmed_superlative": "superlative_unconfirmed",
    "planned": "plan_is_no_deed",
}
KIN = ("kin_similarity", "foreign_names", "days_apart")
CLASSES = ("supports", "refutes", "neutral")
LEAST_PROBABILITY = 1e-4


@dataclass(frozen=True, slots=True)
class StancePair:
    """A claim and the stretch of a passage that speaks of it, with what was found out exactly."""

    claim: Facts
    stretch: tuple[Facts, ...]  # the closest sentence and its neighbours
    telling: int  # which sentence of the stretch is quoted
    premise: str  # what the model reads of the source
    hypothesis: str  # and of the article
    similarity: float  # cosine of claim and closest sentence
    lag: float  # how far that lies behind the claim's closest candidate
    retrieved: float  # retrieval's score of the passage
    retrieved_lag: float  # how far that lies behind the claim's best
    checks: tuple[CheckResult, ...]
    title_lemmas: frozenset[str] = frozenset()
    kinship: Kinship | None = None  # to the article beside the other candidates; None: without

    @property
    def quoted(self) -> str:
        """The sentence that is shown."""
        return self.stretch[self.telling].text

    @property
    def lemmas(self) -> frozenset[str]:
        """Of the stretch and its title."""
        own = (fold(token.lemma) for facts in self.stretch for token in facts.tokens)
        return frozenset(own) | self.title_lemmas


class PairReader(Protocol):
    """A model that reads evidence and claim together."""

    @property
    def name(self) -> str:
        """Stored with every verdict; another name means another model."""

    def judge(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """(pairs, 3) probabilities of supports, refutes, neutral for (premise, hypothesis)."""


@dataclass(frozen=True, slots=True)
class Softmax:
    """Over the reader's log probabilities and named features.

    `weights`: feature → its weights for supports and for refutes; neutral is the measure of both.
    `within_share`: of the reading with what stands around the sentence; see `mix_readings`.
    """

    weights: Mapping[str, tuple[float, float]]
    bias: tuple[float, float]
    within_share: float

    def weigh(self, features: Mapping[str, float]) -> StanceProbabilities:
        supports, refutes = self.bias
        for name, (for_supports, for_refutes) in self.weights.items():
            supports += features[name] * for_supports
            refutes += features[name] * for_refutes
        powers = exp(supports), exp(refutes)
        total = sum(powers) + 1.0
        return StanceProbabilities(powers[0] / total, powers[1] / total, 1.0 / total)


@dataclass(frozen=True, slots=True)
class StanceFormula:
    """Fitted on held-out claims: in their articles, and without them."""

    name: str
    in_article: Softmax  # over `KIN` too
    alone: Softmax

    def weigh(self, pair: StancePair, readings: NDArray[np.float32]) -> StanceProbabilities:
        """What the two readings (2, 3) and the pair's features come to."""
        softmax = self.in_article if pair.kinship else self.alone
        mixed = mix_readings(readings, softmax.within_share)
        return softmax.weigh(read_features(pair, mixed))


@dataclass(frozen=True, slots=True)
class StanceScorer:
    """Reader and formula together."""

    reader: PairReader
    formula: StanceFormula

    @property
    def name(self) -> str:
        return f"{self.reader.name}+{self.formula.name}"

    def score(self, pairs: Sequence[StancePair]) -> list[StanceProbabilities]:
        """One belief a pair, in order; the three sum to one."""
        within = [(pair.premise, pair.hypothesis) for pair in pairs]
        alone = [(pair.quoted, pair.hypothesis) for pair in pairs]
        read = read_twice(self.reader, within, alone)
        return [self.formula.weigh(pair, own) for pair, own in zip(pairs, read, strict=True)]


def read_twice(
    reader: PairReader,
    within: Sequence[tuple[str, str]],
    alone: Sequence[tuple[str, str]],
) -> NDArray[np.float32]:
    """(pairs, 2, 3): the quoted sentence read with its surroundings, and alone."""
    read = reader.judge([*within, *alone])
    return np.stack([read[: len(within)], read[len(within) :]], axis=1)


def mix_readings(readings: NDArray[np.float32], within_share: float) -> NDArray[np.float32]:
    """(…, 2, 3) to (…, 3): the geometric mean; what stands around a sentence misleads at times."""
    logs = np.log(np.maximum(readings, LEAST_PROBABILITY))
    shares = np.array([within_share, 1 - within_share])
    mixed: NDArray[np.float32] = np.exp(shares @ logs)
    return mixed


def read_features(pair: StancePair, probabilities: NDArray[np.float32]) -> dict[str, float]:
    """All features by name."""
    return read_belief(probabilities) | read_exact(pair)


def read_belief(probabilities: NDArray[np.float32]) -> dict[str, float]:
    """The model's log probabilities."""
    logs = np.log(np.maximum(probabilities, LEAST_PROBABILITY))
    return {f"model_{name}": float(one) for name, one in zip(CLASSES, logs, strict=True)}


def read_exact(pair: StancePair) -> dict[str, float]:
    """The checks' answers, how close the two are, what is missing, and kinship where there is."""
    exact = {name: feature(pair) for name, feature in EXACT.items()}
    return read_checks(pair.checks) | exact | read_kinship(pair.kinship)


def read_kinship(kinship: Kinship | None) -> dict[str, float]:
    """`KIN`; nothing for a claim without an article."""
    if not kinship:
        return {}
    return dict(
        zip(KIN, (kinship.similarity, kinship.foreign_names, kinship.distance), strict=True)
    )


def read_checks(checks: Sequence[CheckResult]) -> dict[str, float]:
    """`numbers_agrees`, `numbers_differs` and so on: 0 or 1; what makes evidence weaker."""
    features = {
        f"{name}_{outcome}": 0.0 for name in CHECK_NAMES for outcome in ("agrees", "differs")
    }
    for result in checks:
        key = f"{result.check}_{result.outcome.value}"
        if key in features:
            features[key] = 1.0
    codes = {one.reason.code for one in checks if one.reason}
    return features | {feature: float(code in codes) for feature, code in WEAKNESSES.items()}


def has_difference(checks: Sequence[CheckResult]) -> bool:
    return any(one.outcome is CheckOutcome.DIFFERS for one in checks)


def cover(wanted: Mapping[str, float], found: frozenset[str]) -> float:
    """The weighted share of the claim's content words that are found; 0 for a claim without."""
    total = sum(wanted.values())
    hit = sum(weight for lemma, weight in wanted.items() if lemma in found)
    return hit / total if total else 0.0


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


def is_cross_language(pair: StancePair) -> bool:
    return any(pair.claim.language != one.language for one in pair.stretch)


def fold(text: str) -> str:
    return text.lower().replace("ё", "е")


EXACT: dict[str, Callable[[StancePair], float]] = {
    "similarity": lambda pair: pair.similarity,
    "lag": lambda pair: pair.lag,
    "retrieved": lambda pair: pair.retrieved,
    "retrieved_lag": lambda pair: pair.retrieved_lag,
    "cover": lambda pair: cover(content_weights(pair.claim.tokens), pair.lemmas),
    "cross_language": lambda pair: float(is_cross_language(pair)),
    "missing_numbers": lambda pair: share_of_missing_numbers(pair.claim, pair.stretch),
    "rivalled_numbers": lambda pair: share_of_rivalled_numbers(pair.claim, pair.stretch),
    "challenged_numbers": lambda pair: share_of_challenged_numbers(pair.claim, pair.stretch),
    "met_numbers": lambda pair: share_of_met_numbers(pair.claim, pair.stretch),
    "met_dates": lambda pair: share_of_met_dates(pair.claim, pair.stretch),
    "met_names": lambda pair: share_of_met_names(pair.claim, pair.stretch),
    "rivalled_names": lambda pair: share_of_rivalled_names(pair.claim, pair.stretch),
    "rivalled_dates": lambda pair: share_of_rivalled_dates(pair.claim, pair.stretch),
}
