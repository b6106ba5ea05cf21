"""Labelled pairs judged as the pipeline does: the model's answer with the exact checks beside it.

Each row's evidence is the one passage that was found for its claim; sentence, stretch, checks and
stance are chosen by the product's own code.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track

from indexes.records import (
    Article,
    Candidate,
    Claim,
    ClaimKind,
    Evidence,
    Passage,
    Span,
    Stance,
)
from tests.quality.stance_rows import Label, StanceRow
from workers.pipeline.evidence import EvidenceJudge
from workers.pipeline.retrieval import merge_candidates

STDERR = Console(stderr=True)
LABELS = {
    Stance.SUPPORTS: Label.SUPPORTS,
    Stance.REFUTES: Label.REFUTES,
    Stance.NEUTRAL: Label.NEUTRAL,
}


def decide_with_checks(judge: EvidenceJudge, rows: Sequence[StanceRow]) -> NDArray[np.intp]:
    """The label of each row, in order. Rows of one passage are judged together."""
    found = np.empty(len(rows), np.intp)
    for places in track(list(_group(rows)), "with exact checks", console=STDERR):
        judged = _judge(judge, [rows[place] for place in places])
        found[places] = [_read_stance(own) for own in judged]
    return found


def _group(rows: Sequence[StanceRow]) -> Iterator[list[int]]:
    """Places of the rows of one passage whose claims are of one language."""

    def key(place: int) -> tuple[str, str]:
        return rows[place].evidence, rows[place].language

    for _, places in groupby(sorted(range(len(rows)), key=key), key):
        yield list(places)


def _judge(judge: EvidenceJudge, rows: Sequence[StanceRow]) -> list[tuple[Evidence, ...]]:
    first = rows[0]
    evidence_language, claim_language = first.languages
    passage = Passage(
        id=first.group,
        source_id=first.group,
        span=Span(0, len(first.evidence)),
        text=first.evidence,
        language=evidence_language,
        title=first.title,
        published_at=first.published_at,
    )
    claims = [_make_claim(row, claim_language, str(place)) for place, row in enumerate(rows)]
    found = [Candidate(passage, fused_score=1.0)]  # the only one
    candidates = [merge_candidates(found, found) for _ in rows]
    article = Article(id="a", text="", language=claim_language, published_at=first.published_at)
    return judge.judge_stances(article, claims, candidates)


def _make_claim(row: StanceRow, language: str, claim_id: str) -> Claim:
    return Claim(claim_id, "a", row.claim, Span(0, 0), language, ClaimKind.EVENT, 1.0)


def _read_stance(evidence: Sequence[Evidence]) -> Label:
    """One passage gives one piece of evidence; none says nothing."""
    return LABELS[evidence[0].stance] if evidence else Label.NEUTRAL
