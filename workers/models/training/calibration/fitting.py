"""Fits a calibrator in stages: all rows, then what labels, then what languages add to that."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.models.training.calibration.maps import Fit, Map, fit_isotonic, fit_platt, sigmoid
from workers.models.training.calibration.measures import find_log_loss
from workers.models.training.calibration.rows import (
    CURVES,
    GROUPS,
    LABELS,
    CalibrationRow,
    Table,
)
from workers.pipeline.calibration import UNFITTED, Array, Calibrator

KNOTS = np.concatenate([[0.0], sigmoid(np.linspace(-6, 6, 61)).round(6), [1.0]])
DIGITS = 6
FOLDS = 5
SEED = 20251112


@dataclass(frozen=True, slots=True)
class Stage:
    """Rows alike in these respects share one more map, where there are enough of them."""

    by_label: bool
    by_group: bool
    least_rows: int


STAGES = (
    Stage(by_label=False, by_group=False, least_rows=10),
    Stage(by_label=True, by_group=False, least_rows=30),
    Stage(by_label=False, by_group=True, least_rows=30),
    Stage(by_label=True, by_group=True, least_rows=100),
)
METHODS: Mapping[str, Fit] = {"platt": fit_platt, "isotonic": fit_isotonic}


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a calibrator is fitted: by which maps, and through how many of the stages."""

    method: str
    stages: int


@dataclass(frozen=True)
class Curves:
    """The curves while they are fitted, and the bounds that they will have."""

    heights: Array  # (CURVES, KNOTS)
    least: float
    most: float

    @classmethod
    def of(cls, base: Calibrator, rows: int) -> "Curves":
        """Where fitting starts: the former calibrator's curves, with bounds for all the rows."""
        heights = [
            base.find_probabilities(KNOTS, label, group) for label in LABELS for group in GROUPS
        ]
        known = rows + base.row_count
        return cls(np.array(heights), 1 / (known + 2), (known + 1) / (known + 2))

    def read(self, table: Table) -> Array:
        """The probability of every row."""
        place = np.clip(np.searchsorted(KNOTS, table.confidence) - 1, 0, len(KNOTS) - 2)
        share = (table.confidence - KNOTS[place]) / (KNOTS[place + 1] - KNOTS[place])
        low, high = self.heights[table.curve, place], self.heights[table.curve, place + 1]
        return np.asarray(np.clip(low + share * (high - low), self.least, self.most))

    def moved(self, places: NDArray[np.intp], move: Map) -> "Curves":
        """With a map applied to some of the curves."""
        heights = self.heights.copy()
        raised = np.clip(move(heights[places]), self.least, self.most).round(DIGITS)
        heights[places] = np.maximum.accumulate(raised, axis=1)
        return Curves(heights, self.least, self.most)


def fit_calibrator(
    rows: Sequence[CalibrationRow], base: Calibrator = UNFITTED, *, scorer: str = ""
) -> Calibrator:
    """The calibrator that moves `base` to where the rows say, by the method that does so best.

    The order of the rows does not matter, and the log loss of the rows themselves is never above
    that of `base` within the same bounds.
    """
    return fit_table(Table.of(rows), base, scorer)


def fit_table(table: Table, base: Calibrator, scorer: str = "") -> Calibrator:
    """Like `fit_calibrator`, of a table."""
    recipe = choose_recipe(table, base)
    fitted = fit_stages(table, base, METHODS[recipe.method])[recipe.stages]
    return Calibrator(
        knots=tuple(KNOTS.tolist()),
        curves=dict(zip(CURVES, map(tuple, fitted.heights.tolist()), strict=True)),
        least=fitted.least,
        most=fitted.most,
        row_count=len(table) + base.row_count,
        scorer=scorer,
    )


def fit_stages(table: Table, base: Calibrator, fit: Fit) -> list[Curves]:
    """The curves of `base`, and after every stage; a map that does not help its rows is dropped."""
    reached = [Curves.of(base, len(table))]
    for stage in STAGES:
        curves = reached[-1]
        for places, own in _split(table, stage):
            before = curves.read(own)
            tried = curves.moved(places, fit(before, own.right))
            if _lose(tried.read(own), own) < _lose(before, own):
                curves = tried
        reached.append(curves)
    return reached


def _split(table: Table, stage: Stage) -> Iterator[tuple[NDArray[np.intp], Table]]:
    """The stage's parts with enough rows: the curves that speak of them, and their rows."""
    label, group = np.divmod(np.arange(len(CURVES)), len(GROUPS))
    parts = label * stage.by_label * len(GROUPS) + group * stage.by_group
    for part in np.unique(parts):
        chosen = parts[table.curve] == part
        if chosen.sum() >= stage.least_rows:
            yield np.flatnonzero(parts == part), table.take(chosen)


def _lose(probabilities: Array, table: Table) -> float:
    return float(find_log_loss(probabilities, table.right).sum())


def choose_recipe(table: Table, base: Calibrator) -> Recipe:
    """What has the least log loss on held-out articles; the stiffest where none can be held out."""
    if table.article_count < FOLDS:
        return Recipe(next(iter(METHODS)), 1)
    folds = number_folds(table, SEED)
    losses = {
        Recipe(name, stages): lost
        for name, fit in METHODS.items()
        for stages, lost in enumerate(_lose_held_out(table, base, fit, folds))
    }
    return min(losses, key=lambda recipe: (losses[recipe], recipe.stages))


def _lose_held_out(
    table: Table, base: Calibrator, fit: Fit, folds: NDArray[np.intp]
) -> list[float]:
    """By number of stages."""
    lost = np.zeros(len(STAGES) + 1)
    for fold in range(FOLDS):
        held_out = table.take(folds == fold)
        reached = fit_stages(table.take(folds != fold), base, fit)
        lost += [_lose(curves.read(held_out), held_out) for curves in reached]
    return list(lost.tolist())


def number_folds(table: Table, seed: int) -> NDArray[np.intp]:
    """The fold of every row; an article is in one fold only, and folds are about equally large."""
    articles, places, counts = np.unique(table.article, return_inverse=True, return_counts=True)
    shuffled = np.random.default_rng(seed).permutation(len(articles))
    largest_first = shuffled[np.argsort(-counts[shuffled], kind="stable")]
    fold_of, filled = np.zeros(len(articles), dtype=np.intp), np.zeros(FOLDS)
    for article in largest_first:
        fold = int(filled.argmin())
        fold_of[article] = fold
        filled[fold] += counts[article]
    return np.asarray(fold_of[places], dtype=np.intp)
