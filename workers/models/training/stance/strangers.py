"""Claims beside passages that are near but speak of something else: most of what retrieval brings.

Labelled pairs hold claims beside the passage that they were written about. In the product, nine of
ten passages are others, and a model that never met them sees contradictions where two towns have
two mayors.
"""

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from indexes.sources.embeddings import Embedder
from workers.models.training.stance.pairs import Answer, Pair

NEAREST = 4  # passages of other groups from which one is chosen
BATCH = 512  # claims compared at once


def find_strangers(pairs: Sequence[Pair], embedder: Embedder, chance: random.Random) -> list[Pair]:
    """Each claim once more, with a passage of another group that is among its nearest."""
    passages = list({pair.group: pair for pair in pairs}.values())
    places = {pair.group: place for place, pair in enumerate(passages)}
    vectors = embedder.embed_passages([f"{one.title} {one.evidence}" for one in passages])
    strangers: list[Pair] = []
    for start in range(0, len(pairs), BATCH):
        batch = pairs[start : start + BATCH]
        similarities = embedder.embed_queries([pair.claim for pair in batch]) @ vectors.T
        similarities[range(len(batch)), [places[pair.group] for pair in batch]] = -1.0
        nearest = np.argpartition(-similarities, NEAREST, axis=1)[:, :NEAREST]
        chosen = [chance.choice(list(own)) for own in nearest]
        strangers += map(_pair_with, batch, (passages[place] for place in chosen))
    return strangers


def _pair_with(pair: Pair, other: Pair) -> Pair:
    return replace(
        pair,
        evidence=other.evidence,
        title=other.title,
        publisher=other.publisher,
        published_at=other.published_at,
        language="",
        answer=Answer.NEUTRAL,
        dataset="strangers",
    )
