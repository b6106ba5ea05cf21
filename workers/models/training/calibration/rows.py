"""What a calibrator learns from: verdicts of which somebody knows whether the label was right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexes.records import InvalidRecord, VerdictLabel, from_json
from workers.pipeline.calibration import Array, LanguageGroup, name_curve

LABELS = tuple(VerdictLabel)
GROUPS = tuple(LanguageGroup)
CURVES = tuple(name_curve(label, group) for label in LABELS for group in GROUPS)


@dataclass(frozen=True, slots=True, order=True)
class CalibrationRow:
    """One verdict: its raw confidence, and whether a careful person agreed with the label."""

    confidence: float
    label: VerdictLabel
    language_group: LanguageGroup
    right: bool
    article: str = ""  # rows of one article are never on both sides of a fold; "": stands alone


@dataclass(frozen=True)
class Table:
    """Rows as columns, in an order of their own, so that the order they came in cannot matter."""

    confidence: Array
    label: NDArray[np.intp]  # place in LABELS
    group: NDArray[np.intp]  # place in GROUPS
    right: Array  # 1 or 0
    article: NDArray[np.intp]  # number of the article

    @classmethod
    def of(cls, rows: Iterable[CalibrationRow]) -> "Table":
        ordered = sorted(rows)
        alone = (f"\0{place}" for place in range(len(ordered)))
        articles = [row.article or next(alone) for row in ordered]
        return cls(
            confidence=np.array([row.confidence for row in ordered], dtype=np.float64),
            label=_places([LABELS.index(row.label) for row in ordered]),
            group=_places([GROUPS.index(row.language_group) for row in ordered]),
            right=np.array([row.right for row in ordered], dtype=np.float64),
            article=_places(np.unique(articles, return_inverse=True)[1]),
        )

    def __len__(self) -> int:
        return len(self.right)

    @property
    def curve(self) -> NDArray[np.intp]:
        """Place in CURVES of the curve that speaks of each row."""
        return self.label * len(GROUPS) + self.group

    @property
    def article_count(self) -> int:
        return len(np.unique(self.article))

    def take(self, chosen: NDArray[np.bool_]) -> "Table":
        """These rows only."""
        return Table(
            self.confidence[chosen],
            self.label[chosen],
            self.group[chosen],
            self.right[chosen],
            self.article[chosen],
        )


def read_rows(path: Path) -> list[CalibrationRow]:
    """Rows from JSON Lines with confidence, label, language_group, right, and article if known.

    Raises:
        InvalidRecord: naming the line and what is wrong with it.
    """
    rows = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        try:
            row = from_json(CalibrationRow, line)
        except InvalidRecord as error:
            raise InvalidRecord(f"{path}, line {number}: {error}") from error
        if not 0 <= row.confidence <= 1:
            raise InvalidRecord(f"{path}, line {number}: {row.confidence} is not between 0 and 1")
        rows.append(row)
    return rows


def _places(numbers: Sequence[int] | NDArray[np.intp]) -> NDArray[np.intp]:
    return np.asarray(numbers, dtype=np.intp)
