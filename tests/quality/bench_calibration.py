"""Whether a confidence means what it says: `python -m tests.quality.bench_calibration`.

Two confidences: the stance model's largest probability on `verdict_ru.test-only`, and the final
one of every verdict on the development articles, as bench_end_to_end left it in `var/`. Draws
docs/reliability.svg.
"""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from rich.console import Console
from rich.table import Table

from tests.quality.bench_end_to_end import CHANCE, CONFIDENCES
from tests.quality.calibration import (
    Array,
    Score,
    brier_score,
    calibration_error,
    cover_by_confidence,
    estimate_score,
    expect_error_of_perfect,
    risk_area,
)
from tests.quality.findings import WIDTH, Finding, report
from tests.quality.measures import ROOT
from tests.quality.reliability_figure import Series, draw_reliability
from tests.quality.stance_answers import answer_rows
from tests.quality.stance_rows import is_here
from tests.quality.stance_sets import VERDICT_RU
from workers.models.stance_model import DEFAULT_STANCE_MODEL, open_stance_model
from workers.settings import read_settings

FIGURE = ROOT / "docs" / "reliability.svg"
THREADS = 2
FEWEST = 20  # rows of a language or kind that gets a line of its own
ARTICLE_BINS = 10  # in the figure: 15 bins of the articles hold too few verdicts to be seen


@dataclass(frozen=True, slots=True)
class Answers:
    """Confidences with whether each held, and what they can be grouped by."""

    name: str
    title: str
    confidence: Array
    right: Array
    texts: list[str]  # rows of one text are drawn together
    groups: dict[str, list[str]]


def read_stance_answers() -> Answers:
    """The stance model's on the test passages."""
    rows = VERDICT_RU.read()
    judge = open_stance_model(
        DEFAULT_STANCE_MODEL, read_settings({}).models_folder, threads=THREADS
    )
    found = answer_rows(judge, rows, VERDICT_RU.name)
    return Answers(
        VERDICT_RU.name,
        "stance on test passages",
        found.max(axis=1).astype(float),
        found.argmax(axis=1) == [row.label for row in rows],
        [row.group for row in rows],
        {"language": [row.language for row in rows], "kind": [row.kind for row in rows]},
    )


def read_final_confidences() -> Answers:
    """The final ones on the development articles, now and at publication."""
    lines = CONFIDENCES.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return Answers(
        "e2e_ru",
        "verdicts on articles",
        np.array([row["confidence"] for row in rows]),
        np.array([row["is_right"] for row in rows], bool),
        [row["article"] for row in rows],
        {name: [row[name] for row in rows] for name in ("as_of", "label", "kind")},
    )


def list_findings(answers: Answers) -> list[Finding]:
    """Error and Brier score of the final confidence come from the end-to-end run itself."""
    scores: dict[str, Score] = {"risk_area": risk_area}
    if answers.name != "e2e_ru":
        scores |= {"calibration_error": calibration_error, "brier_score": brier_score}
    chance = expect_error_of_perfect(answers.confidence)
    rivals = {"calibration_error": {"rival": chance, "rival_source": CHANCE}}
    return [
        Finding(
            f"{answers.name}.{name}",
            **asdict(estimate_score(score, answers.confidence, answers.right, answers.texts)),
            **rivals.get(name, {}),
        )
        for name, score in scores.items()
    ]


def show_scores(answers: Answers) -> Table:
    """Of all rows, then by language, kind and whatever else groups them."""
    table = Table(
        *("", "n", "right", "confidence", "calibration error", "by chance alone", "Brier"),
        *("area under risk", "wrong of the surest half"),
        title=answers.title,
    )
    table.add_row("all", *_score(answers, range(len(answers.confidence))))
    for name, values in answers.groups.items():
        for value, count in Counter(values).most_common():
            if count >= FEWEST:
                own = [place for place, one in enumerate(values) if one == value]
                table.add_row(f"{name}: {value}", *_score(answers, own))
    return table


def _score(answers: Answers, places: Sequence[int]) -> list[str]:
    confidence, right = answers.confidence[list(places)], answers.right[list(places)]
    curve = cover_by_confidence(confidence, right)
    numbers = (
        right.mean(),
        confidence.mean(),
        calibration_error(confidence, right),
        expect_error_of_perfect(confidence),
        brier_score(confidence, right),
        curve.area,
        curve.risk_at(0.5),
    )
    return [str(len(right)), *(f"{one:.3f}" for one in numbers)]


def main() -> None:
    if not is_here(VERDICT_RU.file):
        sys.exit("The labelled pairs are not here: they lie beside the repository.")
    if not CONFIDENCES.exists():
        sys.exit("No confidences of verdicts yet. Run first: make bench-end-to-end")
    stance, final = read_stance_answers(), read_final_confidences()
    console = Console(width=WIDTH)
    for answers in (stance, final):
        report(answers.title, list_findings(answers))
        console.print(show_scores(answers))
    series = [
        Series(stance.title, stance.confidence, stance.right),
        Series(final.title, final.confidence, final.right, ARTICLE_BINS),
    ]
    FIGURE.write_text(draw_reliability(series), encoding="utf-8")
    console.print(f"drawn: {FIGURE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
