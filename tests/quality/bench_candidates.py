"""How many candidates a claim are worth judging: `python -m tests.quality.bench_candidates`.

The development articles are checked with ever more candidates a claim. What each adds in verdicts
stands beside what it costs in time; the knee is `KEPT` in `workers/pipeline/reranking.py`. Verdicts
and times are of one run; every count is read afresh, nothing is remembered between them.
"""

import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.quality.end_to_end import check_all, share
from tests.quality.gold import E2E
from tests.quality.libraries import fill_checker
from workers.checking import open_models
from workers.models.formulas import load_formula
from workers.models.stance_model import open_stance_model
from workers.pipeline.check import ArticleChecker
from workers.pipeline.stance import StanceScorer
from workers.settings import read_settings

COUNTS = (1, 2, 3, 5, 7, 10, 15, 20)


@dataclass(frozen=True, slots=True)
class Point:
    """What so many candidates a claim give, over the covered claims."""

    kept: int
    cited: float  # share of claims whose deciding note is among the evidence
    right: float
    wrong_way: float
    seconds: float  # all articles


def measure(checker: ArticleChecker, kept: int) -> Point:
    models = replace(checker.models, kept=kept)
    started = time.perf_counter()
    outcomes, _ = check_all(ArticleChecker(checker.library, models))
    seconds = time.perf_counter() - started
    covered = [one for one in outcomes if one.gold.is_checkable and one.verdict]
    return Point(
        kept,
        share([one.cites_deciding_note for one in covered if one.gold.evidence]),
        share([one.is_right for one in covered]),
        share([one.is_wrong_way for one in covered]),
        seconds,
    )


def show(points: Sequence[Point]) -> Table:
    headings = (
        "candidates",
        "deciding note cited",
        "right",
        "wrong way",
        "seconds",
        "of the first",
    )
    table = Table(*headings, title="Candidates a claim")
    for one in points:
        cells = (f"{one.cited:.3f}", f"{one.right:.3f}", f"{one.wrong_way:.3f}")
        times = (f"{one.seconds:.1f}", f"{one.seconds / points[0].seconds:.2f}")
        table.add_row(str(one.kept), *cells, *times)
    return table


def open_forgetful(folder: Path) -> ArticleChecker:
    """The pipeline with a stance model that reads every pair anew."""
    settings = read_settings({})
    model = open_stance_model(settings.stance_model, settings.models_folder)
    models = replace(open_models(settings), stance=StanceScorer(model, load_formula()))
    return fill_checker(models, settings, folder, E2E / "sources.jsonl")


def main() -> None:
    if not E2E.exists():
        sys.exit(f"{E2E} is not here: the end-to-end articles live beside the repository.")
    with tempfile.TemporaryDirectory() as folder:
        checker = open_forgetful(Path(folder))
        check_all(checker, every=8)  # warm, and sentences' vectors kept
        Console().print(show([measure(checker, kept) for kept in COUNTS]))


if __name__ == "__main__":
    main()
