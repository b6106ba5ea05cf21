"""The learning task on a small made-up set of points."""

import numpy as np
from sklearn.metrics import average_precision_score

from workers.models.training.examples import Example
from workers.models.training.folds import RECIPE, Task, cross_validate, fit_one, split_folds


def make_task() -> Task:
    """The first input tells claims; English labels are shifted by its language's habits."""
    chance = np.random.default_rng(11)
    inputs = chance.normal(size=(4000, 3))
    examples = []
    for number, row in enumerate(inputs):
        is_russian = number < 2000
        is_checkable = bool(row[0] > (0.0 if is_russian else 1.0))
        kind = ("event" if is_checkable else "opinion") if is_russian else ""
        language = "ru" if is_russian else "en"
        examples.append(Example("", language, is_checkable, kind, f"group-{number // 10}"))
    return Task.of(examples, inputs, dimensions=2, seed=1)


def test_english_rows_allow_every_kind_of_their_label() -> None:
    task = make_task()
    assert task.kinds == ("event", "opinion")
    assert task.allowed.sum(axis=1).tolist() == [1] * 4000
    assert (task.allowed[:, 0] == task.labels).all()


def test_no_group_is_on_both_sides() -> None:
    task = make_task()
    for train, held_out in split_folds(task):
        assert not set(task.groups[train]) & set(task.groups[held_out])


def test_held_out_rows_are_told_apart() -> None:
    task = make_task()
    held, russian = cross_validate(task, withheld=[0], members=1), task.is_russian
    assert average_precision_score(task.labels[russian], held.plain[russian]) > 0.95
    untold = average_precision_score(task.labels[russian], held.untold[russian])
    assert untold < 0.7  # all that matters is withheld


def test_rows_that_may_not_be_used_teach_nothing() -> None:
    task = make_task()
    held = cross_validate(task, usable=~task.is_russian, members=1)
    found = held.plain[task.is_russian & (task.inputs[:, 0] > 0) & (task.inputs[:, 0] < 0.5)]
    assert (found < 0).mean() > 0.8  # by the English line, which is drawn at 1


def test_the_mark_takes_up_the_habits_of_english() -> None:
    """English rows draw their line at 1; without the mark a point at 0.5 leans to a claim more."""
    task = make_task()
    trained = fit_one(task, members=1)
    (shared,) = trained.kind_probabilities(np.array([[0.5, 0.0, 0.0]]))
    english = fit_one(task.rows(~task.is_russian), members=1)
    (alone,) = english.kind_probabilities(np.array([[0.5, 0.0, 0.0]]))
    assert shared[0] > alone[0]


def test_what_is_removed_says_nothing() -> None:
    task = make_task().without([0])
    assert (task.inputs[:, 0] == 0).all()
    assert task.inputs[:, 1].std() > 0.5


def test_a_seed_gives_the_same_head_again() -> None:
    first, again = (fit_one(make_task(), members=2).layers for _ in range(2))
    assert np.array_equal(first.hidden_weights, again.hidden_weights)
    assert first.hidden_weights.shape[1] == 2 * RECIPE.units
