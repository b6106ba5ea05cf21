"""The learning task on a small made-up set of points."""

import numpy as np

from workers.models.training.checkworthiness import choose_threshold
from workers.models.training.examples import Example
from workers.models.training.folds import Task, cross_validate, fit_one, split_folds


def make_task() -> Task:
    """The first input tells claims; English labels are shifted by its language's habits."""
    chance = np.random.default_rng(11)
    inputs = chance.normal(size=(300, 3))
    examples = []
    for number, row in enumerate(inputs):
        is_russian = number < 150
        is_checkable = bool(row[0] > (0.0 if is_russian else 1.0))
        kind = ("event" if is_checkable else "opinion") if is_russian else ""
        language = "ru" if is_russian else "en"
        examples.append(Example("", language, is_checkable, kind, f"group-{number // 10}"))
    return Task.of(examples, inputs, dimensions=2, seed=1)


def test_english_rows_allow_every_kind_of_their_label() -> None:
    task = make_task()
    assert task.kinds == ("event", "opinion")
    assert task.allowed.sum(axis=1).tolist() == [1] * 300
    assert (task.allowed[:, 0] == task.labels).all()


def test_no_group_is_on_both_sides() -> None:
    task = make_task()
    for train, held_out in split_folds(task):
        assert not set(task.groups[train]) & set(task.groups[held_out])


def test_held_out_rows_are_told_apart() -> None:
    task = make_task()
    logits = cross_validate(task)
    right = (logits > 0) == task.labels
    assert right[task.is_russian].mean() > 0.85


def test_languages_are_judged_by_the_russian_standard() -> None:
    """English rows draw their line at 1; a point at 0.5 stays a claim."""
    task = make_task()
    (kinds,) = fit_one(task).kind_probabilities(np.array([[0.5, 0.0, 0.0]]))
    assert kinds[0] > 0.5


def test_threshold_keeps_the_claims_before_it_minds_the_rest() -> None:
    """F1 alone would give up the claim at 0.3 for the three at 0.35."""
    labels = np.array([True] * 10 + [False] * 5)
    probabilities = np.array([0.9] * 9 + [0.3] + [0.35] * 3 + [0.1] * 2)
    assert 0.1 < choose_threshold(probabilities, labels) <= 0.3
