"""Inputs are read once for the same texts."""

from pathlib import Path

import numpy as np
import pytest

from indexes.sources.embeddings import Embedder
from workers.models.training.examples import Example
from workers.models.training.inputs import read_inputs
from workers.pipeline.features import FEATURE_NAMES

BRIDGE = Example("Мост закрыт с 2020 года.", "ru", True, "event", "book")
JOBS = Example("We created 12 jobs.", "en", True, "", "debate")


def test_inputs_are_kept_for_the_same_texts(tmp_path: Path, embedder: Embedder) -> None:
    inputs = read_inputs([BRIDGE, JOBS], embedder, tmp_path)
    assert inputs.shape == (2, embedder.dimensions + len(FEATURE_NAMES))
    has_year = embedder.dimensions + FEATURE_NAMES.index("has_year")
    assert inputs[:, has_year].tolist() == [1, 0]
    (kept,) = tmp_path.iterdir()
    np.save(kept, inputs + 1)
    assert read_inputs([BRIDGE, JOBS], embedder, tmp_path) == pytest.approx(inputs + 1)
    assert read_inputs([JOBS], embedder, tmp_path).shape[0] == 1
