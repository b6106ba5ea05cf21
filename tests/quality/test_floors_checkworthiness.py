"""Floors under the check-worthiness head, a little below what `make bench-quality` measures."""

import numpy as np
import pytest
from sklearn.metrics import average_precision_score

from indexes.sources.embeddings import Embedder
from tests.quality.checkworthiness_data import DATA, RUSSIAN, assess_labelled, f1_of, read_labelled
from workers.models.heads import load_head
from workers.pipeline.checkworthiness import Assessment

MIN_F1, MIN_AVERAGE_PRECISION, MIN_RECALL = 0.89, 0.94, 0.88
MAX_CALIBRATION_ERROR = 0.05

pytestmark = pytest.mark.skipif(
    not RUSSIAN.exists(), reason=f"the labelled sentences are not here ({DATA})"
)


@pytest.fixture(scope="module")
def judged(embedder: Embedder) -> tuple[np.ndarray, list[Assessment]]:
    rows = [row for rows in read_labelled(RUSSIAN).values() for row in rows]
    found = assess_labelled(rows, embedder, load_head())
    return np.array([row.label for row in rows]), found


def test_selection(judged: tuple[np.ndarray, list[Assessment]]) -> None:
    labels, found = judged
    selected = np.array([one.is_selected for one in found])
    assert f1_of(labels, selected) >= MIN_F1
    assert (labels & selected).sum() / labels.sum() >= MIN_RECALL


def test_ranking(judged: tuple[np.ndarray, list[Assessment]]) -> None:
    labels, found = judged
    scores = [one.check_worthiness for one in found]
    assert average_precision_score(labels, scores) >= MIN_AVERAGE_PRECISION


def test_probabilities_mean_what_they_say(judged: tuple[np.ndarray, list[Assessment]]) -> None:
    """Expected calibration error over five equally large groups."""
    labels, found = judged
    scores = np.array([one.check_worthiness for one in found])
    groups = np.array_split(np.argsort(scores), 5)
    gaps = [abs(scores[group].mean() - labels[group].mean()) for group in groups]
    assert np.mean(gaps) <= MAX_CALIBRATION_ERROR
