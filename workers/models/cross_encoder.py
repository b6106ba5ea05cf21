"""The stance model at run time: tokenizers and ONNX Runtime, without torch."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from indexes.sources.embeddings import ModelUnavailable
from indexes.sources.encoders import MOST_THREADS
from indexes.sources.encoders.converted import GRAPH_FILE, TOKENIZER_FILE
from indexes.sources.encoders.running import open_session, run_batches
from indexes.sources.library import Vector
from workers.models.stance_converted import FOLDER_NAME, REPAIR, StanceOrigin, read_origin
from workers.models.stance_weights import (
    DEFAULT_WEIGHTS,
    InvalidStanceWeights,
    StanceFacts,
    read_facts,
)

MOST_CLAIM_CHARACTERS = 600  # as in training
MOST_PREMISE_CHARACTERS = 8000  # what lies behind is cut before it costs tokenizing
PREMISE, CLAIM = 1, 2


class CrossEncoder:
    """The int8 graph. Safe to share between threads; a pair's answer is the same in any batch."""

    def __init__(self, folder: Path, *, name: str, max_tokens: int, threads: int) -> None:
        self.name = name
        self._threads = threads
        with ThreadPoolExecutor(max_workers=2) as pool:  # each takes half a second, without the GIL
            session = pool.submit(open_session, folder / GRAPH_FILE)
            tokenizer = pool.submit(Tokenizer.from_file, str(folder / TOKENIZER_FILE))
        self._session: onnxruntime.InferenceSession = session.result()
        self._tokenizer: Tokenizer = tokenizer.result()
        self._tokenizer.enable_truncation(max_tokens, strategy="longest_first")
        self._answers: int = self._session.get_outputs()[0].shape[1]

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Vector:
        """(premise, claim) → probabilities of supports, refutes, neutral: float32 (pairs, 3)."""
        places = {pair: place for place, pair in enumerate(dict.fromkeys(pairs))}
        # One by one: encode_batch starts threads of its own, which warn after every fork.
        encoded = [self._encode(premise, claim) for premise, claim in places]

        def run(batch: Sequence[int]) -> Vector:
            return self._run([encoded[place] for place in batch])

        lengths = [len(ids) for ids, _ in encoded]
        rows = run_batches(lengths, self._answers, run, threads=self._threads)
        return rows[[places[pair] for pair in pairs]]

    def _encode(self, premise: str, claim: str) -> tuple[list[int], int]:
        """Token ids, and how many of them are the premise's."""
        encoding = self._tokenizer.encode(
            premise[:MOST_PREMISE_CHARACTERS], claim[:MOST_CLAIM_CHARACTERS]
        )
        # <s> premise </s> </s> claim </s>: as in training, the last </s> is the claim's
        claim_tokens = sum(place == 1 for place in encoding.sequence_ids) + 1
        return encoding.ids, len(encoding.ids) - claim_tokens

    def _run(self, encoded: Sequence[tuple[list[int], int]]) -> Vector:
        ids, parts = _pad(encoded)
        (probabilities,) = self._session.run(None, {"input_ids": ids, "parts": parts})
        return np.asarray(probabilities, np.float32)


def _pad(
    encoded: Sequence[tuple[list[int], int]],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ids filled up with 0, and the part that each belongs to."""
    shape = len(encoded), max(len(ids) for ids, _ in encoded)
    token_ids, parts = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for row, (ids, premise_tokens) in enumerate(encoded):
        token_ids[row, : len(ids)] = ids
        parts[row, :premise_tokens] = PREMISE
        parts[row, premise_tokens : len(ids)] = CLAIM
    return token_ids, parts


def open_cross_encoder(
    models_folder: Path, *, weights: Path = DEFAULT_WEIGHTS, threads: int | None = None
) -> CrossEncoder:
    """Our own model; converted into `models_folder` at first use. Raises `ModelUnavailable`."""
    try:
        facts = read_facts(weights)
    except InvalidStanceWeights as error:
        raise ModelUnavailable(f"{error}. {REPAIR}") from error
    folder = models_folder / FOLDER_NAME
    origin = read_origin(folder, facts.version) or _convert(models_folder, weights, facts)
    return CrossEncoder(
        folder,
        name=origin.model_name,
        max_tokens=facts.max_tokens,
        threads=threads or min(os.cpu_count() or 1, MOST_THREADS),
    )


def _convert(models_folder: Path, weights: Path, facts: StanceFacts) -> StanceOrigin:
    from workers.models.stance_converting import convert_stance_model  # noqa: PLC0415 (onnx)

    return convert_stance_model(models_folder, weights, facts)
