"""The exact checks over labelled pairs, combined with the model's answers as the pipeline does."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rich.progress import track

from indexes.records import CheckResult, Stance, StanceProbabilities
from tests.quality.stance_rows import Label, StanceRow
from workers.languages.factory import open_language
from workers.pipeline.checks import read_facts, run_checks
from workers.pipeline.evidence import choose_stance, overrule

LABELS = {
    Stance.SUPPORTS: Label.SUPPORTS,
    Stance.REFUTES: Label.REFUTES,
    Stance.NEUTRAL: Label.NEUTRAL,
}


def check_row(row: StanceRow) -> tuple[CheckResult, ...]:
    """What the checks find between the claim and each sentence of its evidence."""
    evidence_language, claim_language = row.languages
    claim = read_facts(row.claim, open_language(claim_language), row.published_at)
    language = open_language(evidence_language)
    return tuple(
        result
        for span in language.sentences(row.evidence)
        for result in run_checks(
            claim, read_facts(span.of(row.evidence), language, row.published_at)
        )
    )


def decide_with_checks(
    rows: Sequence[StanceRow], probabilities: NDArray[np.float32]
) -> NDArray[np.intp]:
    """The label of each row when the exact checks have their say."""
    return np.array(
        [
            _decide(StanceProbabilities(*map(float, belief)), check_row(row))
            for row, belief in track(
                list(zip(rows, probabilities, strict=True)), "exact checks", transient=True
            )
        ]
    )


def _decide(belief: StanceProbabilities, checks: Sequence[CheckResult]) -> Label:
    return LABELS[choose_stance(overrule(belief, checks), checks)]
