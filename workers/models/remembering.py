"""A stance model that remembers: evidence and claim that it has read are looked up."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexes.sources.vector_cache import VectorCache, make_key
from workers.models.stance_model import StanceModel

FILE_NAME = "answers.cache"
ANSWERS = 3  # supports, refutes, neutral
ROWS = 262_144  # 10 MB: the pairs of some thousand articles


@dataclass(frozen=True, slots=True)
class RememberingReader:
    """A claim that comes again, in whatever article, costs no second reading."""

    reader: StanceModel
    cache: VectorCache

    @property
    def name(self) -> str:
        return self.reader.name

    def judge(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """As the reader: (pairs, 3)."""
        keys = [make_key(self.name, *pair) for pair in pairs]
        answers = self.cache.find(keys)
        missing = {key: pair for key, pair in zip(keys, pairs, strict=True) if key not in answers}
        if missing:
            fresh = dict(zip(missing, self.reader.judge(list(missing.values())), strict=True))
            self.cache.keep(fresh)
            answers |= fresh
        rows = [answers[key] for key in keys]
        return np.array(rows, dtype=np.float32).reshape(len(pairs), ANSWERS)


def remember_answers(reader: StanceModel, folder: Path) -> RememberingReader:
    """The reader with a cache in `folder`, which other processes may share."""
    return RememberingReader(reader, VectorCache(folder / FILE_NAME, ANSWERS, ROWS))
