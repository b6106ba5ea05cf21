"""Fitting in stages: what it learns, and what always holds."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexes.records import VerdictLabel
from tests.workers.models.training.calibration.drawn import draw_rows, make_rows
from workers.models.training.calibration.fitting import (
    FOLDS,
    STAGES,
    choose_recipe,
    fit_calibrator,
    number_folds,
)
from workers.models.training.calibration.measures import find_log_loss, measure
from workers.models.training.calibration.refitting import read_off
from workers.models.training.calibration.rows import GROUPS, LABELS, CalibrationRow, Table
from workers.pipeline.calibration import UNFITTED, Calibrator, LanguageGroup

SUPPORTED, REFUTED = VerdictLabel.SUPPORTED, VerdictLabel.REFUTED
RUSSIAN, ENGLISH = LanguageGroup.RUSSIAN, LanguageGroup.ENGLISH
EVENLY = np.linspace(0, 1, 201)

calibration_rows = st.builds(
    CalibrationRow,
    confidence=st.floats(0, 1, allow_subnormal=False),
    label=st.sampled_from(LABELS),
    language_group=st.sampled_from(GROUPS),
    right=st.booleans(),
    article=st.sampled_from(["", "a", "b", "c", "d", "e", "f"]),
)
few_examples = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def test_no_rows_change_nothing() -> None:
    fitted = fit_calibrator([])
    for confidence in (0.1, 0.5):
        assert fitted.find_probability(confidence, SUPPORTED, RUSSIAN) == 0.5  # nobody knows
    assert (fitted.least, fitted.most) == (0.5, 0.5)


def test_few_rows_only_bound() -> None:
    """Nine rows are too few to move anything; they show no more than 10 of 11."""
    fitted = fit_calibrator(make_rows(0.6, 9, 0))
    assert fitted.find_probability(0.6, SUPPORTED, RUSSIAN) == pytest.approx(0.6, abs=1e-4)
    assert fitted.find_probability(1.0, SUPPORTED, RUSSIAN) == pytest.approx(10 / 11)
    assert fitted.find_probability(0.0, SUPPORTED, RUSSIAN) == pytest.approx(1 / 11)


def test_all_right_is_never_certain() -> None:
    """All 200 right at 0.9, and 200 more right at 0.95: with 402 rows at most 401 of 402."""
    fitted = fit_calibrator([*make_rows(0.9, 200, 0), *make_rows(0.95, 200, 0)])
    found = fitted.find_probabilities(EVENLY, SUPPORTED, RUSSIAN)
    assert found.max() <= 401 / 402
    assert fitted.find_probability(0.93, SUPPORTED, RUSSIAN) > 0.97


@pytest.mark.parametrize(
    "truth",
    [
        lambda raw: 0.2 + 0.6 * raw,
        lambda raw: raw**0.4,
        lambda raw: raw**2,
        lambda raw: 0.3 if raw < 0.6 else 0.9,
        lambda raw: raw,
    ],
    ids=["too sure", "too shy", "bold", "a step", "right already"],
)
def test_it_finds_the_truth(truth) -> None:
    learned = draw_rows(3000, truth, seed=1)
    fresh = Table.of(draw_rows(3000, truth, seed=2))
    before = measure(read_off(UNFITTED, fresh), fresh.right)
    after = measure(read_off(fit_calibrator(learned), fresh), fresh.right)
    perfect = np.array([truth(one) for one in fresh.confidence])
    assert after.ece < 0.05
    assert after.brier < before.brier + 0.002
    assert after.brier < measure(np.clip(perfect, 0.01, 0.99), fresh.right).brier + 0.006


def test_labels_and_languages_have_their_own_truth() -> None:
    """Refuted ones hold half as often, English ones too; what was not seen follows all rows."""
    rows = []
    for label, group, right in [
        (SUPPORTED, RUSSIAN, 160),
        (REFUTED, RUSSIAN, 80),
        (SUPPORTED, ENGLISH, 80),
        (REFUTED, ENGLISH, 40),
    ]:
        rows += make_rows(0.8, right, 200 - right, label, group)
    fitted = fit_calibrator(rows)
    found = {
        (label, group): fitted.find_probability(0.8, label, group)
        for label in (SUPPORTED, REFUTED)
        for group in (RUSSIAN, ENGLISH)
    }
    assert found[SUPPORTED, RUSSIAN] == pytest.approx(0.8, abs=0.03)
    assert found[REFUTED, RUSSIAN] == pytest.approx(0.4, abs=0.03)
    assert found[SUPPORTED, ENGLISH] == pytest.approx(0.4, abs=0.03)
    assert found[REFUTED, ENGLISH] == pytest.approx(0.2, abs=0.03)
    unseen = fitted.find_probability(0.8, VerdictLabel.CONFLICTING, LanguageGroup.OTHER)
    assert unseen == pytest.approx(0.45, abs=0.03)  # 360 of 800


def test_a_group_with_few_rows_follows_all_rows() -> None:
    many = make_rows(0.8, 100, 100)
    few = make_rows(0.8, 20, 0, group=ENGLISH)  # all right, but 20 rows are not enough to differ
    fitted = fit_calibrator([*many, *few])
    assert fitted.find_probability(0.8, SUPPORTED, RUSSIAN) == pytest.approx(0.5, abs=0.01)
    assert fitted.find_probability(0.8, SUPPORTED, ENGLISH) == pytest.approx(120 / 220, abs=0.01)


def test_rows_that_a_base_explains_mostly_leave_it_as_it_is() -> None:
    base = fit_calibrator(draw_rows(3000, lambda raw: raw**2, seed=3))
    tables = [Table.of(draw_rows(100, lambda raw: raw**2, seed)) for seed in range(4, 10)]
    stages = [choose_recipe(table, base).stages for table in tables]
    assert stages.count(0) >= 4


def test_a_refit_counts_all_rows_that_it_rests_on() -> None:
    base = fit_calibrator(make_rows(0.6, 40, 40))
    assert fit_calibrator(make_rows(0.6, 9, 11), base).row_count == 100


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    rows = draw_rows(150, lambda raw: raw**2, seed=seed)
    shuffled = random.Random(seed).sample(rows, len(rows))
    assert fit_calibrator(shuffled) == fit_calibrator(rows)


@few_examples
@given(rows=st.lists(calibration_rows, min_size=1, max_size=80))
def test_always(rows: list[CalibrationRow]) -> None:
    """Monotone, bounded by what so many rows can show, and no worse on the rows themselves."""
    fitted = fit_calibrator(rows)
    count = len(rows)
    for label in LABELS:
        for group in GROUPS:
            found = fitted.find_probabilities(EVENLY, label, group)
            assert (np.diff(found) >= 0).all()
            assert found.min() >= 1 / (count + 2) - 1e-12
            assert found.max() <= (count + 1) / (count + 2) + 1e-12
    table = Table.of(rows)
    bounded = Calibrator(least=fitted.least, most=fitted.most)
    before = find_log_loss(read_off(bounded, table), table.right).mean()
    after = find_log_loss(read_off(fitted, table), table.right).mean()
    assert after <= before + 2e-3  # a curve is sampled at its knots


def test_a_fitted_calibrator_names_its_scorer() -> None:
    assert (
        fit_calibrator(make_rows(0.8, 10, 10), scorer="model, rules 2").scorer == "model, rules 2"
    )


def test_the_recipe_is_as_stiff_as_the_rows_allow() -> None:
    alone = [replace(row, article="one") for row in draw_rows(60, lambda raw: raw**2)]
    assert (choose_recipe(Table.of(alone), UNFITTED).method) == "platt"  # nothing to hold out
    calibrated = Table.of(draw_rows(400, lambda raw: raw, seed=5))
    assert choose_recipe(calibrated, UNFITTED).stages < len(STAGES)


def test_an_article_is_in_one_fold() -> None:
    table = Table.of(draw_rows(203, lambda raw: raw))
    folds = number_folds(table, seed=1)
    assert set(folds.tolist()) == set(range(FOLDS))
    for article in np.unique(table.article):
        assert len(np.unique(folds[table.article == article])) == 1
    sizes = np.bincount(folds)
    assert np.ptp(sizes) <= 4  # an article's rows
    assert not np.array_equal(folds, number_folds(table, seed=2))
