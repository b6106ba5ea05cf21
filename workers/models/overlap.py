"""Loads the first stance scorer: three logistic formulas over named features."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from workers.pipeline.stance import LogisticPart, OverlapScorer

DEFAULT_WEIGHTS = Path(__file__).with_name("stance_overlap.json")


def load_overlap_scorer(path: Path = DEFAULT_WEIGHTS) -> OverlapScorer:
    """The scorer with the weights that `workers.models.training.stance_overlap` wrote."""
    content = path.read_bytes()
    stored = json.loads(content)
    return make_scorer(f"overlap@{sha256(content).hexdigest()[:12]}", stored)


def make_scorer(name: str, parts: Mapping[str, Any]) -> OverlapScorer:
    """The scorer from its parts' weights and biases."""
    names = ("deciding", "supporting", "refuting")
    return OverlapScorer(name, *(LogisticPart(**parts[one]) for one in names))
