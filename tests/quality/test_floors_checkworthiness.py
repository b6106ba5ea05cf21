"""Floors under the check-worthiness head, a little below what `make bench-quality` measures."""

import pytest

from indexes.sources.embeddings import Embedder
from tests.quality.checkworthiness_data import (
    DATA,
    OTHERS,
    RUSSIAN,
    Judged,
    judge,
    measure_average_precision,
    measure_calibration_error,
    measure_f1,
    measure_ndcg,
    measure_recall,
    read_labelled,
)
from workers.models.heads import load_head

MIN_F1, MIN_AVERAGE_PRECISION, MIN_RECALL, MIN_NDCG = 0.89, 0.95, 0.89, 0.90
MAX_CALIBRATION_ERROR = 0.05
MIN_DEBATES_F1, MIN_DEBATES_AVERAGE_PRECISION = 0.74, 0.84
DEBATES = "checkthat2024_t1 en"

pytestmark = pytest.mark.skipif(
    not RUSSIAN.exists(), reason=f"the labelled sentences are not here ({DATA})"
)


@pytest.fixture(scope="module")
def russian(embedder: Embedder) -> list[Judged]:
    rows = [row for rows in read_labelled(RUSSIAN).values() for row in rows]
    return judge(rows, embedder, load_head())


@pytest.fixture(scope="module")
def debates(embedder: Embedder) -> list[Judged]:
    return judge(read_labelled(OTHERS)[DEBATES], embedder, load_head())


def test_selection(russian: list[Judged]) -> None:
    assert measure_f1(russian) >= MIN_F1
    assert measure_recall(russian) >= MIN_RECALL


def test_ranking(russian: list[Judged]) -> None:
    assert measure_average_precision(russian) >= MIN_AVERAGE_PRECISION
    assert measure_ndcg(russian) >= MIN_NDCG


def test_probabilities_mean_what_they_say(russian: list[Judged]) -> None:
    assert measure_calibration_error(russian) <= MAX_CALIBRATION_ERROR


def test_english_debates(debates: list[Judged]) -> None:
    assert measure_f1(debates) >= MIN_DEBATES_F1
    assert measure_average_precision(debates) >= MIN_DEBATES_AVERAGE_PRECISION
