"""The table of effects: its groups, and that it finds what matters."""

import numpy as np

from workers.models.training import effects
from workers.models.training.effects import (
    EVERYTHING,
    FEATURE_GROUPS,
    choose_debates,
    measure_effects,
    score,
)
from workers.pipeline.features import FEATURE_NAMES


def test_every_feature_is_in_one_group() -> None:
    grouped = [name for names in FEATURE_GROUPS.values() for name in names]
    assert sorted(grouped) == sorted(FEATURE_NAMES)


def test_what_matters_is_missed_most(make_task, monkeypatch) -> None:
    """Labels follow the embedding's first dimension alone."""
    monkeypatch.setattr(effects, "CURVE", ())
    monkeypatch.setattr(effects, "FEATURE_GROUPS", {"names": FEATURE_GROUPS["names"]})
    found = {one.name: one for one in measure_effects(make_task(written=20))}
    whole = found[EVERYTHING].russian[0]
    assert whole > 0.9
    assert found["without the embedding"].russian[0] < whole - 0.2
    assert abs(found["without names"].russian[0] - whole) < 0.05


def test_fewer_debates_are_among_more(make_task) -> None:
    task = make_task(written=20)
    few, many = choose_debates(task, 0.1), choose_debates(task, 0.5)
    assert (few <= many).all()
    assert few[task.is_russian].all()
    assert few[~task.is_sampled].all()
    assert few.sum() == 2000 + 20 + 200


def test_score_is_perfect_where_claims_stand_above_the_rest() -> None:
    labels = np.array([False, True] * 50)
    assert score(labels, labels * 2.0) == (1.0, 1.0)
