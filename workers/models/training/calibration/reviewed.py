"""Rows out of people's reviews: a verdict is right when its last reviewer holds the same label."""

from collections.abc import Sequence
from dataclasses import dataclass

from indexes.claims.reviews import ReviewedVerdict
from indexes.records import Verdict
from workers.models.calibrators import name_scorer
from workers.models.training.calibration.rows import CalibrationRow
from workers.pipeline.calibration import find_language_group


@dataclass(frozen=True, slots=True)
class ReviewRows:
    """Rows of one scorer's verdicts; those of other scorers say nothing of its confidence."""

    scorer: str
    rows: tuple[CalibrationRow, ...]
    left_out: int


def read_reviews(reviewed: Sequence[ReviewedVerdict]) -> ReviewRows:
    """The reviews of verdicts by the model and rules that reached the newest of them."""
    if not reviewed:
        return ReviewRows("", (), 0)
    newest = max(reviewed, key=lambda one: one.verdict.reached_at)
    scorer = find_scorer(newest.verdict)
    rows = tuple(make_row(one) for one in reviewed if find_scorer(one.verdict) == scorer)
    return ReviewRows(scorer, rows, len(reviewed) - len(rows))


def find_scorer(verdict: Verdict) -> str:
    """Whose confidence the verdict has."""
    provenance = verdict.provenance
    return name_scorer(provenance.models.get("stance", ""), provenance.rules_version)


def make_row(reviewed: ReviewedVerdict) -> CalibrationRow:
    """The verdict as known now, with the confidence that it had before calibration."""
    verdict, judgement = reviewed.verdict, reviewed.verdict.now
    raw = judgement.raw_confidence
    return CalibrationRow(
        confidence=judgement.confidence if raw is None else raw,
        label=judgement.label,
        language_group=find_language_group(reviewed.language, judgement.label, verdict.evidence),
        right=reviewed.held is judgement.label,
        article=reviewed.article_hash,
    )
