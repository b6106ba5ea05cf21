"""Raw confidence to the probability that a careful person would agree with the label.

A calibrator is a table of curves, one a label and language group: how often verdicts of that kind
held up, over their raw confidence. `workers/models/training/calibration` fits them; here they are
only read off.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from itertools import pairwise
from math import isfinite

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indexes.records import Evidence, Judgement, Stance, VerdictLabel, to_json

Array = NDArray[np.float64]

EXTREME = 0.01  # an unfitted calibrator knows nothing, and is never surer than this allows
DECIDING = {
    VerdictLabel.SUPPORTED: frozenset({Stance.SUPPORTS}),
    VerdictLabel.REFUTED: frozenset({Stance.REFUTES}),
    VerdictLabel.CONFLICTING: frozenset({Stance.SUPPORTS, Stance.REFUTES}),
    VerdictLabel.NOT_ENOUGH_EVIDENCE: frozenset[Stance](),
}


class LanguageGroup(StrEnum):
    """Verdicts that may err alike. `CROSS`: all that decides is in another language."""

    RUSSIAN = "ru"
    ENGLISH = "en"
    CROSS = "cross"
    OTHER = "other"


def find_language_group(
    language: str, label: VerdictLabel, evidence: Sequence[Evidence]
) -> LanguageGroup:
    """The group of a verdict on a claim in `language`."""
    deciding = {one.language for one in evidence if one.stance in DECIDING[label] and one.language}
    if deciding and language not in deciding:
        return LanguageGroup.CROSS
    known = {one.value: one for one in (LanguageGroup.RUSSIAN, LanguageGroup.ENGLISH)}
    return known.get(language, LanguageGroup.OTHER)


def name_curve(label: VerdictLabel, group: LanguageGroup) -> str:
    """The key of a curve, as in `supported/ru`."""
    return f"{label.value}/{group.value}"


@dataclass(frozen=True, slots=True)
class Calibrator:
    """Monotone curves over raw confidence, straight between the knots.

    A label and group without a curve keep their raw confidence. Nothing is surer than `most` or
    less sure than `least`: so few rows can show no more.
    """

    knots: tuple[float, ...] = (0.0, 1.0)  # raw confidences, rising from 0 to 1
    curves: dict[str, tuple[float, ...]] = field(default_factory=dict)  # heights at the knots
    least: float = EXTREME
    most: float = 1 - EXTREME
    row_count: int = 0  # it was fitted on so many
    scorer: str = ""  # whose raw confidence it reads; "": not said

    def __post_init__(self) -> None:
        if not (0 < self.least <= self.most < 1):
            raise ValueError(f"0 < least <= most < 1, not {self.least} and {self.most}")
        if len(self.knots) < 2 or not _is_rising(self.knots):
            raise ValueError("knots must rise from one to the next")
        if (self.knots[0], self.knots[-1]) != (0.0, 1.0):
            raise ValueError("knots must go from 0 to 1")
        for name, heights in self.curves.items():
            if len(heights) != len(self.knots) or not _is_monotone(heights):
                raise ValueError(f"curve {name} must have a height for every knot and never fall")

    @property
    def version(self) -> str:
        """The first characters of the SHA-256 of all that it holds."""
        ordered = replace(self, curves=dict(sorted(self.curves.items())))
        return sha256(to_json(ordered).encode()).hexdigest()[:12]

    @property
    def name(self) -> str:
        """What a verdict says it was calibrated by."""
        return f"calibration@{self.version}" if self.curves else "none"

    def find_probability(
        self, confidence: float, label: VerdictLabel, group: LanguageGroup
    ) -> float:
        """The probability that a careful person would agree with the label."""
        return float(self.find_probabilities(confidence, label, group))

    def find_probabilities(
        self, confidences: ArrayLike, label: VerdictLabel, group: LanguageGroup
    ) -> Array:
        """Like `find_probability`, of many at once; the shape stays."""
        return self.read_curve(name_curve(label, group), confidences)

    def read_curve(self, name: str, confidences: ArrayLike) -> Array:
        """Probabilities off the curve of that name; the shape stays.

        Raises:
            ValueError: one of the confidences is no number.
        """
        raw = np.asarray(confidences, dtype=np.float64)
        if np.isnan(raw).any():
            raise ValueError("a confidence is no number")
        heights = self.curves.get(name)
        read = np.clip(raw, 0, 1) if heights is None else np.interp(raw, self.knots, heights)
        return np.asarray(np.clip(read, self.least, self.most))

    def calibrate(self, judgement: Judgement, group: LanguageGroup) -> Judgement:
        """The judgement with its calibrated confidence, and the raw one beside it if a curve made
        the difference."""
        raw = judgement.confidence
        probability = self.find_probability(raw, judgement.label, group)
        is_fitted = name_curve(judgement.label, group) in self.curves
        kept = raw if is_fitted else None
        return replace(judgement, confidence=probability, raw_confidence=kept)


def _is_rising(numbers: Sequence[float]) -> bool:
    return all(map(isfinite, numbers)) and all(one < other for one, other in pairwise(numbers))


def _is_monotone(heights: Sequence[float]) -> bool:
    is_within = all(0 <= one <= 1 for one in heights)
    return is_within and all(one <= other for one, other in pairwise(heights))


UNFITTED = Calibrator()
