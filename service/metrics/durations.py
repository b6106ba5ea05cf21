"""How long steps, their stages and the models took of late, wherever the workers were."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import ceil, nan

from prometheus_client.core import GaugeMetricFamily

from indexes.claims.durations import StepDuration
from indexes.claims.stored import StepKind
from workers.stages import MODELS, PARTS, Stage

QUANTILES = (0.5, 0.95, 1.0)
Seconds = dict[str, list[float]]  # by kind or stage, one a step


def tell_durations(durations: Iterable[StepDuration]) -> Iterator[GaugeMetricFamily]:
    """Quantiles over steps; the models' time in sum. Without a step there is no quantile: NaN."""
    by_kind, by_stage = sort_durations(durations)
    done = GaugeMetricFamily(
        "sverka_recent_steps", "Steps done within the last five minutes.", labels=["kind"]
    )
    for kind in StepKind:
        done.add_metric([kind.value], len(by_kind[kind.value]))
    yield done
    yield _tell_quantiles(
        "sverka_step_seconds",
        "Time of the attempt that did a step, last five minutes.",
        "kind",
        {kind.value: by_kind[kind.value] for kind in StepKind},
    )
    yield _tell_quantiles(
        "sverka_stage_seconds",
        "Time of a stage in a step, last five minutes.",
        "stage",
        {part.value: by_stage[part.value] for part in PARTS},
    )
    models = GaugeMetricFamily(
        "sverka_model_seconds", "Time in a model, sum of the last five minutes.", labels=["model"]
    )
    for model in MODELS:
        models.add_metric([model.value.removesuffix("_model")], sum(by_stage[model.value]))
    yield models


def sort_durations(durations: Iterable[StepDuration]) -> tuple[Seconds, Seconds]:
    """Seconds of whole steps by kind, and of all that they were spent on by stage."""
    by_kind: Seconds = defaultdict(list)
    by_stage: Seconds = defaultdict(list)
    for one in durations:
        by_kind[one.kind.value].append(one.spent.get(Stage.STEP, 0.0))
        for stage, seconds in one.spent.items():
            by_stage[stage].append(seconds)
    return by_kind, by_stage


def _tell_quantiles(name: str, says: str, label: str, values: Seconds) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, says, labels=[label, "quantile"])
    for value, seconds in values.items():
        for quantile in QUANTILES:
            family.add_metric([value, f"{quantile:g}"], find_quantile(seconds, quantile))
    return family


def find_quantile(seconds: Sequence[float], quantile: float) -> float:
    """The least of them that so great a part of them does not exceed; NaN of none."""
    ordered = sorted(seconds)
    return ordered[ceil(quantile * len(ordered)) - 1] if ordered else nan
