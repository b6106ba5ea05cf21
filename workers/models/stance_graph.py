"""The stance model as an ONNX graph: token ids of a pair in, probabilities of its answers out."""

import numpy as np
import onnx
from onnx import TensorProto

from indexes.sources.encoders.layers import Graph, add_encoder, add_sequences, finish_graph
from indexes.sources.encoders.rounding import EncoderWeights

INPUTS = ("input_ids", "parts")
PREMISE, CLAIM = 1, 2  # in `parts`; 0 is padding


def build_stance_graph(weights: EncoderWeights) -> onnx.ModelProto:
    """`weights.vectors` holds the head as well: `head.inner` and `head.outer`.

    Inputs `input_ids`, `parts` (batch, length); output `probabilities` (batch, answers).
    """
    graph = Graph()
    graph.add("Min", ["parts", "second"], "attention_mask")  # 0 or 1
    sequences = add_sequences(graph, add_encoder(graph, weights))
    _add_head(graph, weights, _add_views(graph, sequences))
    answers = len(weights.vectors["head.outer.b"])
    return finish_graph(graph, inputs=INPUTS, output="probabilities", width=answers)


def _add_views(graph: Graph, sequences: str) -> str:
    """First token, mean of premise, mean of claim, their difference and product, side by side."""
    graph.add("Gather", [sequences, "first"], "first_token_rows", axis=1)
    graph.add("Squeeze", ["first_token_rows", "second"], "first_tokens")
    premise = _add_mean(graph, sequences, "premise", PREMISE)
    claim = _add_mean(graph, sequences, "claim", CLAIM)
    graph.add("Sub", [premise, claim], "signed_difference")
    graph.add("Abs", ["signed_difference"], "difference")
    graph.add("Mul", [premise, claim], "product")
    views = ["first_tokens", premise, claim, "difference", "product"]
    return graph.add("Concat", views, "views", axis=1)


def _add_mean(graph: Graph, sequences: str, name: str, mark: int) -> str:
    """Mean of the tokens that bear the mark; zeros where there is none."""
    graph.constant(f"{name}.mark", np.array(mark))
    graph.constant(f"{name}.fewest", np.array(1, np.float32))
    graph.add("Equal", ["parts", f"{name}.mark"], f"{name}.chosen")
    graph.add("Cast", [f"{name}.chosen"], f"{name}.weights", to=TensorProto.FLOAT)
    graph.add("Unsqueeze", [f"{name}.weights", "second"], f"{name}.weight_rows")
    graph.add("MatMul", [f"{name}.weight_rows", sequences], f"{name}.sums")
    graph.add("Squeeze", [f"{name}.sums", "second"], f"{name}.sum")
    graph.add("ReduceSum", [f"{name}.weights", "last"], f"{name}.found", keepdims=1)
    graph.add("Max", [f"{name}.found", f"{name}.fewest"], f"{name}.count")
    return graph.add("Div", [f"{name}.sum", f"{name}.count"], f"{name}.mean")


def _add_head(graph: Graph, weights: EncoderWeights, views: str) -> None:
    inner = _add_dense(graph, weights, views, "head.inner")
    activated = graph.add("Tanh", [inner], "head.activated")
    logits = _add_dense(graph, weights, activated, "head.outer")
    graph.add("Softmax", [logits], "probabilities", axis=-1)


def _add_dense(graph: Graph, weights: EncoderWeights, given: str, name: str) -> str:
    """In float: a pair passes here once, where each of its tokens passes the layers."""
    parts = [graph.constant(part, weights.vectors[part]) for part in (f"{name}.w", f"{name}.b")]
    return graph.add("Gemm", [given, *parts], f"{name}.y", transB=1)
