"""The default model at run time: tokenizers and ONNX Runtime, without torch."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from indexes.sources.encoders.converted import GRAPH_FILE, TOKENIZER_FILE
from indexes.sources.encoders.layout import MAX_TOKENS, PROMPTS
from indexes.sources.encoders.running import open_session, run_batches
from indexes.sources.library import Vector

MAX_CHARACTERS = 32 * MAX_TOKENS  # what lies behind is cut before it costs tokenizing


class OnnxEmbedder:
    """The int8 graph. Safe to share between threads; a text's vector is the same in any batch."""

    def __init__(self, folder: Path, *, model_name: str, threads: int) -> None:
        self.name = model_name
        self._threads = threads
        with ThreadPoolExecutor(max_workers=2) as pool:  # each takes half a second, without the GIL
            session = pool.submit(open_session, folder / GRAPH_FILE)
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

        def run(batch: Sequence[int]) -> Vector:
            return self._run([tokens[place] for place in batch])

        lengths = [len(ids) for ids in tokens]
        return run_batches(lengths, self.dimensions, run, threads=self._threads)

    def _run(self, tokens: Sequence[Sequence[int]]) -> Vector:
        ids, mask = _pad(tokens)
        (vectors,) = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
        return np.asarray(vectors, np.float32)


def _pad(tokens: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ids filled up with 0, which the mask hides, and the mask."""
    shape = len(tokens), max(map(len, tokens))
    ids, mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for row, text_ids in enumerate(tokens):
        ids[row, : len(text_ids)] = text_ids
        mask[row, : len(text_ids)] = 1
    return ids, mask
