"""The head's file and its arithmetic."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from workers.models.heads import (
    DEFAULT_HEAD,
    OTHER_LANGUAGES,
    Head,
    InvalidHead,
    Standard,
    load_head,
    save_head,
)
from workers.pipeline.features import FEATURE_NAMES


def make_head() -> Head:
    """Two dimensions and one feature: the first input speaks for «event», the second for «number»,
    the last for «call», as long as they are positive."""
    return Head(
        version="",
        embedding_model="two",
        feature_names=("exclamation_mark",),
        kinds=("call", "event", "number"),
        checkable_kinds=frozenset({"event", "number"}),
        standards={"ru": Standard(1.0, 0.0, 0.5), OTHER_LANGUAGES: Standard(2.0, 1.0, 0.3)},
        mean=np.zeros(3, dtype=np.float32),
        scale=np.ones(3, dtype=np.float32),
        hidden_weights=np.eye(3, dtype=np.float32),
        hidden_bias=np.zeros(3, dtype=np.float32),
        weights=np.array([[0, 2, 0], [0, 0, 2], [2, 0, 0]], dtype=np.float32),
        bias=np.zeros(3, dtype=np.float32),
    )


def test_probabilities_sum_to_one_and_follow_the_weights() -> None:
    vectors = np.array([[1, 0], [0, 0]], dtype=np.float32)
    named = [{"exclamation_mark": 0.0, "other": 9.0}, {"exclamation_mark": 1.0, "other": 9.0}]
    kinds = make_head().kind_probabilities(vectors, named)
    assert kinds.sum(axis=1) == pytest.approx([1, 1])
    assert kinds.argmax(axis=1).tolist() == [1, 0]
    plain = make_head().standard_of("ru")
    assert make_head().calibrate(kinds, plain) == pytest.approx(1 - kinds[:, 0], abs=1e-6)


def test_a_hidden_unit_is_silent_below_nothing() -> None:
    vectors = np.array([[-5, 1], [0, 1]], dtype=np.float32)
    below, zero = make_head().kind_probabilities(vectors, [{"exclamation_mark": 0.0}] * 2)
    assert below == pytest.approx(zero)


def test_a_language_without_a_standard_of_its_own_has_that_of_the_others() -> None:
    head = make_head()
    assert head.standard_of("ru").threshold == 0.5
    assert head.standard_of("bg") == head.standard_of("und") == head.standards[OTHER_LANGUAGES]


def test_a_feature_that_is_not_told_counts_as_average() -> None:
    head = replace(make_head(), mean=np.array([0, 0, 0.25], dtype=np.float32))
    vectors = np.zeros((2, 2), dtype=np.float32)
    untold, average = head.kind_probabilities(vectors, [{}, {"exclamation_mark": 0.25}])
    assert untold == pytest.approx(average)


def test_calibration_moves_probabilities_and_keeps_their_order() -> None:
    kinds = np.array([[0.9, 0.1, 0.0], [0.5, 0.3, 0.2], [0.1, 0.1, 0.8]], dtype=np.float32)
    sharper = make_head().calibrate(kinds, Standard(3.0, 1.0, 0.5))
    assert sharper[1] == pytest.approx(1 / (1 + np.exp(-1)), abs=1e-6)
    assert sharper[0] < sharper[1] < sharper[2]


def test_saved_head_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "head.safetensors"
    digest = save_head(make_head(), path)
    read = load_head(path)
    assert digest.startswith(read.version)
    assert read.checkable_kinds == make_head().checkable_kinds
    assert read.standards == make_head().standards
    assert np.array_equal(read.weights, make_head().weights)
    assert np.array_equal(read.hidden_weights, make_head().hidden_weights)


def test_a_head_must_know_what_to_do_with_other_languages(tmp_path: Path) -> None:
    path = tmp_path / "head.safetensors"
    save_head(replace(make_head(), standards={"ru": Standard(1.0, 0.0, 0.5)}), path)
    with pytest.raises(InvalidHead, match="other languages"):
        load_head(path)


@pytest.mark.parametrize("content", [b"", b"no head at all", b"\x08" + b"\x00" * 7 + b"{}      "])
def test_damaged_file_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "head.safetensors"
    path.write_bytes(content)
    with pytest.raises(InvalidHead, match=r"head\.safetensors"):
        load_head(path)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidHead, match="nowhere"):
        load_head(tmp_path / "nowhere")


def test_shipped_head_fits_this_program() -> None:
    head = load_head()
    assert head.feature_names == FEATURE_NAMES
    assert head.hidden_weights.shape == (head.mean.size, head.hidden_bias.size)
    assert head.weights.shape == (head.hidden_bias.size, len(head.kinds))
    assert set(head.standards) == {"ru", "en", OTHER_LANGUAGES}
    assert all(0.05 < one.threshold < 0.95 for one in head.standards.values())
    assert {"opinion", "forecast", "plan", "heading"} <= set(head.kinds) - head.checkable_kinds


def test_model_card_names_the_shipped_weights() -> None:
    card = DEFAULT_HEAD.with_suffix(".md").read_text(encoding="utf-8")
    assert load_head().version in card
