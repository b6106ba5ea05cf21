"""Loads the check-worthiness head: one softmax over kinds of sentence."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save

Matrix = NDArray[np.float32]

DEFAULT_HEAD = Path(__file__).with_name("checkworthiness.safetensors")


class InvalidHead(ValueError):
    """A weights file that is no head, or not for this program; the message says why."""


@dataclass(frozen=True, slots=True)
class Head:
    """A linear classifier over [embedding, features], with what it was trained for.

    Inputs are standardised with `mean` and `scale`; `weights` is (inputs, kinds). The probability
    that a text is checkable is the sum over `checkable_kinds`, calibrated (Platt) by `slope` and
    `offset` on its logit.
    """

    version: str  # the first characters of the file's SHA-256
    embedding_model: str
    feature_names: tuple[str, ...]
    kinds: tuple[str, ...]
    checkable_kinds: frozenset[str]
    threshold: float  # on the calibrated probability
    slope: float
    offset: float
    mean: Matrix
    scale: Matrix
    weights: Matrix
    bias: Matrix

    def kind_probabilities(
        self, vectors: Matrix, features: Sequence[Mapping[str, float]]
    ) -> Matrix:
        """(texts, kinds), rows sum to one. `vectors`: (texts, dimensions).

        A feature that a text lacks counts as average.
        """
        average = self.mean[-len(self.feature_names) :].tolist()
        usual = list(zip(self.feature_names, average, strict=True))
        rows = [[one.get(name, mean) for name, mean in usual] for one in features]
        named = np.asarray(rows, dtype=np.float32).reshape(len(rows), len(self.feature_names))
        inputs = (np.hstack([vectors, named]) - self.mean) / self.scale
        return softmax(np.asarray(inputs @ self.weights + self.bias, dtype=np.float32))

    def calibrate(self, kind_probabilities: Matrix) -> Matrix:
        """Probability of being checkable, one a row."""
        columns = [kind in self.checkable_kinds for kind in self.kinds]
        raw = kind_probabilities[:, columns].sum(axis=1).clip(1e-6, 1 - 1e-6)
        logits = np.log(raw / (1 - raw))
        return np.asarray(1 / (1 + np.exp(-(self.slope * logits + self.offset))), dtype=np.float32)


def softmax(logits: Matrix) -> Matrix:
    """Row-wise softmax."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def load_head(path: Path = DEFAULT_HEAD) -> Head:
    """Read a head from its safetensors file.

    Raises:
        InvalidHead: the file is missing, damaged or of another kind.
    """
    try:
        content = path.read_bytes()
        arrays = load(content)
        length = int.from_bytes(content[:8], "little")
        told = json.loads(content[8 : 8 + length])["__metadata__"]
        facts = json.loads(told["head"])
    except (OSError, ValueError, KeyError, SafetensorError) as error:
        raise InvalidHead(f"{path} is no check-worthiness head: {error}") from error
    return Head(
        version=sha256(content).hexdigest()[:12],
        embedding_model=facts["embedding_model"],
        feature_names=tuple(facts["feature_names"]),
        kinds=tuple(facts["kinds"]),
        checkable_kinds=frozenset(facts["checkable_kinds"]),
        threshold=facts["threshold"],
        slope=facts["slope"],
        offset=facts["offset"],
        mean=arrays["mean"],
        scale=arrays["scale"],
        weights=arrays["weights"],
        bias=arrays["bias"],
    )


def save_head(head: Head, path: Path = DEFAULT_HEAD) -> str:
    """Write the head; returns the file's SHA-256."""
    facts = {
        "embedding_model": head.embedding_model,
        "feature_names": list(head.feature_names),
        "kinds": list(head.kinds),
        "checkable_kinds": sorted(head.checkable_kinds),
        "threshold": head.threshold,
        "slope": head.slope,
        "offset": head.offset,
    }
    arrays = {name: getattr(head, name) for name in ("mean", "scale", "weights", "bias")}
    content = save(arrays, metadata={"head": json.dumps(facts)})
    path.write_bytes(content)
    return sha256(content).hexdigest()
