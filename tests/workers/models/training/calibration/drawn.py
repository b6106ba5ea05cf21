"""Rows drawn by a known truth."""

from collections.abc import Callable

import numpy as np

from indexes.records import VerdictLabel
from workers.models.training.calibration.rows import GROUPS, LABELS, CalibrationRow
from workers.pipeline.calibration import LanguageGroup

ROWS_AN_ARTICLE = 4
Truth = Callable[[float], float]


def draw_rows(count: int, truth: Truth, seed: int = 0) -> list[CalibrationRow]:
    """Of all labels and groups; the share of right ones at a confidence is `truth` of it."""
    draw = np.random.default_rng(seed)
    return [
        CalibrationRow(
            confidence=confidence,
            label=LABELS[draw.integers(len(LABELS))],
            language_group=GROUPS[draw.choice(4, p=[0.6, 0.25, 0.1, 0.05])],
            right=bool(draw.random() < truth(confidence)),
            article=f"article {place // ROWS_AN_ARTICLE}",
        )
        for place, confidence in enumerate(draw.random(count).tolist())
    ]


def make_rows(
    confidence: float,
    right: int,
    wrong: int,
    label: VerdictLabel = VerdictLabel.SUPPORTED,
    group: LanguageGroup = LanguageGroup.RUSSIAN,
) -> list[CalibrationRow]:
    """So many of each, standing alone."""
    return [
        CalibrationRow(confidence, label, group, right=place < right)
        for place in range(right + wrong)
    ]
