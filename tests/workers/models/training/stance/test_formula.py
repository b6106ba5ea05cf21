"""The formula's fit: it learns what is there, and never against a feature's sign."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from indexes.records import VerdictLabel
from workers.models.formulas import load_formula
from workers.models.training.stance.formula import (
    PAIR_WEIGHT,
    SIGNS,
    STRANGER_WEIGHT,
    Fit,
    ask_model,
    fit,
    is_asked_with_both,
    list_cases,
    reach_verdicts_on_stories,
    store,
    weigh,
)
from workers.models.training.stance.rehearsal import Meeting
from workers.pipeline.stance import CLASSES, EXACT, read_checks

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


def test_it_is_the_same_in_whatever_unit_a_feature_counts() -> None:
    inputs, answers = draw(600)
    scales = np.linspace(0.1, 10, len(NAMES))
    one = fit(inputs, answers, np.ones(len(inputs)))
    other = fit(inputs * scales, answers, np.ones(len(inputs)))
    assert np.allclose(one.predict(inputs), other.predict(inputs * scales), atol=1e-3)


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


def meet(
    dataset: str, answer: int, *, is_own: bool = True, claim: str = "Мост открыли."
) -> Meeting:
    return Meeting(
        claim=claim,
        claim_language="ru",
        evidence_language="ru",
        group="g",
        dataset=dataset,
        is_own=is_own,
        answer=answer,
        premise="Мост | Мост открыт.",
        alone="Мост открыт.",
        hypothesis=claim,
        features=read_checks([]) | dict.fromkeys(EXACT, 0.0),
        checks=[],
    )


@pytest.mark.parametrize(
    ("meeting", "weight"),
    [
        (meet("stories", 0), 1.0),
        (meet("stories", 2, is_own=False), STRANGER_WEIGHT),
        (meet("sverka_ru", 0), PAIR_WEIGHT),
        (meet("sverka_ru", 2, is_own=False), PAIR_WEIGHT * STRANGER_WEIGHT),
    ],
)
def test_a_storys_own_notes_count_most(meeting: Meeting, weight: float) -> None:
    assert weigh(meeting) == pytest.approx(weight)


def test_confidence_is_learned_from_stories_without_one_side_or_both() -> None:
    story = [meet("stories", 0), meet("stories", 1), meet("stories", 2, is_own=False)]
    meetings = [*story, meet("sverka_ru", 0, claim="Мост закрыт.")]
    assert [one.label for one in list_cases(meetings)] == [
        VerdictLabel.SUPPORTED,
        VerdictLabel.REFUTED,
        VerdictLabel.NOT_ENOUGH_EVIDENCE,
        VerdictLabel.SUPPORTED,
    ]
    beliefs = np.array([[0.9, 0.05, 0.05], [0.05, 0.9, 0.05], [0.05, 0.05, 0.9], [0.9, 0.05, 0.05]])
    found = reach_verdicts_on_stories(meetings, beliefs)
    assert [one.judgement.label for one in found] == [
        VerdictLabel.SUPPORTED,
        VerdictLabel.REFUTED,
        VerdictLabel.NOT_ENOUGH_EVIDENCE,
    ]
    assert all(one.is_right for one in found)


def test_in_some_stories_the_sources_disagree() -> None:
    own = [meet("stories", 0), meet("stories", 1)]
    groups = [f"story {number}" for number in range(60)]
    conflicts = [
        VerdictLabel.CONFLICTING
        in {case.label for case in list_cases([replace(one, group=group) for one in own])}
        for group in groups
    ]
    assert conflicts == [is_asked_with_both(group) for group in groups]
    assert 10 < sum(conflicts) < 30
    one_sided = [replace(own[0], group=group) for group in groups]
    labels = {case.label for case in list_cases(one_sided)}
    assert labels == {VerdictLabel.SUPPORTED, VerdictLabel.NOT_ENOUGH_EVIDENCE}


def test_a_conflict_is_right_where_both_sides_are_found() -> None:
    group = next(name for name in "ghijk" if is_asked_with_both(name))
    own = [replace(meet("stories", answer), group=group) for answer in (0, 1, 2)]
    beliefs = np.array([[0.9, 0.05, 0.05], [0.05, 0.9, 0.05], [0.05, 0.05, 0.9]])
    found = reach_verdicts_on_stories(own, beliefs)
    conflict = next(one for one in found if one.label is VerdictLabel.CONFLICTING)
    assert conflict.is_right


def test_the_model_reads_each_meeting_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []

    class Reader:
        def judge(self, pairs: list[tuple[str, str]]) -> np.ndarray:
            asked.extend(pairs)
            return np.array([[0.8, 0.1, 0.1]] * len(pairs), np.float32)

    class Scorer:
        reader = Reader()

    monkeypatch.setattr("workers.models.training.stance.formula.open_scorer", lambda _: Scorer())
    (read,) = ask_model([meet("stories", 0)])
    assert [premise for premise, _ in asked] == ["Мост | Мост открыт.", "Мост открыт."]
    assert read.features["model_supports"] == pytest.approx(np.log(0.8), abs=1e-3)
