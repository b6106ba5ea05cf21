"""The int8 cross-encoder with the weights of the repository."""

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from workers.models.cross_encoder import CrossEncoder, open_cross_encoder

PREMISE = "Визит завершён | 2025-11-13 | Президент Казахстана прибыл в Москву 12 ноября 2025 года."
PAIRS = [
    (PREMISE, "Президент Казахстана прилетел в Москву."),
    (PREMISE, "Президент Казахстана не приезжал в Москву."),
    ("Парламент принял закон о бюджете.", "Закон о бюджете отклонён."),
    ("The plant was shut down in 1999.", "Завод закрыли в 1999 году."),
    ("The plant was shut down in 1999.", "Футбольный клуб выиграл кубок страны."),
    ("", ""),
    ("Цены на овощи за неделю выросли на два процента. " * 30, "Овощи подорожали."),
]


@pytest.fixture(scope="module")
def cross_encoder(models_folder: Path) -> CrossEncoder:
    return open_cross_encoder(models_folder, threads=2)


def test_probabilities(cross_encoder: CrossEncoder) -> None:
    found = cross_encoder.judge(PAIRS)
    assert found.shape == (len(PAIRS), 3)
    assert found.dtype == np.float32
    assert found.min() >= 0
    assert found.sum(axis=1) == pytest.approx(1, abs=1e-5)
    assert np.ptp(found, axis=0).max() > 0.05  # it tells the pairs apart


def test_no_pairs(cross_encoder: CrossEncoder) -> None:
    assert cross_encoder.judge([]).shape == (0, 3)


def test_batch_mates_change_nothing(cross_encoder: CrossEncoder) -> None:
    alone = np.concatenate([cross_encoder.judge([pair]) for pair in PAIRS])
    assert np.abs(cross_encoder.judge(PAIRS) - alone).max() < 1e-5
    assert np.abs(cross_encoder.judge(PAIRS[::-1])[::-1] - alone).max() < 1e-5


def test_equal_pairs_are_judged_once_and_stand_where_they_stood(
    cross_encoder: CrossEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoded: list[tuple[str, str]] = []
    encode = cross_encoder._encode
    monkeypatch.setattr(
        cross_encoder, "_encode", lambda *pair: encoded.append(pair) or encode(*pair)
    )
    found = cross_encoder.judge([PAIRS[0], PAIRS[1], PAIRS[0], PAIRS[0]])
    assert encoded == PAIRS[:2]
    assert np.array_equal(found[0], found[2])
    assert np.array_equal(found[0], found[3])
    assert not np.array_equal(found[0], found[1])


def test_premise_and_claim_are_not_interchangeable(cross_encoder: CrossEncoder) -> None:
    premise, claim = PAIRS[0]
    there, back = cross_encoder.judge([(premise, claim), (claim, premise)])
    assert np.abs(there - back).max() > 0.001


@pytest.mark.parametrize(
    ("pair", "same_as"),
    [
        (("слово " * 2000, "Слово."), ("слово " * 3000, "Слово.")),
        (("а" * 100_000, "Слово."), ("а" * 50_000, "Слово.")),
        (("Слово.", "слово " * 2000), ("Слово.", "слово " * 3000)),
        (("слово " * 2000, "дело " * 2000), ("слово " * 3000, "дело " * 3000)),
    ],
)
def test_what_is_too_long_is_cut(
    pair: tuple[str, str], same_as: tuple[str, str], cross_encoder: CrossEncoder
) -> None:
    found = cross_encoder.judge([pair, same_as])
    assert np.array_equal(found[0], found[1])


def test_of_a_long_pair_the_longer_text_is_cut(cross_encoder: CrossEncoder) -> None:
    """However long the premise, the whole claim is read."""
    premise = "Парламент принял закон. " * 400
    claim = "Закон о бюджете страны на три года принят парламентом в первом чтении"
    found = cross_encoder.judge([(premise, f"{claim}."), (premise, f"{claim}, но отклонён.")])
    assert np.abs(found[0] - found[1]).max() > 0.001


@pytest.mark.parametrize("text", ["", " ", "\x00", "😀"])
def test_any_text_has_an_answer(text: str, cross_encoder: CrossEncoder) -> None:
    found = cross_encoder.judge([(text, "Слово."), ("Слово.", text)])
    assert found.sum(axis=1) == pytest.approx(1, abs=1e-5)


def test_threads_share_one_cross_encoder(cross_encoder: CrossEncoder) -> None:
    def judge(place: int) -> np.ndarray:
        return cross_encoder.judge(PAIRS[place:] + PAIRS[:place])

    together = cross_encoder.judge(PAIRS)
    with ThreadPoolExecutor(4) as pool:
        for place, found in enumerate(pool.map(judge, range(len(PAIRS)))):
            assert np.abs(np.roll(found, place, axis=0) - together).max() < 1e-5


def test_torch_is_not_imported(cross_encoder: CrossEncoder, models_folder: Path) -> None:
    script = f"""
import sys
from pathlib import Path
from workers.models.stance_model import DEFAULT_STANCE_MODEL, open_stance_model
model = open_stance_model(DEFAULT_STANCE_MODEL, Path({str(models_folder)!r}), threads=1)
model.judge([("проверка", "проверка")])
print(model.name, {{"torch", "transformers", "onnx", "sentence_transformers"}} & set(sys.modules))
"""
    done = run_script(script)
    assert (done.stdout, done.stderr) == (f"{cross_encoder.name} set()\n", "")


def run_script(script: str) -> subprocess.CompletedProcess[str]:
    command: Sequence[str] = [sys.executable, "-c", script]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
