"""The learning task of the check-worthiness head: rows, folds, and one fit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold

from workers.models.training.examples import Example
from workers.models.training.softmax import fit_softmax

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
FOLDS = 5
L2 = 0.1
ENGLISH_SHARE = 0.3  # the weight of all English rows together, relative to all Russian ones
ENGLISH_MARK = 3.0  # a strong input, so that the penalty hardly holds the offset back


@dataclass(frozen=True)
class Task:
    """Inputs and what each row allows. English rows allow every kind of their label."""

    inputs: Array  # (rows, dimensions + features)
    allowed: Mask  # (rows, kinds)
    labels: Mask
    is_russian: Mask
    groups: NDArray[np.str_]
    kinds: tuple[str, ...]
    is_checkable_kind: Mask
    dimensions: int  # of the embedding; the named features stand after it
    seed: int

    @classmethod
    def of(cls, examples: Sequence[Example], inputs: Array, dimensions: int, seed: int) -> "Task":
        labels = np.array([one.is_checkable for one in examples])
        kinds = tuple(sorted({one.kind for one in examples if one.kind}))
        checkable = {one.kind for one in examples if one.is_checkable}
        is_checkable_kind = np.array([kind in checkable for kind in kinds])
        allowed = np.array(
            [
                [kind == one.kind for kind in kinds]
                if one.kind
                else is_checkable_kind == one.is_checkable
                for one in examples
            ]
        )
        return cls(
            inputs=inputs,
            allowed=allowed,
            labels=labels,
            is_russian=np.array([one.language == "ru" for one in examples]),
            groups=np.array([one.group for one in examples]),
            kinds=kinds,
            is_checkable_kind=is_checkable_kind,
            dimensions=dimensions,
            seed=seed,
        )

    def rows(self, chosen: Mask) -> "Task":
        """The task with these rows only."""
        return replace(
            self,
            inputs=self.inputs[chosen],
            allowed=self.allowed[chosen],
            labels=self.labels[chosen],
            is_russian=self.is_russian[chosen],
            groups=self.groups[chosen],
        )

    def columns(self, chosen: slice) -> "Task":
        """The task with these inputs only."""
        return replace(self, inputs=self.inputs[:, chosen])


@dataclass(frozen=True, slots=True)
class Trained:
    """A fitted softmax with its standardisation."""

    mean: Array
    scale: Array
    weights: Array
    bias: Array

    def kind_probabilities(self, inputs: Array) -> Array:
        logits = (inputs - self.mean) / self.scale @ self.weights + self.bias
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def fit_one(task: Task) -> Trained:
    """Fit on all rows. The mark of the English rows takes up how their labels differ; it is
    dropped afterwards, so that every language is judged by the Russian newsroom's standard."""
    reference = task.inputs[task.is_russian] if task.is_russian.any() else task.inputs
    mean, scale = reference.mean(axis=0), reference.std(axis=0) + 1e-3
    mark = np.where(task.is_russian, 0.0, ENGLISH_MARK)[:, None]
    inputs = np.hstack([(task.inputs - mean) / scale, mark])
    weights, bias = fit_softmax(inputs, task.allowed, _importance(task), L2)
    return Trained(mean, scale, weights[:-1], bias)


def _importance(task: Task) -> Array:
    russian, english = int(task.is_russian.sum()), int((~task.is_russian).sum())
    if not russian or not english:
        return np.ones(len(task.labels))
    return np.where(task.is_russian, 1.0, ENGLISH_SHARE * russian / english)


def split_folds(task: Task) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Training and held-out rows; no group stands on both sides."""
    folds = GroupKFold(FOLDS, shuffle=True, random_state=task.seed)
    return list(folds.split(task.inputs, task.labels, task.groups))


def cross_validate(task: Task, usable: Mask | None = None) -> Array:
    """Held-out logits of being checkable, one a row; only `usable` rows are learned from."""
    logits = np.zeros(len(task.labels))
    for train, held_out in split_folds(task):
        learned = mark_rows(train, task) & (True if usable is None else usable)
        kinds = fit_one(task.rows(learned)).kind_probabilities(task.inputs[held_out])
        raw = kinds[:, task.is_checkable_kind].sum(axis=1).clip(1e-6, 1 - 1e-6)
        logits[held_out] = np.log(raw / (1 - raw))
    return logits


def mark_rows(chosen: NDArray[np.intp], task: Task) -> Mask:
    """Row numbers as a mask."""
    mask = np.zeros(len(task.labels), dtype=bool)
    mask[chosen] = True
    return mask
