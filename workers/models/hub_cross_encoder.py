"""Any sentence-transformers CrossEncoder that tells three stances apart, by name or folder."""

import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock

import numpy as np
from sentence_transformers import CrossEncoder
from torch import nn

from indexes.sources.embeddings import ModelUnavailable
from indexes.sources.encoders.hub import FAILURES, find_folder, name_model, silence_transformers
from indexes.sources.encoders.layout import MAX_TOKENS
from indexes.sources.library import Vector

BATCH_SIZE = 16
MEANINGS = (  # how models call supports, refutes, neutral
    {"supports", "support", "supported", "entailment", "entails", "entailed"},
    {"refutes", "refute", "refuted", "contradiction", "contradicts", "contradictory"},
    {"neutral", "neither", "unknown", "nei", "not_enough_info", "not_enough_evidence"},
)
WHAT_NEXT = (
    "Give the name of a CrossEncoder of sentence-transformers that this machine can download, the"
    " path of a folder that holds one, or leave the setting out to use our own model."
)


class HubCrossEncoder:
    """A `CrossEncoder` on whatever device torch finds best."""

    def __init__(self, name: str, models_folder: Path) -> None:
        silence_transformers()
        try:
            folder = find_folder(name, models_folder)
            self._model = _load(folder)
            self._columns = order_labels(getattr(self._model.config, "id2label", None) or {})
        except FAILURES as error:
            reason = str(error).strip().partition("\n")[0]
            raise ModelUnavailable(
                f"The stance model {name!r} cannot be used ({reason}). {WHAT_NEXT}"
            ) from error
        self.name = name_model(name, folder)
        self._lock = Lock()  # its tokenizer must not be borrowed twice

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Vector:
        """(premise, claim) → probabilities of supports, refutes, neutral: float32 (pairs, 3)."""
        if not pairs:
            return np.empty((0, len(self._columns)), np.float32)
        places = {pair: place for place, pair in enumerate(dict.fromkeys(pairs))}
        with self._lock:
            probabilities = self._model.predict(
                list(places),
                batch_size=BATCH_SIZE,
                show_progress_bar=False,
                activation_fn=nn.Identity(),
                apply_softmax=True,
            )
        rows = [places[pair] for pair in pairs]
        return np.asarray(probabilities, np.float32)[rows][:, self._columns]


def _load(folder: Path) -> CrossEncoder:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of transformers, on files that are none of ours
        model: CrossEncoder = CrossEncoder(str(folder), local_files_only=True)
    model.max_seq_length = min(model.max_seq_length or MAX_TOKENS, MAX_TOKENS)
    return model


def order_labels(labels: Mapping[int, str]) -> list[int]:
    """The columns of supports, refutes and neutral.

    Raises:
        ValueError: the labels do not tell which is which.
    """
    plain = {place: label.lower().replace(" ", "_") for place, label in labels.items()}
    columns = [place for names in MEANINGS for place, label in plain.items() if label in names]
    found = [len(names & set(plain.values())) for names in MEANINGS]
    if found != [1, 1, 1] or len(columns) != len(labels):
        called = ", ".join(labels.values())
        raise ValueError(f"its labels are {called}, not entailment, contradiction and neutral")
    return columns
