"""Conversion of a tiny model with random weights: graph and torch must agree on it as well."""

from pathlib import Path

import numpy as np
import pytest

from indexes.sources.encoders import DEFAULT_MODEL, converting, open_embedder
from indexes.sources.encoders.converted import FOLDER_NAME, read_origin
from tests.indexes.sources.encoders.tiny_model import SHAPE, make_tiny_model

TEXTS = ["Мир и мир.", "мир и война, том 2025.", "", "и и и", "слово"]


@pytest.fixture
def converted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(converting, "read_packed", lambda _path: make_tiny_model())
    for leftover in (FOLDER_NAME, f"{FOLDER_NAME}.unfinished"):  # of a killed conversion
        (tmp_path / leftover).mkdir()
        (tmp_path / leftover / "leftover").touch()
    open_embedder(DEFAULT_MODEL, tmp_path)
    return tmp_path


def test_graph_and_torch_agree(converted: Path) -> None:
    graph = open_embedder(DEFAULT_MODEL, converted)
    reference = open_embedder(str(converted / FOLDER_NAME), converted)
    assert graph.dimensions == reference.dimensions == SHAPE.hidden
    similar = np.einsum("ij,ij->i", graph.embed_passages(TEXTS), reference.embed_passages(TEXTS))
    assert similar.min() > 0.999


def test_leftovers_are_replaced(converted: Path) -> None:
    folder = converted / FOLDER_NAME
    assert read_origin(folder) is not None
    assert not (folder / "leftover").exists()
    assert not folder.with_name(f"{FOLDER_NAME}.unfinished").exists()


def test_whole_conversion_is_kept(converted: Path) -> None:
    origin = read_origin(converted / FOLDER_NAME)
    assert converting.convert_default_model(converted) == origin
