"""Which stretches of an article somebody should check, as a probability, and why not the others.

A head over [sentence embedding, named features] believes in a kind of sentence (event, number,
opinion, forecast …); the kinds that can be checked add up to the check-worthiness.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from indexes.records import ClaimKind, Rejection
from indexes.sources.embeddings import Embedder
from indexes.sources.library import Vector
from workers.languages.language import Language
from workers.models.heads import Head, Standard
from workers.pipeline.features import Features, read_features
from workers.pipeline.rejections import NO_CLAIM_KINDS, Belief, Stretch, judge_rejection

# What the records call the head's kinds; a rule or a life's event is an event to the checks.
CLAIM_KINDS = {kind.value: kind for kind in ClaimKind}
SUPERLATIVES = ("superlative", "superlative_form", "first_of_its_kind")
FINAL_MARKS = " .\n\t"


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the head and the rules say of one stretch."""

    check_worthiness: float  # calibrated probability
    kind: ClaimKind
    rejection: Rejection | None

    @property
    def is_selected(self) -> bool:
        return self.rejection is None


def assess(
    stretches: Sequence[Stretch], language: Language, embedder: Embedder, head: Head
) -> list[Assessment]:
    """Judge all stretches, in order, with one embedding batch."""
    if not stretches:
        return []
    vectors = embed_stretches([stretch.text for stretch in stretches], embedder)
    features = [read_features(stretch.text, language) for stretch in stretches]
    standard = head.standard_of(language.code)
    beliefs = form_beliefs(vectors, features, head, standard)
    return [
        _assess_one(stretch, named, belief, standard)
        for stretch, named, belief in zip(stretches, features, beliefs, strict=True)
    ]


def embed_stretches(texts: Sequence[str], embedder: Embedder) -> Vector:
    """Vectors as the head was trained on: passages, without the full stop that clauses lose."""
    return embedder.embed_passages([text.strip().rstrip(FINAL_MARKS) for text in texts])


def form_beliefs(
    vectors: Vector, features: Sequence[Features], head: Head, standard: Standard
) -> list[Belief]:
    """The head's probabilities of every text. `vectors`: (texts, dimensions)."""
    kinds = head.kind_probabilities(vectors, features)
    probabilities = head.calibrate(kinds, standard)
    return [
        Belief(float(probability), dict(zip(head.kinds, map(float, row), strict=True)))
        for probability, row in zip(probabilities, kinds, strict=True)
    ]


def name_kind(belief: Belief, features: Features) -> ClaimKind:
    """What the claim turns on: «крупнейший» before all else, then the head's likeliest kind."""
    if any(features.get(name) for name in SUPERLATIVES):
        return ClaimKind.SUPERLATIVE
    checkable = {kind: share for kind, share in belief.kinds.items() if kind not in NO_CLAIM_KINDS}
    kind = max(checkable, key=lambda one: checkable[one])
    return CLAIM_KINDS.get(kind, ClaimKind.EVENT)


def _assess_one(
    stretch: Stretch, features: Features, belief: Belief, standard: Standard
) -> Assessment:
    return Assessment(
        check_worthiness=belief.check_worthiness,
        kind=name_kind(belief, features),
        rejection=judge_rejection(stretch, features, belief, standard),
    )
