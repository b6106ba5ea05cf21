"""What each part of the check-worthiness head is worth, on held-out folds of the training rows."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from rich.progress import track
from sklearn.metrics import average_precision_score, f1_score

from workers.models.training.folds import Array, Columns, Mask, Task, cross_validate
from workers.pipeline.features import FEATURE_NAMES

TRIED_QUANTILES = np.arange(5, 95) / 100
CURVE = (0.03, 0.1, 0.3)  # shares of the debates to learn from
EVERYTHING = "everything"
MEMBERS = 1  # a table of many fits: one network each, all from the same beginning

FEATURE_GROUPS: dict[str, tuple[str, ...]] = {
    "tense and mood": (
        *("past_predicate", "present_predicate", "future_predicate", "future_verb"),
        *("imperative", "condition", "future_time", "past_time"),
    ),
    "shape of the predicate": (
        *("passive", "nominal_predicate", "no_subject", "no_finite_verb", "dash_predicate"),
        *("noun_share", "modifier_share", "negated"),
    ),
    "names": ("has_person", "has_place", "has_organisation", "has_several_names"),
    "numbers and dates": ("has_number", "has_several_numbers", "has_date", "has_year"),
    "ranks and comparisons": (
        *("first_of_its_kind", "comparative", "superlative_form", "comparison"),
        *("superlative", "rank", "cause", "definition"),
    ),
    "who says it": (
        *("speaking_predicate", "speech", "belief", "quoted_share", "speaker_label"),
        *("first_person_verb", "second_person_verb", "first_person", "address"),
    ),
    "view and feeling": (
        *("own_view", "hedge", "evaluation", "feeling", "particle", "general", "appeal"),
    ),
    "duty, intent, expectation": (
        *("obligation", "possibility", "intent", "expectation", "deontic_rule"),
    ),
    "length and marks": (
        *("length", "is_short", "question_mark", "exclamation_mark", "ellipsis", "colon"),
        *("starts_with_number", "opens_with_question_word"),
    ),
}


@dataclass(frozen=True, slots=True)
class Effect:
    """Average precision and best F1 of a head that lacks something."""

    name: str
    russian: tuple[float, float]
    english: tuple[float, float]


def measure_effects(task: Task) -> list[Effect]:
    """The whole head first, then without each group of inputs and without each group of rows."""
    variants = [*_vary_inputs(task), *_vary_rows(task)]
    return [_measure(name, task, inputs, rows) for name, inputs, rows in track(variants, "Effects")]


def _vary_inputs(task: Task) -> Iterator[tuple[str, Columns, Mask]]:
    every = np.ones(len(task.labels), dtype=bool)
    yield EVERYTHING, (), every
    yield "without the embedding", slice(0, task.dimensions), every
    yield "without all features", slice(task.dimensions, None), every
    for group, names in FEATURE_GROUPS.items():
        columns = [task.dimensions + FEATURE_NAMES.index(name) for name in names]
        yield f"without {group}", columns, every


def _vary_rows(task: Task) -> Iterator[tuple[str, Columns, Mask]]:
    yield "without the Russian rows", (), ~task.is_russian
    yield "without the English rows", (), task.is_russian
    yield "without the claims written as such", (), task.is_sampled
    for share in CURVE:
        yield f"with {share:.0%} of the debates", (), choose_debates(task, share)


def choose_debates(task: Task, share: float) -> Mask:
    """The rows with only this share of the debates; a smaller share lies within a larger one."""
    is_debate = ~task.is_russian & task.is_sampled
    debates = np.random.default_rng(task.seed).permutation(np.unique(task.groups[is_debate]))
    chosen = debates[: max(1, round(share * len(debates)))]
    return np.asarray(~is_debate | np.isin(task.groups, chosen))


def _measure(name: str, task: Task, removed: Columns, rows: Mask) -> Effect:
    logits = cross_validate(task.without(removed), rows, members=MEMBERS).plain
    debates = ~task.is_russian & task.is_sampled
    figures = [score(task.labels[those], logits[those]) for those in (task.is_russian, debates)]
    return Effect(name, *figures)


def score(labels: Mask, logits: Array) -> tuple[float, float]:
    """Average precision, and F1 at the best threshold."""
    tried = np.quantile(logits, TRIED_QUANTILES)
    best = max(f1_score(labels, logits >= at) for at in tried)
    return float(average_precision_score(labels, logits)), float(best)
