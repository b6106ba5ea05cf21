"""The learning task of the check-worthiness head: rows, folds, and one fit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold

from workers.models.heads import softmax
from workers.models.training.examples import Example
from workers.models.training.network import Layers, Recipe, average, fit_network

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Columns = slice | Sequence[int]
FOLDS = 5
RECIPE = Recipe(units=128, epochs=16, decay=2.0, dropped=0.2)
MEMBERS = 3  # networks of other beginnings, averaged
ENGLISH_SHARE = 6.0  # the weight of all English rows together, relative to all Russian ones
ENGLISH_MARK = 3.0  # a strong input, so that the decay hardly holds the offset back


@dataclass(frozen=True)
class Task:
    """Inputs and what each row allows. English rows allow every kind of their label."""

    inputs: Array  # (rows, dimensions + features)
    allowed: Mask  # (rows, kinds)
    labels: Mask
    is_russian: Mask
    is_sampled: Mask  # of texts as they come; the others were written as claims
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
            is_sampled=np.array([one.is_sampled for one in examples]),
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
            is_sampled=self.is_sampled[chosen],
            groups=self.groups[chosen],
        )

    def without(self, columns: Columns) -> "Task":
        """The task in which these inputs say nothing."""
        inputs = self.inputs.copy()
        inputs[:, columns] = 0
        return replace(self, inputs=inputs)


@dataclass(frozen=True, slots=True)
class Trained:
    """A fitted network with its standardisation."""

    mean: Array
    scale: Array
    layers: Layers

    def kind_probabilities(self, inputs: Array, withheld: Columns = ()) -> Array:
        """(rows, kinds). The `withheld` inputs count as average."""
        standard = ((inputs - self.mean) / self.scale).astype(np.float32)
        standard[:, withheld] = 0
        return softmax(self.layers.logits(standard)).astype(np.float64)


def fit_one(task: Task, members: int = MEMBERS) -> Trained:
    """Fit on all rows. The mark of the English rows takes up how their labels differ; it is
    dropped afterwards: what is left to tell languages apart are their calibrations."""
    reference = task.inputs[task.is_russian] if task.is_russian.any() else task.inputs
    mean, scale = reference.mean(axis=0), reference.std(axis=0) + 1e-3
    mark = np.where(task.is_russian, 0.0, ENGLISH_MARK)[:, None]
    inputs = np.hstack([(task.inputs - mean) / scale, mark]).astype(np.float32)
    layers = average(
        [
            fit_network(inputs, task.allowed, _importance(task), RECIPE, task.seed + member)
            for member in range(members)
        ]
    )
    return Trained(mean, scale, replace(layers, hidden_weights=layers.hidden_weights[:-1]))


def _importance(task: Task) -> Array:
    russian, english = int(task.is_russian.sum()), int((~task.is_russian).sum())
    if not russian or not english:
        return np.ones(len(task.labels))
    return np.where(task.is_russian, 1.0, ENGLISH_SHARE * russian / english)


def split_folds(task: Task) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Training and held-out rows; no group stands on both sides."""
    folds = GroupKFold(FOLDS, shuffle=True, random_state=task.seed)
    return list(folds.split(task.inputs, task.labels, task.groups))


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Logits of being checkable, one a row, each from the fold that had not learned from it."""

    plain: Array
    untold: Array  # as for a language of which the `withheld` inputs are not told


def cross_validate(
    task: Task, usable: Mask | None = None, withheld: Columns = (), members: int = MEMBERS
) -> HeldOut:
    """Held-out logits; only `usable` rows are learned from."""
    held = HeldOut(np.zeros(len(task.labels)), np.zeros(len(task.labels)))
    for train, held_out in split_folds(task):
        learned = mark_rows(train, task) & (True if usable is None else usable)
        trained, inputs = fit_one(task.rows(learned), members), task.inputs[held_out]
        held.plain[held_out] = checkable_logits(trained.kind_probabilities(inputs), task)
        without = trained.kind_probabilities(inputs, withheld)
        held.untold[held_out] = checkable_logits(without, task)
    return held


def checkable_logits(kinds: Array, task: Task) -> Array:
    """The logit of the sum over the checkable kinds. `kinds`: (rows, kinds)."""
    raw = kinds[:, task.is_checkable_kind].sum(axis=1).clip(1e-6, 1 - 1e-6)
    return np.asarray(np.log(raw / (1 - raw)))


def mark_rows(chosen: NDArray[np.intp], task: Task) -> Mask:
    """Row numbers as a mask."""
    mask = np.zeros(len(task.labels), dtype=bool)
    mask[chosen] = True
    return mask
