"""Makes probabilities of the logits of held-out rows."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Array = NDArray[np.float64]


def fit_platt(logits: Array, labels: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and offset that make sigmoid(slope * logit + offset) a probability (Platt 1999)."""

    def loss(pair: Array) -> float:
        signed = np.where(labels, 1.0, -1.0) * (pair[0] * logits + pair[1])
        return float(np.logaddexp(0.0, -signed).mean())

    found = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead")
    return float(found.x[0]), float(found.x[1])
