"""Loads the formula that weighs the stance model's answer and the exact facts."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from workers.pipeline.stance import Softmax, StanceFormula

DEFAULT_FORMULA = Path(__file__).with_name("stance_formula.json")


def load_formula(path: Path = DEFAULT_FORMULA) -> StanceFormula:
    """The formula that `workers.models.training.stance.formula` wrote."""
    content = path.read_bytes()
    stored = json.loads(content)
    return StanceFormula(
        name=f"formula@{sha256(content).hexdigest()[:12]}",
        in_article=_read_softmax(stored["in_article"]),
        alone=_read_softmax(stored["alone"]),
    )


def _read_softmax(stored: Mapping[str, Any]) -> Softmax:
    return Softmax(
        weights={name: (pair[0], pair[1]) for name, pair in stored["weights"].items()},
        bias=(stored["bias"][0], stored["bias"][1]),
        within_share=stored["within_share"],
    )
