"""The formula's fit: it learns what is there, and never against a feature's sign."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from indexes.records import VerdictLabel
from workers.models.formulas import load_formula
from workers.models.training.stance.formula import (
    ALONE,
    PAIR_WEIGHT,
    SIGNS,
    STRANGER_WEIGHT,
    STRANGER_WEIGHT_ALONE,
    Fit,
    ask_model,
    fit,
    fit_alone,
    fit_in_article,
    is_asked_with_both,
    list_cases,
    predict_across,
    reach_verdicts_on_stories,
    read_inputs,
    store,
    weigh,
    weigh_alone,
    with_model,
)
from workers.models.training.stance.rehearsal import Meeting
from workers.pipeline.stance import CLASSES, EXACT, KIN, read_checks

NAMES = list(SIGNS)
BOUNDS = list(SIGNS.values())


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
    found = fit(inputs, answers, np.ones(len(inputs)), BOUNDS)
    belief = found.predict(inputs)
    assert np.allclose(belief.sum(axis=1), 1)
    model = inputs[:, [NAMES.index(f"model_{name}") for name in CLASSES]]
    assert np.mean(belief.argmax(1) == answers) > np.mean(model.argmax(1) == answers)
    assert found.weights[NAMES.index("numbers_differs"), 1] > 0


def test_no_weight_is_against_its_sign() -> None:
    inputs, answers = draw(600)
    swapped = np.array([1, 0, 2])[answers]  # labels that contradict every sign
    found = fit(inputs, swapped, np.ones(len(inputs)), BOUNDS)
    for (name, bounds), weights in zip(SIGNS.items(), found.weights, strict=True):
        for (low, high), weight in zip(bounds, weights, strict=True):
            assert low is None or weight >= low, name
            assert high is None or weight <= high, name


def test_it_is_the_same_in_whatever_unit_a_feature_counts() -> None:
    inputs, answers = draw(600)
    scales = np.linspace(0.1, 10, len(NAMES))
    one = fit(inputs, answers, np.ones(len(inputs)), BOUNDS)
    other = fit(inputs * scales, answers, np.ones(len(inputs)), BOUNDS)
    assert np.allclose(one.predict(inputs), other.predict(inputs * scales), atol=1e-3)


def test_what_is_stored_is_what_is_loaded(tmp_path: Path) -> None:
    meetings = read_some(300)
    in_article, alone = fit_in_article(meetings), fit_alone(meetings)
    path = tmp_path / "formula.json"
    store(in_article, alone, path)
    formula = load_formula(path)
    assert formula.name.startswith("formula@")
    row = meetings[0].features
    for softmax, fitted, names in (
        (formula.in_article, in_article, NAMES),
        (formula.alone, alone, ALONE),
    ):
        belief = softmax.weigh(row)
        (expected,) = fitted.predict(read_inputs(meetings[:1], names))
        assert np.allclose((belief.supports, belief.refutes, belief.neutral), expected, atol=1e-3)
        assert set(softmax.weights) == set(names)


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


def test_without_an_article_strangers_count_less_and_all_claims_alike() -> None:
    weights = [weigh_alone(meet(name, 0)) for name in ("stories", "sverka_ru")]
    assert weights == [1.0, 1.0]
    assert weigh_alone(meet("stories", 2, is_own=False)) == STRANGER_WEIGHT_ALONE < STRANGER_WEIGHT


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


def read_some(count: int) -> list[Meeting]:
    """Single claims that follow the model, each with a number that its article is near."""
    inputs, answers = draw(count)
    chance = np.random.default_rng(3)
    return [
        replace(
            meet("sverka_ru", int(answer), claim=f"Мост {place}."),
            features=dict(zip(NAMES, row.tolist(), strict=True))
            | {"kin_similarity": float(answer != 2) + chance.normal() / 4},
        )
        for place, (row, answer) in enumerate(zip(inputs, answers, strict=True))
    ]


def test_only_a_claim_in_an_article_is_weighed_by_kinship() -> None:
    meetings = read_some(400)
    alone, in_article = fit_alone(meetings), fit_in_article(meetings)
    assert alone.weights.shape == (len(ALONE), 2)
    assert not set(ALONE) & set(KIN)
    assert (in_article.weights[NAMES.index("kin_similarity")] > 0).all()
    answers = np.array([one.answer for one in meetings])
    assert np.mean(alone.predict(read_inputs(meetings, ALONE)).argmax(1) == answers) > 0.6


def test_of_claims_without_an_article_none_counts_more() -> None:
    """In an article a single claim weighs a tenth of a story's; alone both weigh alike."""
    said = [replace(one, answer=0) for one in read_some(60)]
    contradicted = [replace(one, dataset="stories", answer=1) for one in said]
    believed = fit_alone([*said, *contradicted]).predict(read_inputs(said, ALONE))
    assert np.allclose(believed[:, 0], believed[:, 1], atol=0.01)


def test_beliefs_come_from_folds_that_did_not_train() -> None:
    meetings = [replace(one, group=one.claim) for one in read_some(100)]
    asked: list[frozenset[str]] = []

    def fit_part(train: Sequence[Meeting]) -> Fit:
        asked.append(frozenset(one.group for one in train))
        return fit_alone(train)

    beliefs = predict_across(meetings, ALONE, fit_part)
    assert np.allclose(beliefs.sum(axis=1), 1)
    assert sum(100 - len(groups) for groups in asked) == 100
    assert frozenset.intersection(*asked) == frozenset()


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

    monkeypatch.setattr("workers.models.training.stance.formula.open_reader", lambda _: Reader())
    meetings = [meet("stories", 0)]
    readings = ask_model(meetings)
    assert [premise for premise, _ in asked] == ["Мост | Мост открыт.", "Мост открыт."]
    (read,) = with_model(meetings, readings, 1.0)
    assert read.features["model_supports"] == pytest.approx(np.log(0.8), abs=1e-3)
