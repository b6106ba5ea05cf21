"""Whether a calibrator fitted to people's reviews is better than the one at work; if so, it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from workers.models.training.calibration.fitting import FOLDS, SEED, fit_table, number_folds
from workers.models.training.calibration.measures import (
    Measures,
    find_brier,
    find_log_loss,
    find_ranking,
    measure,
    resample,
)
from workers.models.training.calibration.rows import CURVES, GROUPS, CalibrationRow, Table
from workers.pipeline.calibration import UNFITTED, Array, Calibrator

LEAST_REVIEWS = 50
LEAST_OF_EACH = 5  # verdicts upheld, and verdicts overruled
REPEATS = 4
FITS = REPEATS * FOLDS
SURE = 0.95  # share of resamples by article that must agree
ALL = "all"


class Refusal(StrEnum):
    """Why the calibrator at work stays."""

    TOO_FEW = "too_few"
    TOO_FEW_ARTICLES = "too_few_articles"
    ONE_SIDED = "one_sided"
    UNRELATED = "unrelated"
    WORSE = "worse"
    NOT_SURELY_BETTER = "not_surely_better"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Before: the calibrator at work. After: refitted, on articles that it was not fitted on.

    Measures by language group, and of `ALL` rows.
    """

    before: dict[str, Measures]
    after: dict[str, Measures]
    better_brier: float  # share of resamples by article in which it is better
    better_log_loss: float
    better_ranking: float  # share in which it ranks upheld over overruled verdicts


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is to learn from."""

    rows: int
    articles: int
    upheld: int

    @classmethod
    def of(cls, table: Table) -> "Counts":
        return cls(len(table), table.article_count, int(table.right.sum()))

    @property
    def overruled(self) -> int:
        return self.rows - self.upheld


@dataclass(frozen=True, slots=True)
class Refit:
    """What came of it: a calibrator, or why not."""

    counts: Counts
    result: Calibrator | Refusal
    evaluation: Evaluation | None = None  # None: too little to evaluate


def refit(
    rows: Sequence[CalibrationRow],
    current: Calibrator,
    base: Calibrator = UNFITTED,
    *,
    scorer: str = "",
    on_progress: Callable[[int], None] = lambda _: None,
) -> Refit:
    """Fit `base` to the rows, if that is better than `current` beyond doubt.

    `base` is what ships, not what an earlier refit made of it: the same reviews count once.
    """
    table = Table.of(rows)
    counts = Counts.of(table)
    lack = find_lack(counts)
    if lack is not None:
        return Refit(counts, lack)
    evaluation = evaluate(table, current, base, on_progress)
    fault = find_fault(evaluation)
    if fault is Refusal.UNRELATED and base.curves:  # what ships may be flat where people are not
        return refit(rows, current, scorer=scorer, on_progress=on_progress)
    return Refit(counts, fault or fit_table(table, base, scorer), evaluation)


def find_lack(counts: Counts) -> Refusal | None:
    """What there is too little of to try."""
    lacks = (
        (counts.rows < LEAST_REVIEWS, Refusal.TOO_FEW),
        (counts.articles < FOLDS, Refusal.TOO_FEW_ARTICLES),
        (min(counts.upheld, counts.overruled) < LEAST_OF_EACH, Refusal.ONE_SIDED),
    )
    return next((refusal for is_lacking, refusal in lacks if is_lacking), None)


def find_fault(evaluation: Evaluation) -> Refusal | None:
    """Why the refitted confidences must not replace those at work."""
    before, after = evaluation.before[ALL], evaluation.after[ALL]
    is_worse = after.brier >= before.brier or after.log_loss >= before.log_loss
    is_sure = min(evaluation.better_brier, evaluation.better_log_loss) >= SURE
    faults = (
        (is_worse, Refusal.WORSE),
        (not is_sure, Refusal.NOT_SURELY_BETTER),
        (evaluation.better_ranking < SURE, Refusal.UNRELATED),
    )
    return next((refusal for is_at_fault, refusal in faults if is_at_fault), None)


def evaluate(
    table: Table,
    current: Calibrator,
    base: Calibrator,
    on_progress: Callable[[int], None] = lambda _: None,
) -> Evaluation:
    """Cross-validate by article, REPEATS times; `on_progress` gets the folds done."""
    before = read_off(current, table)
    after = cross_validate(table, base, on_progress)
    typical = after.mean(axis=0)
    return Evaluation(
        before=_measure_groups(before, table),
        after=_measure_groups(after, table),
        better_brier=_share_better(before, after, table, find_brier),
        better_log_loss=_share_better(before, after, table, find_log_loss),
        better_ranking=share_ranked(typical, table),
    )


def cross_validate(
    table: Table, base: Calibrator, on_progress: Callable[[int], None] = lambda _: None
) -> Array:
    """(REPEATS, rows): every row's probability by a calibrator that never saw its article."""
    found = np.empty((REPEATS, len(table)))
    for repeat in range(REPEATS):
        folds = number_folds(table, SEED + 1 + repeat)
        for fold in range(FOLDS):
            fitted = fit_table(table.take(folds != fold), base)
            found[repeat, folds == fold] = read_off(fitted, table.take(folds == fold))
            on_progress(repeat * FOLDS + fold + 1)
    return found


def read_off(calibrator: Calibrator, table: Table) -> Array:
    """The calibrated confidence of every row."""
    found = np.empty(len(table))
    for place in np.unique(table.curve):
        own = table.curve == place
        found[own] = calibrator.read_curve(CURVES[place], table.confidence[own])
    return found


def _measure_groups(probabilities: Array, table: Table) -> dict[str, Measures]:
    every = {ALL: np.ones(len(table), dtype=bool)}
    own = {group.value: table.group == place for place, group in enumerate(GROUPS)}
    return {
        name: measure(probabilities[..., chosen], table.right[chosen])
        for name, chosen in (every | own).items()
        if chosen.any()
    }


def _share_better(
    before: Array, after: Array, table: Table, lose: Callable[[Array, Array], Array]
) -> float:
    """Share of resamples in which the mean loss falls."""
    gained = lose(before, table.right) - lose(after, table.right).mean(axis=0)

    def gain(places: NDArray[np.intp]) -> float:
        return float(gained[places].mean())

    return float((resample(gain, table.article, SEED) > 0).mean())


def share_ranked(probabilities: Array, table: Table) -> float:
    """Share of resamples in which upheld verdicts mostly stand above overruled ones."""

    def rank(places: NDArray[np.intp]) -> float:
        return find_ranking(probabilities[places], table.right[places])

    return float((resample(rank, table.article, SEED) > 0.5).mean())
