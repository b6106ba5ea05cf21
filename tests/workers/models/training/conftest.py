"""A small learning task of made-up points."""

from collections.abc import Callable

import numpy as np
import pytest

from workers.models.training.examples import Example
from workers.models.training.folds import Task
from workers.pipeline.features import FEATURE_NAMES


@pytest.fixture
def make_task() -> Callable[[int], Task]:
    """A task of 2,000 Russian rows, 2,000 of debates and some written claims.

    The first of two dimensions tells claims; no feature does.
    """

    def make(written: int) -> Task:
        chance = np.random.default_rng(11)
        inputs = chance.normal(size=(4000 + written, 2 + len(FEATURE_NAMES)))
        examples = []
        for number, row in enumerate(inputs):
            group = f"group-{number // 10}"
            if number < 2000:
                kind = "event" if row[0] > 0 else "opinion"
                examples.append(Example("", "ru", bool(row[0] > 0), kind, group))
            else:
                is_sampled = number < 4000
                is_checkable = bool(row[0] > 0) or not is_sampled
                examples.append(Example("", "en", is_checkable, "", group, is_sampled))
        return Task.of(examples, inputs, dimensions=2, seed=1)

    return make
