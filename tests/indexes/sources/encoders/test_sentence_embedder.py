"""Any sentence-transformers model: a tiny one with random weights, made here."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from indexes.sources.embeddings import Embedder, ModelUnavailable
from indexes.sources.encoders import default_model_folder, open_embedder
from indexes.sources.encoders.sentence_embedder import choose_prompts

WORDS = ["[PAD]", "[UNK]", "запрос", "текст", "президент", "прибыл", "в", "столицу", "."]
TEXTS = ["Президент прибыл в столицу.", "в", "столицу прибыл президент"]


def make_model(folder: Path, *, seed: int, prompts: dict[str, str] | None = None) -> Path:
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
    )
    words = {word: place for place, word in enumerate(WORDS)}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", model_max_length=64
    )
    encoder = folder / "encoder"
    BertModel(config).save_pretrained(encoder)
    fast.save_pretrained(encoder)
    modules = [Transformer(str(encoder)), Pooling(16)]
    SentenceTransformer(modules=modules, prompts=prompts).save(str(folder / "model"))
    return folder / "model"


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(tmp_path_factory.mktemp("tiny"), seed=1)


def test_folder(tiny_model: Path, tmp_path: Path) -> None:
    tiny = open_embedder(str(tiny_model), tmp_path)
    vectors = tiny.embed_passages(TEXTS)
    assert vectors.shape == (3, tiny.dimensions) == (3, 16)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert tiny.embed_passages(TEXTS[::-1])[::-1] == pytest.approx(vectors, abs=1e-5)
    assert tiny.embed_queries([]).shape == (0, 16)
    assert tiny.embed_queries(TEXTS) == pytest.approx(vectors)  # it has no prompts
    assert tiny.embed_queries(["президент " * 1000]).shape == (1, 16)


def test_own_prompts(tmp_path: Path) -> None:
    prompts = {"query": "запрос ", "document": "текст "}
    prompted = open_embedder(str(make_model(tmp_path, seed=1, prompts=prompts)), tmp_path)
    plain_folder = tmp_path / "plain"
    plain = open_embedder(str(make_model(plain_folder, seed=1)), tmp_path)
    with_prompt = [f"запрос {text}" for text in TEXTS]
    assert prompted.embed_queries(TEXTS) == pytest.approx(plain.embed_queries(with_prompt))
    with_prompt = [f"текст {text}" for text in TEXTS]
    assert prompted.embed_passages(TEXTS) == pytest.approx(plain.embed_queries(with_prompt))


@pytest.mark.parametrize(
    ("name", "own", "query", "passage"),
    [
        ("intfloat/multilingual-e5-base", {}, "query: ", "passage: "),
        ("/models/e5-large-v2", {"query": "", "document": ""}, "query: ", "passage: "),
        ("me/e5-tuned", {"query": "Q: ", "passage": "P: "}, "Q: ", "P: "),
        ("intfloat/multilingual-e5-large-instruct", {}, "", ""),
        ("some/model", {"query": "search: ", "document": None}, "search: ", ""),
        ("deepvk/USER-base5-x", {}, "", ""),
    ],
)
def test_choice_of_prompts(name: str, own: dict[str, str], query: str, passage: str) -> None:
    assert choose_prompts(name, own) == {"query": query, "passage": passage}


def test_name_tells_the_weights_apart_but_not_the_places(tiny_model: Path, tmp_path: Path) -> None:
    name = open_embedder(str(tiny_model), tmp_path).name
    assert name.startswith("model@")
    assert open_embedder(os.path.relpath(tiny_model), tmp_path).name == name
    assert open_embedder(str(make_model(tmp_path, seed=2)), tmp_path).name != name


def test_converted_folder_agrees_with_the_graph(
    embedder: Embedder, models_folder: Path, sentences: list[str]
) -> None:
    folder = default_model_folder(models_folder)
    reference = open_embedder(str(folder), models_folder)
    texts = sentences[:20]
    for ours, theirs in (
        (embedder.embed_queries(texts), reference.embed_queries(texts)),
        (embedder.embed_passages([*texts, ""]), reference.embed_passages([*texts, ""])),
    ):
        similar = np.einsum("ij,ij->i", ours, theirs)
        assert similar.min() > 0.98
        assert similar.mean() > 0.995


@pytest.mark.parametrize("name", ["/no/such/folder", "./no-such-folder", "not a name!"])
def test_unknown_model(name: str, tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"cannot be loaded .* use the default model"):
        open_embedder(name, tmp_path)


def test_folder_without_a_model(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        open_embedder(str(tmp_path), tmp_path)


def test_hub_that_does_not_answer(tmp_path: Path) -> None:
    script = f"""
from pathlib import Path
from indexes.sources.embeddings import ModelUnavailable
from indexes.sources.encoders import open_embedder
try:
    open_embedder("somebody/some-model", Path({str(tmp_path)!r}))
except ModelUnavailable as error:
    print(error)
"""
    environment = {**os.environ, "HF_ENDPOINT": "http://127.0.0.1:9"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
    )
    assert "'somebody/some-model' cannot be loaded" in done.stdout
    assert done.stderr == ""
