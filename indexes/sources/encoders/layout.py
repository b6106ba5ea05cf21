"""The small files of the converted folder, as sentence-transformers reads them."""

from collections.abc import Mapping
from typing import Any

from indexes.sources.encoders.packed import PackedModel

MAX_TOKENS = 512
PROMPTS = {"query": "query: ", "passage": "passage: "}


def describe_model(model: PackedModel) -> Mapping[str, Any]:
    """Path in the folder → JSON content."""
    return {
        "config.json": _encoder_config(model),
        "tokenizer_config.json": _tokenizer_config(model),
        "modules.json": MODULES,
        "sentence_bert_config.json": {"max_seq_length": MAX_TOKENS, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": PROMPTS,
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "1_Pooling/config.json": {
            "word_embedding_dimension": model.shape.hidden,
            "pooling_mode_mean_tokens": True,
        },
    }


MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
    {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
    {
        "idx": 2,
        "name": "2",
        "path": "2_Normalize",
        "type": "sentence_transformers.models.Normalize",
    },
]


def _encoder_config(model: PackedModel) -> dict[str, Any]:
    shape = model.shape
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.inner,
        "vocab_size": shape.vocabulary,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.token_types,
        "layer_norm_eps": shape.epsilon,
        "hidden_act": "gelu",
        "pad_token_id": model.vocabulary.padding_id,
        "tokenizer_class": "PreTrainedTokenizerFast",
        "dtype": "float32",
    }


def _tokenizer_config(model: PackedModel) -> dict[str, Any]:
    vocabulary = model.vocabulary
    begin, end = vocabulary.pieces[vocabulary.begin_id], vocabulary.pieces[vocabulary.end_id]
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": MAX_TOKENS,
        "bos_token": begin,
        "cls_token": begin,
        "eos_token": end,
        "sep_token": end,
        "unk_token": vocabulary.pieces[vocabulary.unknown_id],
        "pad_token": vocabulary.pieces[vocabulary.padding_id],
        "mask_token": vocabulary.pieces[-1],
    }
