"""The embedding model as an ONNX graph: token ids in, L2-normalised mean vectors out."""

import onnx
from onnx import TensorProto

from indexes.sources.encoders.layers import (
    Graph,
    add_encoder,
    add_sequences,
    finish_graph,
)
from indexes.sources.encoders.packed import PackedModel
from indexes.sources.encoders.rounding import round_weights


def build_graph(model: PackedModel) -> onnx.ModelProto:
    """Inputs `input_ids`, `attention_mask` (batch, length); output `embedding` (batch, hidden)."""
    graph = Graph()
    weights = round_weights(model)
    tokens = add_encoder(graph, weights)
    _add_pooling(graph, add_sequences(graph, tokens))
    return finish_graph(
        graph,
        inputs=("input_ids", "attention_mask"),
        output="embedding",
        width=weights.shape.hidden,
    )


def _add_pooling(graph: Graph, sequences: str) -> None:
    """Sum over the text's own tokens, then L2 norm, which makes of the sum the mean's direction."""
    graph.add("Cast", ["attention_mask"], "own_tokens", to=TensorProto.FLOAT)
    graph.add("Unsqueeze", ["own_tokens", "second"], "own_token_rows")
    graph.add("MatMul", ["own_token_rows", sequences], "sums")
    graph.add("Squeeze", ["sums", "second"], "sum_rows")
    graph.add("LpNormalization", ["sum_rows"], "embedding", axis=-1, p=2)
