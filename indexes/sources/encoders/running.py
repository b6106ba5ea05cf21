"""Runs graphs on ONNX Runtime: whole batches of like lengths side by side, one thread in each."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime

from indexes.sources.library import Vector

BATCH_TOKENS = 512  # padding included; more falls out of the processor's cache and is slower
ERRORS_ONLY = 3  # severity of ONNX Runtime's log


def open_session(path: Path) -> onnxruntime.InferenceSession:
    """The graph, without threads of its own, which a fork would lose."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = ERRORS_ONLY
    # The graph is built fused where that pays; more fusing makes it slower again.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def run_batches(
    lengths: Sequence[int], width: int, run: Callable[[list[int]], Vector], *, threads: int
) -> Vector:
    """`run` over the places of each batch; its rows (batch, width) in the order of `lengths`."""
    rows = np.empty((len(lengths), width), np.float32)
    batches = list(plan_batches(lengths))
    # Whole batches side by side: threads inside one would wait for each other at every node.
    with ThreadPoolExecutor(threads) as pool:
        for batch, result in zip(batches, pool.map(run, batches), strict=True):
            rows[batch] = result
    return rows


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
