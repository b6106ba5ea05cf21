"""Fits a network with one hidden layer whose examples may name one class or a set of classes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from workers.models.heads import softmax

Array = NDArray[np.float32]
Mask = NDArray[np.bool_]
FIRST_MOMENT, SECOND_MOMENT, LEAST_STEP = 0.9, 0.999, 1e-8  # Adam (Kingma and Ba 2015)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a network is fitted."""

    units: int
    epochs: int
    decay: float  # of the weights, decoupled from the step (Loshchilov and Hutter 2019)
    dropped: float  # the share of inputs that each example goes without
    rate: float = 2e-3  # of the first step; it falls to nothing
    batch_rows: int = 256


@dataclass(frozen=True, slots=True)
class Layers:
    """(inputs, units), (units), (units, classes), (classes)."""

    hidden_weights: Array
    hidden_bias: Array
    weights: Array
    bias: Array

    def logits(self, inputs: Array) -> Array:
        """(rows, classes)."""
        units = np.maximum(inputs @ self.hidden_weights + self.hidden_bias, 0)
        return np.asarray(units @ self.weights + self.bias)


def fit_network(
    inputs: Array, allowed: Mask, importance: NDArray[np.float64], recipe: Recipe, seed: int
) -> Layers:
    """Layers of small loss. `allowed`: (rows, classes), the classes that a row may be.

    A row that allows several classes pays for the probability outside them: its loss is -log of
    the sum over its allowed classes, times its importance relative to the mean.
    """
    chance = np.random.default_rng(seed)
    layers = _start(inputs.shape[1], recipe.units, allowed.shape[1], chance)
    relative = (importance / importance.mean()).astype(np.float32)
    batches = list(_draw_batches(len(inputs), recipe, chance))
    descent = Descent(layers, recipe.decay)
    for number, rows in enumerate(batches):
        kept = chance.random((len(rows), inputs.shape[1]), dtype=np.float32) >= recipe.dropped
        shown = inputs[rows] * kept / np.float32(1 - recipe.dropped)
        gradient = _find_gradient(layers, shown, allowed[rows], relative[rows])
        descent.step(gradient, recipe.rate * (1 - number / len(batches)))
    return layers


def average(members: Sequence[Layers]) -> Layers:
    """One network that gives the mean of the members' logits: their units side by side."""
    return Layers(
        hidden_weights=np.hstack([one.hidden_weights for one in members]),
        hidden_bias=np.hstack([one.hidden_bias for one in members]),
        weights=np.vstack([one.weights for one in members]) / np.float32(len(members)),
        bias=np.mean([one.bias for one in members], axis=0, dtype=np.float32),
    )


class Descent:
    """Adam over all layers, in place."""

    def __init__(self, layers: Layers, decay: float) -> None:
        self._arrays: tuple[Array, ...] = _arrays(layers)
        self._decay = decay
        self._first = [np.zeros_like(one) for one in self._arrays]
        self._second = [np.zeros_like(one) for one in self._arrays]
        self._taken = 0

    def step(self, gradient: Layers, rate: float) -> None:
        """Move every array against its gradient, and weights towards nothing."""
        self._taken += 1
        for place, (array, slope) in enumerate(zip(self._arrays, _arrays(gradient), strict=True)):
            first, second = self._first[place], self._second[place]
            first += (1 - FIRST_MOMENT) * (slope - first)
            second += (1 - SECOND_MOMENT) * (slope * slope - second)
            mean = first / (1 - FIRST_MOMENT**self._taken)
            spread = np.sqrt(second / (1 - SECOND_MOMENT**self._taken))
            kept = 1 - rate * self._decay if array.ndim > 1 else 1.0  # biases do not decay
            array[...] = kept * array - rate * mean / (spread + LEAST_STEP)


def _arrays(layers: Layers) -> tuple[Array, ...]:
    return tuple(getattr(layers, one.name) for one in fields(layers))


def _start(inputs: int, units: int, classes: int, chance: np.random.Generator) -> Layers:
    """Random weights that keep the size of what passes through (He et al. 2015)."""
    return Layers(
        hidden_weights=chance.normal(0, (2 / inputs) ** 0.5, (inputs, units)).astype(np.float32),
        hidden_bias=np.zeros(units, dtype=np.float32),
        weights=chance.normal(0, (1 / units) ** 0.5, (units, classes)).astype(np.float32),
        bias=np.zeros(classes, dtype=np.float32),
    )


def _draw_batches(
    rows: int, recipe: Recipe, chance: np.random.Generator
) -> Iterator[NDArray[np.intp]]:
    for _ in range(recipe.epochs):
        order = chance.permutation(rows)
        for at in range(0, rows, recipe.batch_rows):
            yield order[at : at + recipe.batch_rows]


def _find_gradient(layers: Layers, inputs: Array, allowed: Mask, importance: Array) -> Layers:
    before = inputs @ layers.hidden_weights + layers.hidden_bias
    units = np.maximum(before, 0)
    belief = softmax(units @ layers.weights + layers.bias)
    within = belief * allowed
    target = within / np.maximum(within.sum(axis=1, keepdims=True), LEAST_STEP)
    pull = (importance / np.float32(len(inputs)))[:, None] * (belief - target)
    back = (pull @ layers.weights.T) * (before > 0)
    return Layers(inputs.T @ back, back.sum(axis=0), units.T @ pull, pull.sum(axis=0))
