"""The layers of a BERT encoder as nodes of an ONNX graph: token ids in, token vectors out.

Built node by node, so that conversion needs neither torch nor an exporter. What is quantised how:

- token embeddings keep their own 4-bit blocks, without loss;
- weights of linear layers: int8 per output channel (`rounding`);
- activations: uint8 with one scale a *token*, measured at run time. The scale a tensor of ONNX
  Runtime's own dynamic quantisation lets texts in one batch change each other's vectors (cosine
  0.996 between two batchings); a scale a token does not, and costs less accuracy.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from indexes.sources.encoders.packed import BLOCK, BlockMatrix
from indexes.sources.encoders.rounding import EncoderWeights

CONTRIB = "com.microsoft"  # the domain of ONNX Runtime's own operators
CONTRIBUTED = {
    "BiasGelu",
    "GatherBlockQuantized",
    "MatMulIntegerToFloat",
    "MultiHeadAttention",
}
OPSET = 21
ACTIVATION_LIMIT = 127


class Graph:
    """Nodes and constants as they are added."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(
        self,
        operator: str,
        inputs: Sequence[str],
        output: str,
        **attributes: Any,  # noqa: ANN401 (as in onnx)
    ) -> str:
        domain = CONTRIB if operator in CONTRIBUTED else ""
        self.nodes.append(helper.make_node(operator, inputs, [output], domain=domain, **attributes))
        return output


def add_encoder(graph: Graph, weights: EncoderWeights) -> str:
    """From `input_ids` and `attention_mask` (batch, length) to tokens (batch × length, hidden)."""
    _add_shared_constants(graph, weights)
    tokens = _add_embeddings(graph, weights)
    for layer in range(weights.shape.layers):
        tokens = _add_layer(graph, weights, f"l{layer}", tokens)
    return tokens


def add_sequences(graph: Graph, tokens: str) -> str:
    """The tokens as (batch, length, hidden)."""
    return graph.add("Reshape", [tokens, "sequence_shape"], "sequences")


def _add_shared_constants(graph: Graph, weights: EncoderWeights) -> None:
    hidden = weights.shape.hidden
    graph.constant("first", np.array([0]))
    graph.constant("second", np.array([1]))
    graph.constant("last", np.array([-1]))
    graph.constant("unit_scale", np.array(1, np.float32))
    graph.constant("smallest_scale", np.array(1e-9, np.float32))
    graph.constant("to_scale", np.array(1 / ACTIVATION_LIMIT, np.float32))
    graph.constant("zero_point", np.array(128, np.uint8))
    graph.constant("zero_point_row", np.array([128], np.uint8))
    graph.constant("tokens_shape", np.array([-1, hidden]))
    graph.add("Shape", ["input_ids"], "batch_shape")
    for name, width in (("sequence_shape", hidden), ("attention_shape", 3 * hidden)):
        graph.constant(f"{name}.width", np.array([width]))
        graph.add("Concat", ["batch_shape", f"{name}.width"], name, axis=0)
    graph.add("Cast", ["attention_mask"], "key_mask", to=TensorProto.INT32)


def _add_embeddings(graph: Graph, weights: EncoderWeights) -> str:
    """Word + position + token type 0, then layer norm: (batch × length, hidden)."""
    words = weights.words
    graph.constants.append(_four_bit_tensor("words", words))
    graph.constant("words.scales", words.scales)
    graph.add(
        "GatherBlockQuantized",
        ["words", "input_ids", "words.scales"],
        "word_vectors",
        block_size=BLOCK,
        gather_axis=0,
        quantize_axis=1,
    )
    hidden = weights.shape.hidden
    positions = (
        weights.vectors["emb.pos"].reshape(-1, hidden) + weights.vectors["emb.type"][:hidden]
    )
    graph.constant("positions", positions)
    graph.add("Shape", ["input_ids"], "length", start=1, end=2)
    graph.add("Slice", ["positions", "first", "length", "first"], "position_vectors")
    graph.add("Add", ["word_vectors", "position_vectors"], "embedded")
    norm = _norm_constants(graph, weights, "emb.ln")
    epsilon = weights.shape.epsilon
    graph.add("LayerNormalization", ["embedded", *norm], "embedded_norm", epsilon=epsilon)
    return graph.add("Reshape", ["embedded_norm", "tokens_shape"], "tokens")


def _four_bit_tensor(name: str, matrix: BlockMatrix) -> onnx.TensorProto:
    codes = matrix.codes.reshape(len(matrix.codes), -1).view(np.uint8) & 15
    packed = codes[:, 0::2] | (codes[:, 1::2] << 4)
    return helper.make_tensor(name, TensorProto.INT4, codes.shape, packed.tobytes(), raw=True)


def _norm_constants(graph: Graph, weights: EncoderWeights, name: str) -> list[str]:
    return [graph.constant(part, weights.vectors[part]) for part in (f"{name}.w", f"{name}.b")]


def _add_layer(graph: Graph, weights: EncoderWeights, layer: str, tokens: str) -> str:
    attended = _add_attention(graph, weights, layer, tokens)
    tokens = _add_residual(graph, weights, f"{layer}.aln", attended, tokens, bias=f"{layer}.ao.b")
    inner = _add_linear(graph, weights, tokens, f"{layer}.inner", [f"{layer}.fi"])
    activated = graph.add("BiasGelu", [inner, f"{layer}.inner.b"], f"{layer}.activated")
    outer = _add_linear(graph, weights, activated, f"{layer}.outer", [f"{layer}.fo"])
    return _add_residual(graph, weights, f"{layer}.oln", outer, tokens, bias=f"{layer}.outer.b")


def _add_attention(graph: Graph, weights: EncoderWeights, layer: str, tokens: str) -> str:
    """Self-attention without the bias of its last matrix, which the residual adds."""
    parts = [f"{layer}.{part}" for part in ("q", "k", "v")]
    joined = _add_linear(graph, weights, tokens, f"{layer}.qkv", parts)
    graph.add("Reshape", [joined, "attention_shape"], f"{layer}.qkv_sequences")
    graph.nodes.append(
        helper.make_node("Split", [f"{layer}.qkv_sequences"], parts, axis=-1, num_outputs=3)
    )
    graph.add(
        "MultiHeadAttention",
        [*parts, f"{layer}.qkv.b", "key_mask"],
        f"{layer}.context",
        num_heads=weights.shape.heads,
    )
    context = graph.add("Reshape", [f"{layer}.context", "tokens_shape"], f"{layer}.context_tokens")
    return _add_linear(graph, weights, context, f"{layer}.ao", [f"{layer}.ao"])


def _add_residual(
    graph: Graph, weights: EncoderWeights, name: str, update: str, tokens: str, *, bias: str
) -> str:
    """Layer norm of tokens + update + bias; ONNX Runtime's fused operator for it is slower."""
    graph.add("Add", [update, bias], f"{name}.biased")
    graph.add("Add", [f"{name}.biased", tokens], f"{name}.sum")
    norm = _norm_constants(graph, weights, name)
    epsilon = weights.shape.epsilon
    return graph.add("LayerNormalization", [f"{name}.sum", *norm], name, epsilon=epsilon)


def _add_linear(
    graph: Graph, weights: EncoderWeights, tokens: str, name: str, parts: Sequence[str]
) -> str:
    """`tokens` times the weights of `parts` side by side; the bias `name.b` is left to the caller.

    The product is exact in int32, then multiplied with the channel's and the token's scale.
    """
    matrices = [weights.matrices[f"{part}.w"] for part in parts]
    graph.constant(f"{name}.w", np.concatenate([matrix.codes for matrix in matrices]).T)
    graph.constant(f"{name}.scales", np.concatenate([matrix.scales for matrix in matrices]))
    graph.constant(f"{name}.b", np.concatenate([weights.vectors[f"{part}.b"] for part in parts]))
    token_codes, token_scales = _add_token_codes(graph, tokens, name)
    graph.add(
        "MatMulIntegerToFloat",
        [token_codes, f"{name}.w", "unit_scale", f"{name}.scales", "zero_point"],
        f"{name}.product",
    )
    return graph.add("Mul", [f"{name}.product", token_scales], f"{name}.y")


def _add_token_codes(graph: Graph, tokens: str, name: str) -> tuple[str, str]:
    """Tokens as uint8 around 128, and the scale of each (tokens, 1)."""
    graph.add("Abs", [tokens], f"{name}.size")
    graph.add("ReduceMax", [f"{name}.size", "last"], f"{name}.largest", keepdims=1)
    graph.add("Mul", [f"{name}.largest", "to_scale"], f"{name}.raw_scale")
    scale = graph.add("Max", [f"{name}.raw_scale", "smallest_scale"], f"{name}.scale")
    graph.add("Reshape", [scale, "last"], f"{name}.scale_row")
    graph.add("Shape", [f"{name}.scale_row"], f"{name}.token_count")
    graph.add("Expand", ["zero_point_row", f"{name}.token_count"], f"{name}.zero_points")
    quantizing = [tokens, f"{name}.scale_row", f"{name}.zero_points"]
    return graph.add("QuantizeLinear", quantizing, f"{name}.codes", axis=0), scale


def finish_graph(
    graph: Graph, *, inputs: Sequence[str], output: str, width: int
) -> onnx.ModelProto:
    """The model; `inputs` are int64 (batch, length), `output` is float32 (batch, width)."""
    given = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"])
        for name in inputs
    ]
    found = helper.make_tensor_value_info(output, TensorProto.FLOAT, ["batch", width])
    built = helper.make_graph(graph.nodes, "encoder", given, [found], graph.constants)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
    return helper.make_model(built, opset_imports=opsets, ir_version=10)
