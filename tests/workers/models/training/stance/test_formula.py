"""The formula's fit: it learns what is there, and never against a feature's sign."""

import json
from pathlib import Path

import numpy as np

from workers.models.formulas import load_formula
from workers.models.training.stance.formula import SIGNS, Fit, fit, store
from workers.pipeline.stance import CLASSES

NAMES = list(SIGNS)


def draw(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows whose answer follows the model's belief, except that a differing number refutes."""
    chance = np.random.default_rng(7)
    inputs = np.zeros((count, len(NAMES)))
    beliefs = chance.dirichlet((1, 1, 1), count)
    for place, name in enumerate(CLASSES):
        inputs[:, NAMES.index(f"model_{name}")] = np.log(beliefs[:, place])
    answers = np.array([chance.choice(3, p=belief) for belief in beliefs])
    differs = chance.random(count) < 0.2
    inputs[differs, NAMES.index("numbers_differs")] = 1.0
    answers[differs] = 1
    return inputs, answers


def test_it_learns_the_model_and_the_check() -> None:
    inputs, answers = draw(2000)
    found = fit(inputs, answers, np.ones(len(inputs)))
    belief = found.predict(inputs)
    assert np.allclose(belief.sum(axis=1), 1)
    model = inputs[:, [NAMES.index(f"model_{name}") for name in CLASSES]]
    assert np.mean(belief.argmax(1) == answers) > np.mean(model.argmax(1) == answers)
    assert found.weights[NAMES.index("numbers_differs"), 1] > 0


def test_no_weight_is_against_its_sign() -> None:
    inputs, answers = draw(600)
    swapped = np.array([1, 0, 2])[answers]  # labels that contradict every sign
    found = fit(inputs, swapped, np.ones(len(inputs)))
    for (name, bounds), weights in zip(SIGNS.items(), found.weights, strict=True):
        for (low, high), weight in zip(bounds, weights, strict=True):
            assert low is None or weight >= low, name
            assert high is None or weight <= high, name


def test_what_is_stored_is_what_is_loaded(tmp_path: Path) -> None:
    inputs, answers = draw(300)
    found = fit(inputs, answers, np.ones(len(inputs)))
    path = tmp_path / "formula.json"
    store(found, path)
    formula = load_formula(path)
    row = dict(zip(NAMES, inputs[0].tolist(), strict=True))
    belief = formula.weigh(row)
    expected = Fit(found.weights, found.bias).predict(inputs[:1])[0]
    assert np.allclose((belief.supports, belief.refutes, belief.neutral), expected, atol=1e-3)
    assert formula.name.startswith("formula@")
    assert set(json.loads(path.read_text())["weights"]) == set(SIGNS)
