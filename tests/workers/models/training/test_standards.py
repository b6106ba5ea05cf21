"""Thresholds on made-up probabilities, and which rows set which language's standard."""

import numpy as np

from workers.models.heads import NEVER, OTHER_LANGUAGES
from workers.models.training.folds import HeldOut
from workers.models.training.standards import (
    UNTOLD,
    choose_sure,
    find_untold,
    keep_claims,
    lean_to_claims,
    set_standard,
    set_standards,
)
from workers.pipeline.features import FEATURE_NAMES


def test_threshold_keeps_the_claims_before_it_minds_the_rest() -> None:
    """F1 alone would give up the claim at 0.3 for the three at 0.35."""
    labels = np.array([True] * 10 + [False] * 5)
    probabilities = np.array([0.9] * 9 + [0.3] + [0.35] * 3 + [0.1] * 2)
    assert 0.1 < keep_claims(probabilities, labels) <= 0.3


def test_of_nearly_equal_thresholds_the_lowest_is_chosen() -> None:
    """Between 0.205 and 0.8 nothing lies: F1 is one and the same there."""
    labels = np.array([False] * 10 + [True] * 10)
    probabilities = np.array([0.205] * 10 + [0.8] * 10)
    assert lean_to_claims(probabilities, labels) == 0.21


def test_noisy_claims_do_not_pull_everything_in() -> None:
    """Two claims look like nothing; to keep them would select every other sentence too."""
    labels = np.array([True] * 18 + [False] * 60 + [True] * 2)
    probabilities = np.array([0.7] * 18 + [0.1] * 62)
    assert keep_claims(probabilities, labels) <= 0.1
    assert lean_to_claims(probabilities, labels) > 0.1


def test_probabilities_of_a_standard_are_calibrated() -> None:
    chance = np.random.default_rng(5)
    truth = chance.normal(size=4000)
    labels = chance.random(4000) < 1 / (1 + np.exp(-truth))
    every, none = np.ones(4000, dtype=bool), np.zeros(4000, dtype=bool)
    standard = set_standard(3 * truth, labels, none, every, keep_claims)
    probabilities = 1 / (1 + np.exp(-(standard.slope * 3 * truth + standard.offset)))
    assert abs(probabilities.mean() - labels.mean()) < 0.01


def test_the_head_overrules_rules_where_it_knows_better() -> None:
    """Of four rows that rules reject it is right of the two that it is sure of."""
    labels = np.array([True, True, False, False, True, False])
    met = np.array([True, True, True, True, False, False])
    probabilities = np.array([0.9, 0.8, 0.6, 0.5, 0.9, 0.1])
    assert 0.6 < choose_sure(probabilities, labels, met, 0.4) <= 0.8
    assert choose_sure(probabilities, labels & ~met, met, 0.4) == NEVER


def test_every_language_is_set_by_its_own_rows(make_task) -> None:
    """The written claims say nothing of where a debate's claims begin."""
    task = make_task(written=20)
    noise = np.random.default_rng(2).normal(scale=2.0, size=len(task.labels))
    logits = np.where(task.labels, 2.0, -2.0) + np.where(task.is_russian, 0.0, -4.0) + noise
    standards = set_standards(task, HeldOut(plain=logits, untold=logits / 2))
    assert set(standards) == {"ru", "en", OTHER_LANGUAGES}
    assert standards["en"].offset > standards["ru"].offset + 1
    assert standards[OTHER_LANGUAGES].slope > standards["ru"].slope


def test_what_is_untold_are_columns_after_the_embedding(make_task) -> None:
    task = make_task(written=0)
    assert find_untold(task) == [task.dimensions + place for place in UNTOLD]
    assert FEATURE_NAMES.index("past_predicate") in UNTOLD
    assert FEATURE_NAMES.index("has_number") not in UNTOLD
