"""Quantiles and sums over what steps were spent on."""

from math import isnan

import pytest

from indexes.claims.durations import StepDuration
from indexes.claims.stored import StepKind
from service.metrics.durations import find_quantile, tell_durations


def read(durations: list[StepDuration]) -> dict[tuple[str, ...], float]:
    return {
        (sample.name.removeprefix("sverka_"), *sample.labels.values()): sample.value
        for family in tell_durations(durations)
        for sample in family.samples
    }


def test_by_kind_by_stage_and_by_model() -> None:
    told = read(
        [
            StepDuration(
                StepKind.VERIFY,
                {"step": 1.5, "retrieval": 0.5, "stance": 0.9, "stance_model": 0.7},
            ),
            StepDuration(StepKind.VERIFY, {"step": 3.0, "retrieval": 0.25, "stance_model": 0.2}),
            StepDuration(StepKind.SPLIT, {"step": 0.4, "split": 0.4, "embedding_model": 0.1}),
        ]
    )
    assert told["recent_steps", "verify"] == 2
    assert told["recent_steps", "recheck"] == 0
    assert told["step_seconds", "verify", "0.5"] == 1.5
    assert told["step_seconds", "verify", "0.95"] == told["step_seconds", "verify", "1"] == 3.0
    assert told["stage_seconds", "retrieval", "0.5"] == 0.25
    assert told["stage_seconds", "split", "1"] == 0.4
    assert told["model_seconds", "stance"] == pytest.approx(0.9)
    assert told["model_seconds", "embedding"] == 0.1


def test_of_no_step_there_is_no_time_and_no_model_worked() -> None:
    told = read([])
    assert isnan(told["step_seconds", "recheck", "0.5"])
    assert isnan(told["stage_seconds", "verdict", "1"])
    assert told["model_seconds", "stance"] == told["recent_steps", "split"] == 0


@pytest.mark.parametrize(
    ("quantile", "found"), [(0.5, 50.0), (0.95, 95.0), (0.951, 96.0), (1.0, 100.0)]
)
def test_quantiles(quantile: float, found: float) -> None:
    assert find_quantile([float(number) for number in range(100, 0, -1)], quantile) == found
