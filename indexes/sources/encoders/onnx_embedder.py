"""The default model at run time: tokenizers and ONNX Runtime, without torch."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from indexes.sources.encoders.converted import GRAPH_FILE, TOKENIZER_FILE
from indexes.sources.encoders.layout import MAX_TOKENS, PROMPTS
from indexes.sources.library import Vector

BATCH_TOKENS = 512  # padding included; more falls out of the processor's cache and is slower
MAX_CHARACTERS = 32 * MAX_TOKENS  # what lies behind is cut before it costs tokenizing
ERRORS_ONLY = 3  # severity of ONNX Runtime's log


class OnnxEmbedder:
    """The int8 graph. Safe to share between threads; a text's vector is the same in any batch."""

    def __init__(self, folder: Path, *, model_name: str, threads: int) -> None:
        self.name = model_name
        self._threads = threads
        with ThreadPoolExecutor(max_workers=2) as pool:  # each takes half a second, without the GIL
            session = pool.submit(_open_session, folder / GRAPH_FILE)
            tokenizer = pool.submit(Tokenizer.from_file, str(folder / TOKENIZER_FILE))
        self._session: onnxruntime.InferenceSession = session.result()
        self._tokenizer: Tokenizer = tokenizer.result()
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self.dimensions: int = self._session.get_outputs()[0].shape[1]

    def embed_queries(self, texts: Sequence[str]) -> Vector:
        """Float32 (texts, dimensions), L2-normalised."""
        return self._embed(PROMPTS["query"], texts)

    def embed_passages(self, texts: Sequence[str]) -> Vector:
        """Float32 (texts, dimensions), L2-normalised."""
        return self._embed(PROMPTS["passage"], texts)

    def _embed(self, prompt: str, texts: Sequence[str]) -> Vector:
        # One by one: encode_batch starts threads of its own, which warn after every fork.
        tokens = [self._tokenizer.encode(prompt + text[:MAX_CHARACTERS]).ids for text in texts]
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        batches = list(plan_batches([len(ids) for ids in tokens]))
        # Whole batches side by side: threads inside one would wait for each other at every node.
        with ThreadPoolExecutor(self._threads) as pool:
            inputs = ([tokens[place] for place in batch] for batch in batches)
            for batch, result in zip(batches, pool.map(self._run, inputs), strict=True):
                vectors[batch] = result
        return vectors

    def _run(self, tokens: Sequence[Sequence[int]]) -> Vector:
        ids, mask = _pad(tokens)
        (vectors,) = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
        return np.asarray(vectors, np.float32)


def plan_batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Places of texts, shortest texts first, in batches of at most `BATCH_TOKENS` with padding."""
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[place] > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def _pad(tokens: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ids filled up with 0, which the mask hides, and the mask."""
    shape = len(tokens), max(map(len, tokens))
    ids, mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for row, text_ids in enumerate(tokens):
        ids[row, : len(text_ids)] = text_ids
        mask[row, : len(text_ids)] = 1
    return ids, mask


def _open_session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # so it has no threads of its own that a fork would lose
    options.inter_op_num_threads = 1
    options.log_severity_level = ERRORS_ONLY
    # The graph is built fused where that pays; more fusing makes it slower again.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
