"""Any CrossEncoder: a tiny one with random weights, made here."""

from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from transformers import (
    BertConfig,
    BertForSequenceClassification,
    PreTrainedTokenizerFast,
)

from indexes.sources.embeddings import ModelUnavailable
from workers.models.hub_cross_encoder import order_labels
from workers.models.stance_model import open_stance_model

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "президент", "прибыл", "в", "столицу", "не", "."]
PAIRS = [
    ("Президент прибыл в столицу.", "Президент не прибыл."),
    ("в столицу", "Президент прибыл."),
    ("Президент прибыл в столицу.", "Президент не прибыл."),
    ("президент " * 1000, "столицу " * 1000),
    ("", ""),
]
USUAL = {0: "entailment", 1: "neutral", 2: "contradiction"}


def make_model(folder: Path, labels: dict[int, str], *, seed: int = 1) -> Path:
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
        initializer_range=1.0,  # answers that differ
        id2label=labels,
        label2id={label: place for place, label in labels.items()},
    )
    words = {word: place for place, word in enumerate(WORDS)}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_max_length=64,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    fast.save_pretrained(folder)
    return folder


def test_folder(tmp_path: Path) -> None:
    model = open_stance_model(str(make_model(tmp_path / "tiny", USUAL)), tmp_path)
    found = model.judge(PAIRS)
    assert found.shape == (len(PAIRS), 3)
    assert found.dtype == np.float32
    assert found.sum(axis=1) == pytest.approx(1, abs=1e-5)
    assert np.array_equal(found[0], found[2])
    assert np.ptp(found, axis=0).max() > 0.05
    assert model.judge(PAIRS[::-1])[::-1] == pytest.approx(found, abs=1e-5)
    assert model.judge([]).shape == (0, 3)


def test_columns_follow_the_labels(tmp_path: Path) -> None:
    """The same weights under other names."""
    turned = {0: "CONTRADICTION", 1: "Entailment", 2: "neutral"}
    usual = open_stance_model(str(make_model(tmp_path / "usual", USUAL)), tmp_path).judge(PAIRS)
    other = open_stance_model(str(make_model(tmp_path / "turned", turned)), tmp_path).judge(PAIRS)
    assert other[:, [1, 2, 0]] == pytest.approx(usual, abs=1e-6)


def test_name_tells_the_weights(tmp_path: Path) -> None:
    first, same, other = (
        open_stance_model(str(make_model(tmp_path / place / "nli", USUAL, seed=seed)), tmp_path)
        for place, seed in (("a", 1), ("b", 1), ("c", 2))
    )
    assert first.name.startswith("nli@")
    assert first.name == same.name != other.name


@pytest.mark.parametrize(
    ("labels", "columns"),
    [
        (USUAL, [0, 2, 1]),
        ({0: "SUPPORTS", 1: "REFUTES", 2: "NOT ENOUGH INFO"}, [0, 1, 2]),
        ({0: "REFUTED", 1: "NEI", 2: "SUPPORTED"}, [2, 0, 1]),
    ],
)
def test_labels(labels: dict[int, str], columns: list[int]) -> None:
    assert order_labels(labels) == columns


@pytest.mark.parametrize(
    "labels",
    [
        {0: "LABEL_0", 1: "LABEL_1", 2: "LABEL_2"},
        {0: "entailment", 1: "not_entailment"},
        {0: "entailment", 1: "supports", 2: "neutral"},
        {0: "entailment", 1: "contradiction", 2: "neutral", 3: "other"},
        {0: "LABEL_0"},
        {},
    ],
)
def test_labels_that_do_not_tell(labels: dict[int, str]) -> None:
    with pytest.raises(ValueError, match="its labels are"):
        order_labels(labels)


def test_model_with_other_labels(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "sentiment", {0: "good", 1: "bad", 2: "neutral"})
    with pytest.raises(ModelUnavailable, match=r"labels are good, bad, neutral.* use our own"):
        open_stance_model(str(folder), tmp_path)


@pytest.mark.parametrize("name", ["/no/such/folder", "./no-such-folder", "not a name!"])
def test_unknown_model(name: str, tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"cannot be used .* use our own model"):
        open_stance_model(name, tmp_path)
