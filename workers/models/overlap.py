"""Loads the first stance scorer: a logistic regression over named features."""

import json
from hashlib import sha256
from pathlib import Path

import numpy as np

from workers.pipeline.stance import OverlapScorer

DEFAULT_WEIGHTS = Path(__file__).with_name("stance_overlap.json")


def load_overlap_scorer(path: Path = DEFAULT_WEIGHTS) -> OverlapScorer:
    """The scorer with the weights that `workers.models.training.stance_overlap` wrote."""
    content = path.read_bytes()
    stored = json.loads(content)
    return OverlapScorer(
        name=f"overlap@{sha256(content).hexdigest()[:12]}",
        features=tuple(stored["features"]),
        weights=np.array(stored["weights"]),
        biases=np.array(stored["biases"]),
    )
