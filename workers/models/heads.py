"""Loads the check-worthiness head: kinds of sentence from one hidden layer."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save

Matrix = NDArray[np.float32]

DEFAULT_HEAD = Path(__file__).with_name("checkworthiness.safetensors")
ARRAYS = ("mean", "scale", "hidden_weights", "hidden_bias", "weights", "bias")
NEVER = 2.0  # no probability is as high
OTHER_LANGUAGES = ""  # the key of the standard for languages without one of their own


class InvalidHead(ValueError):
    """A weights file that is no head, or not for this program; the message says why."""


@dataclass(frozen=True, slots=True)
class Standard:
    """How the head's belief is read in one language: Platt scaling, and what it is enough for."""

    slope: float
    offset: float
    threshold: float  # the calibrated probability from which on something is a claim
    sure: float = NEVER  # and from which on it is one against the rules of wording


@dataclass(frozen=True, slots=True)
class Head:
    """A classifier with one hidden layer over [embedding, features].

    Inputs are standardised with `mean` and `scale`; `hidden_weights` is (inputs, units), `weights`
    (units, kinds). The probability that a text is checkable is the sum over `checkable_kinds`,
    calibrated on its logit by the standard of the text's language.
    """

    version: str  # the first characters of the file's SHA-256
    embedding_model: str
    feature_names: tuple[str, ...]
    kinds: tuple[str, ...]
    checkable_kinds: frozenset[str]
    standards: Mapping[str, Standard]  # by language code; OTHER_LANGUAGES is among them
    mean: Matrix
    scale: Matrix
    hidden_weights: Matrix
    hidden_bias: Matrix
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
        units = np.maximum(inputs @ self.hidden_weights + self.hidden_bias, 0)
        return softmax(np.asarray(units @ self.weights + self.bias, dtype=np.float32))

    def standard_of(self, language_code: str) -> Standard:
        """The language's own standard, or the one for all languages without."""
        return self.standards.get(language_code, self.standards[OTHER_LANGUAGES])

    def calibrate(self, kind_probabilities: Matrix, standard: Standard) -> Matrix:
        """Probability of being checkable, one a row."""
        columns = [kind in self.checkable_kinds for kind in self.kinds]
        raw = kind_probabilities[:, columns].sum(axis=1).clip(1e-6, 1 - 1e-6)
        logits = standard.slope * np.log(raw / (1 - raw)) + standard.offset
        return np.asarray(1 / (1 + np.exp(-logits)), dtype=np.float32)


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
        arrays = {name: array.astype(np.float32) for name, array in load(content).items()}
        length = int.from_bytes(content[:8], "little")
        facts = json.loads(json.loads(content[8 : 8 + length])["__metadata__"]["head"])
        return Head(
            version=sha256(content).hexdigest()[:12],
            embedding_model=facts["embedding_model"],
            feature_names=tuple(facts["feature_names"]),
            kinds=tuple(facts["kinds"]),
            checkable_kinds=frozenset(facts["checkable_kinds"]),
            standards=_read_standards(facts["standards"]),
            **{name: arrays[name] for name in ARRAYS},
        )
    except (OSError, ValueError, KeyError, TypeError, SafetensorError) as error:
        raise InvalidHead(f"{path} is no check-worthiness head: {error}") from error


def _read_standards(facts: Mapping[str, Mapping[str, float]]) -> Mapping[str, Standard]:
    standards = {code: Standard(**one) for code, one in facts.items()}
    if OTHER_LANGUAGES not in standards:
        raise ValueError("it has no standard for other languages")
    return MappingProxyType(standards)


def save_head(head: Head, path: Path = DEFAULT_HEAD) -> str:
    """Write the head, the hidden layer in half precision; returns the file's SHA-256."""
    facts = {
        "embedding_model": head.embedding_model,
        "feature_names": list(head.feature_names),
        "kinds": list(head.kinds),
        "checkable_kinds": sorted(head.checkable_kinds),
        "standards": {code: asdict(one) for code, one in sorted(head.standards.items())},
    }
    arrays = {name: getattr(head, name) for name in ARRAYS}
    arrays["hidden_weights"] = head.hidden_weights.astype(np.float16)
    content = save(arrays, metadata={"head": json.dumps(facts)})
    path.write_bytes(content)
    return sha256(content).hexdigest()
