"""A refit replaces the calibrator at work only where it is surely better."""

from dataclasses import replace

import numpy as np
import pytest

from tests.workers.models.training.calibration.drawn import draw_rows
from workers.models.training.calibration.fitting import fit_calibrator
from workers.models.training.calibration.refitting import (
    ALL,
    FITS,
    LEAST_REVIEWS,
    Refusal,
    cross_validate,
    evaluate,
    refit,
)
from workers.models.training.calibration.rows import Table
from workers.pipeline.calibration import UNFITTED, Calibrator


def shy(raw: float) -> float:
    return raw**0.3


def test_better_is_taken() -> None:
    done: list[int] = []
    rows = draw_rows(160, shy, seed=1)
    found = refit(rows, UNFITTED, scorer="model, rules 2", on_progress=done.append)
    assert found.result == fit_calibrator(rows, scorer="model, rules 2")
    assert done == list(range(1, FITS + 1))
    evaluation = found.evaluation
    assert evaluation is not None
    assert set(evaluation.before) == {ALL, "ru", "en", "cross", "other"}
    before, after = evaluation.before[ALL], evaluation.after[ALL]
    assert after.brier < before.brier
    assert after.log_loss < before.log_loss
    assert after.ece < before.ece
    assert (found.counts.rows, found.counts.articles) == (before.n, 40)


def test_forty_nine_are_too_few() -> None:
    rows = draw_rows(LEAST_REVIEWS, shy, seed=2)
    assert refit(rows[:-1], UNFITTED).result is Refusal.TOO_FEW
    assert refit(rows, UNFITTED).result is not Refusal.TOO_FEW
    assert refit([], UNFITTED).result is Refusal.TOO_FEW


def test_four_articles_are_too_few() -> None:
    rows = draw_rows(80, shy)
    four = [replace(row, article=str(place % 4)) for place, row in enumerate(rows)]
    assert refit(four, UNFITTED).result is Refusal.TOO_FEW_ARTICLES


@pytest.mark.parametrize("is_right", [True, False])
def test_one_sided_reviews_tell_nothing(is_right: bool) -> None:
    rows = draw_rows(80, lambda _: float(is_right))
    found = refit(rows, UNFITTED)
    assert found.result is Refusal.ONE_SIDED
    assert (found.counts.upheld, found.evaluation) == (80 * is_right, None)
    few = [replace(row, right=not is_right) if place < 4 else row for place, row in enumerate(rows)]
    assert refit(few, UNFITTED).result is Refusal.ONE_SIDED


@pytest.mark.parametrize("seed", range(2))
def test_what_is_calibrated_stays(seed: int) -> None:
    """The reviews agree with the confidence at work: nothing to gain."""
    found = refit(draw_rows(100, lambda raw: raw, seed), UNFITTED)
    assert found.result in {Refusal.WORSE, Refusal.NOT_SURELY_BETTER}


@pytest.mark.parametrize(("share", "seed"), [(0.5, 0), (0.8, 1)])
def test_reviews_at_random_are_refused(share: float, seed: int) -> None:
    """A flat confidence would beat the present one on them, and tell nobody anything."""
    found = refit(draw_rows(120, lambda _: share, seed), UNFITTED)
    assert found.result is Refusal.UNRELATED
    assert found.evaluation is not None


def test_a_little_better_may_be_chance() -> None:
    found = refit(draw_rows(56, lambda raw: raw**0.5, seed=0), UNFITTED)
    assert found.result is Refusal.NOT_SURELY_BETTER
    assert found.evaluation is not None
    assert found.evaluation.after[ALL].brier < found.evaluation.before[ALL].brier


def test_a_second_refit_on_the_same_reviews_gains_nothing() -> None:
    rows = draw_rows(160, shy, seed=1)
    first = refit(rows, UNFITTED).result
    assert isinstance(first, Calibrator)
    assert refit(rows, first).result in {Refusal.WORSE, Refusal.NOT_SURELY_BETTER}


def test_held_out_articles_are_not_learned_from() -> None:
    """Every article has one confidence and one outcome of its own: who learned it would shine."""
    rows = draw_rows(120, lambda _: 0.5, seed=4)
    outcomes = np.random.default_rng(4).random(30) < 0.5
    odd = [
        replace(row, confidence=(place // 4) / 30, right=bool(outcomes[place // 4]))
        for place, row in enumerate(rows)
    ]
    table = Table.of(odd)
    found = cross_validate(table, UNFITTED)
    assert evaluate(table, UNFITTED, UNFITTED).after[ALL].brier > 0.23
    assert found.shape == (FITS // 5, 120)
    assert np.isfinite(found).all()
