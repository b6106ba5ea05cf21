"""The int8 graph at run time: against the C engine, and what it promises to callers."""

import random
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from indexes.sources.embeddings import Embedder
from indexes.sources.encoders import DEFAULT_MODEL, open_embedder
from indexes.sources.encoders.running import BATCH_TOKENS, plan_batches


def cosines(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    return np.einsum("ij,ij->i", left, right)


def test_vectors_of_the_c_engine(embedder: Embedder, c_engine, sentences: list[str]) -> None:
    sample = random.Random(0).sample([text for text in sentences if len(text) < 300], 60)
    similar = cosines(embedder.embed_passages(sample), c_engine.embed_passages(sample))
    assert similar.min() > 0.98
    assert similar.mean() > 0.995


def test_vectors_are_float32_of_length_one_in_the_order_of_the_texts(
    embedder: Embedder, sentences: list[str]
) -> None:
    texts = sentences[:40]
    vectors = embedder.embed_passages(texts)
    assert vectors.dtype == np.float32
    assert vectors.shape == (40, embedder.dimensions) == (40, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert np.abs(embedder.embed_passages(texts[::-1])[::-1] - vectors).max() < 1e-5


def test_batch_mates_change_nothing(embedder: Embedder, sentences: list[str]) -> None:
    together = embedder.embed_passages([*sentences[:30], "слово " * 400])
    alone = np.concatenate([embedder.embed_passages([text]) for text in sentences[:30]])
    assert np.abs(together[:30] - alone).max() < 1e-5


def test_threads_share_one_embedder(embedder: Embedder, sentences: list[str]) -> None:
    batches = [sentences[start : start + 5] for start in range(0, 40, 5)]
    with ThreadPoolExecutor(4) as pool:
        parallel = list(pool.map(embedder.embed_queries, batches))
    assert np.abs(np.concatenate(parallel) - embedder.embed_queries(sentences[:40])).max() < 1e-5


def test_no_texts(embedder: Embedder) -> None:
    assert embedder.embed_queries([]).shape == (0, 384)
    assert embedder.embed_passages([]).dtype == np.float32


@pytest.mark.parametrize("text", ["", " ", "\x00", "😀", "а" * 100_000, "слово " * 100_000])
def test_any_text_has_a_vector(text: str, embedder: Embedder) -> None:
    assert np.linalg.norm(embedder.embed_queries([text])) == pytest.approx(1, abs=1e-5)


def test_what_lies_behind_512_tokens_is_cut(embedder: Embedder) -> None:
    start = "Парламент принял закон. " * 200
    vectors = embedder.embed_passages([start, start + "Кошка спит на окне."])
    assert np.array_equal(vectors[0], vectors[1])


def test_queries_and_passages_differ(embedder: Embedder) -> None:
    text = ["Переговоры завершились подписанием декларации."]
    similarity = cosines(embedder.embed_queries(text), embedder.embed_passages(text))
    assert 0.9 < similarity[0] < 0.999


@pytest.mark.parametrize(
    ("query", "near", "far"),
    [
        (
            "Президента встречал первый вице-премьер Денис Мантуров.",
            "В аэропорту гостя приветствовал Мантуров, первый заместитель премьера.",
            "Цены на овощи за неделю выросли на два процента.",
        ),
        (
            "The reactor was shut down in 1999.",
            "Реактор был остановлен в 1999 году.",
            "Футбольный клуб выиграл кубок страны.",
        ),
    ],
)
def test_meaning(query: str, near: str, far: str, embedder: Embedder) -> None:
    similar = embedder.embed_passages([near, far]) @ embedder.embed_queries([query])[0]
    assert similar[0] > similar[1] + 0.05


@pytest.mark.parametrize(
    "lengths", [[], [1], [512] * 3, [513, 2], [5, 500, 5, 40, 40], list(range(1, 200))]
)
def test_batches(lengths: Sequence[int]) -> None:
    batches = list(plan_batches(lengths))
    places = [place for batch in batches for place in batch]
    assert sorted(places) == list(range(len(lengths)))
    assert [lengths[place] for place in places] == sorted(lengths)
    for batch in batches:
        longest = max(lengths[place] for place in batch)
        assert len(batch) == 1 or len(batch) * longest <= BATCH_TOKENS


@pytest.mark.parametrize("threads", [1, 2])
def test_threads_setting(
    threads: int, embedder: Embedder, models_folder: Path, sentences: list[str]
) -> None:
    other = open_embedder(DEFAULT_MODEL, models_folder, threads=threads)
    assert other.name == embedder.name
    texts = sentences[:40]  # several batches
    assert np.abs(other.embed_queries(texts) - embedder.embed_queries(texts)).max() < 1e-5


def test_torch_is_not_imported(embedder: Embedder, models_folder: Path) -> None:
    script = f"""
import sys
from pathlib import Path
from indexes.sources.encoders import DEFAULT_MODEL, open_embedder
open_embedder(DEFAULT_MODEL, Path({str(models_folder)!r})).embed_queries(["проверка"])
print({{"torch", "transformers", "onnx", "sentence_transformers"}} & set(sys.modules))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    assert (done.stdout, done.stderr) == ("set()\n", "")
