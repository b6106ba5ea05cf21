"""Several rankings into one: reciprocal rank fusion.

Cormack, Clarke and Büttcher: Reciprocal Rank Fusion outperforms Condorcet and individual rank
learning methods. SIGIR 2009.
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import TypeVar

K = TypeVar("K", bound=Hashable)

DAMPING = 60  # the paper's k: how little the first ranks stand out


def fuse_ranks(rankings: Sequence[Sequence[K]], damping: int = DAMPING) -> dict[K, float]:
    """Fused scores, best first: the sum of 1 / (damping + rank) over the rankings, ranks from 1.

    Ties keep the order of first appearance, earlier rankings first.
    """
    scores: defaultdict[K, float] = defaultdict(float)
    for ranking in rankings:
        for rank, key in enumerate(ranking, start=1):
            scores[key] += 1 / (damping + rank)
    return dict(sorted(scores.items(), key=lambda one: -one[1]))
