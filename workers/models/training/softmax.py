"""Fits a softmax whose examples may name one class or only a set of classes."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp

Array = NDArray[np.float64]
FORBIDDEN = -1e9


def fit_softmax(
    inputs: Array, allowed: NDArray[np.bool_], importance: Array, l2: float
) -> tuple[Array, Array]:
    """Weights (inputs, classes) and bias (classes) of least penalised loss.

    An example that allows several classes pays for the probability outside them: the loss is
    -log of the sum over its allowed classes. `l2` is the penalty of the squared weights, relative
    to the total importance; the bias is free.
    """
    columns, classes = inputs.shape[1], allowed.shape[1]
    mask = np.where(allowed, 0.0, FORBIDDEN)
    total = importance.sum()

    def loss(flat: Array) -> tuple[float, Array]:
        weights, bias = flat[:-classes].reshape(columns, classes), flat[-classes:]
        logits = inputs @ weights + bias
        every = logsumexp(logits, axis=1)
        right = logsumexp(logits + mask, axis=1)
        value = float(importance @ (every - right)) / total + l2 * float((weights**2).sum()) / 2
        belief = np.exp(logits - every[:, None])
        target = np.exp(logits + mask - right[:, None])
        pull = importance[:, None] * (belief - target) / total
        gradient = np.concatenate([(inputs.T @ pull + l2 * weights).ravel(), pull.sum(axis=0)])
        return value, gradient

    start = np.zeros(columns * classes + classes)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return found.x[:-classes].reshape(columns, classes), found.x[-classes:]


def fit_platt(logits: Array, labels: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and offset that make sigmoid(slope * logit + offset) a probability (Platt 1999)."""

    def loss(pair: Array) -> float:
        signed = np.where(labels, 1.0, -1.0) * (pair[0] * logits + pair[1])
        return float(np.logaddexp(0.0, -signed).mean())

    found = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead")
    return float(found.x[0]), float(found.x[1])
