"""Calibration and threshold of every language, from held-out rows."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from sklearn.metrics import f1_score

from workers.models.heads import NEVER, OTHER_LANGUAGES, Standard
from workers.models.training.folds import HeldOut, Task
from workers.models.training.platt import fit_platt
from workers.pipeline.features import FEATURE_NAMES, GRAMMAR, WORDING
from workers.pipeline.rejections import RULES, YIELDING

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
ThresholdRule = Callable[[Array, Mask], float]
MIN_RECALL = 0.95  # a claim missed costs a newsroom more than one checked for nothing
F1_SLACK = 0.01
LEAST_GAIN = 0.005  # less is chance
THRESHOLDS = tuple(percent / 100 for percent in range(5, 95))
# What a language without morphology and word lists leaves open; see `read_features`.
UNTOLD = tuple(place for place, name in enumerate(FEATURE_NAMES) if name in GRAMMAR | WORDING)


def set_standards(task: Task, held: HeldOut) -> dict[str, Standard]:
    """Russian by its rows, English by the debates; other languages by the Russian rows as they
    look where grammar and wording are not told."""
    russian, debates = task.is_russian, ~task.is_russian & task.is_sampled
    met = meet_rules(task)
    return {
        "ru": set_standard(held.plain, task.labels, met, russian, keep_claims),
        "en": set_standard(held.plain, task.labels, met, debates, lean_to_claims),
        OTHER_LANGUAGES: set_standard(held.untold, task.labels, met, russian, keep_claims),
    }


def meet_rules(task: Task) -> Mask:
    """The rows that a rule rejects which a sure head may overrule."""
    rules = [rule for rejection, rule in RULES if rejection in YIELDING]
    rows = task.inputs[:, task.dimensions :].tolist()
    named = [dict(zip(FEATURE_NAMES, row, strict=True)) for row in rows]
    return np.array([any(rule(one) for rule in rules) for one in named])


def set_standard(
    logits: Array, labels: Mask, met: Mask, rows: Mask, choose_threshold: ThresholdRule
) -> Standard:
    """Platt scaling of the rows' logits, the threshold on what comes of it, and whether it may
    overrule the rules that the rows have `met`."""
    logits, labels, met = logits[rows], labels[rows], met[rows]
    slope, offset = fit_platt(logits, labels)
    probabilities = expit(slope * logits + offset)
    threshold = choose_threshold(probabilities, labels)
    sure = choose_sure(probabilities, labels, met, threshold)
    return Standard(slope, offset, threshold, sure)


def choose_sure(probabilities: Array, labels: Mask, met: Mask, threshold: float) -> float:
    """The hundredth from which on the head tells claims better than the rules; NEVER where that
    wins no LEAST_GAIN over them."""
    selected = probabilities >= threshold

    def find_f1(at: float) -> float:
        return float(f1_score(labels, selected & (~met | (probabilities >= at))))

    best = max((at for at in THRESHOLDS if at >= threshold), key=find_f1)
    return best if find_f1(best) >= find_f1(NEVER) + LEAST_GAIN else NEVER


def keep_claims(probabilities: Array, labels: Mask) -> float:
    """Of the hundredths that keep MIN_RECALL of the claims, the one with the best F1."""
    kept = [
        at
        for at in THRESHOLDS
        if (labels & (probabilities >= at)).sum() >= MIN_RECALL * labels.sum()
    ]
    return max(kept or THRESHOLDS[:1], key=lambda at: f1_score(labels, probabilities >= at))


def lean_to_claims(probabilities: Array, labels: Mask) -> float:
    """The lowest hundredth whose F1 is hardly under the best. For rows whose labels are too
    noisy to keep nearly all claims: in debates that would select every second sentence."""
    found = {at: f1_score(labels, probabilities >= at) for at in THRESHOLDS}
    best = max(found.values())
    return min(at for at, score in found.items() if score >= best - F1_SLACK)


def find_untold(task: Task) -> list[int]:
    """The input columns that a language without grammar and word lists does not tell."""
    return [task.dimensions + place for place in UNTOLD]
