"""The whole path in Russian: articles in, a library of their sources, verdicts out.

`python -m tests.quality.bench_end_to_end`. The articles, notes and labels are for development
only: settings may be chosen on them, nothing is trained on them. Wrong cases and the confidences
(for the calibration figures) are written to `var/`.
"""

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from indexes.records import Claim
from tests.quality.calibration import expect_error_of_perfect
from tests.quality.end_to_end import (
    LABELS,
    MEASURES,
    Outcome,
    check_all,
    is_covered,
    list_confidences,
    share,
)
from tests.quality.findings import WIDTH, Finding, report
from tests.quality.gold import E2E
from tests.quality.libraries import open_checker_with_sources
from tests.quality.measures import ROOT, record_model
from tests.quality.write_table import WEIGHTS
from workers.settings import read_settings

WRONG_CASES = ROOT / "var" / "end_to_end_wrong.jsonl"
CONFIDENCES = ROOT / "var" / "end_to_end_confidences.jsonl"
CHANCE = "by chance alone, were the confidence perfect"


@dataclass(frozen=True, slots=True)
class Confidence:
    """One final confidence and whether its label was right."""

    confidence: float
    is_right: bool
    label: str
    kind: str
    article: str
    as_of: str  # "now" or "publication"


def list_findings(outcomes: Sequence[Outcome]) -> list[Finding]:
    chance = expect_error_of_perfect(list_confidences(outcomes)[0])
    rivals = {"calibration_error": {"rival": chance, "rival_source": CHANCE}}
    return [
        Finding(
            f"e2e_ru.{one.name}",
            **asdict(one.estimate(outcomes)),
            floor=one.floor,
            **rivals.get(one.name, {}),
        )
        for one in MEASURES
    ]


def show_confusion(outcomes: Sequence[Outcome]) -> Table:
    table = Table("gold \\ found", *LABELS, title="Verdicts now, covered claims")
    for gold in LABELS:
        found = Counter(
            one.verdict.now.label for one in outcomes if one.verdict and one.gold.verdict is gold
        )
        table.add_row(gold, *(str(found[label]) for label in LABELS))
    return table


def show_kinds(outcomes: Sequence[Outcome]) -> Table:
    kinds = Table("kind", "n", "covered", "right now", "wrong way", title="By kind of claim")
    for kind, count in Counter(o.gold.kind for o in outcomes if o.gold.is_checkable).most_common():
        covered = [one for one in outcomes if is_covered(one) and one.gold.kind == kind]
        right = share([one.is_right for one in covered])
        wrong = share([one.is_wrong_way for one in covered])
        cells = (f"{len(covered) / count:.2f}", f"{right:.2f}", f"{wrong:.2f}")
        kinds.add_row(kind, str(count), *cells)
    return kinds


def print_tables(outcomes: Sequence[Outcome], claims: Sequence[Claim]) -> None:
    report("End to end, Russian", list_findings(outcomes))
    console = Console(width=WIDTH)
    for table in (show_confusion(outcomes), show_kinds(outcomes)):
        console.print(table)
    selected = sum(claim.is_selected for claim in claims)
    console.print(f"claims found {len(claims)}, selected {selected}")


def write_wrong_cases(outcomes: Sequence[Outcome], path: Path) -> None:
    """Every case that went wrong, to be read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for one in outcomes:
            is_wrong = not one.is_right if one.gold.is_checkable else one.claim is not None
            if is_wrong:
                file.write(json.dumps(_describe(one), ensure_ascii=False) + "\n")


def _describe(one: Outcome) -> dict[str, object]:
    described: dict[str, object] = dict(one.gold.fields)
    if one.claim:
        described |= {"found": one.claim.text, "worth": round(one.claim.check_worthiness, 2)}
    if one.verdict:
        described |= {
            "found_verdict": one.verdict.now.label,
            "confidence": round(one.verdict.now.confidence, 2),
            "found_evidence": [
                f"{e.source_id} {e.stance} {e.probabilities.supports:.2f}/"
                f"{e.probabilities.refutes:.2f} {[c.reason and c.reason.code for c in e.checks]} "
                f"{e.quoted_text}"
                for e in one.verdict.evidence[:4]
            ],
        }
    return described


def write_confidences(outcomes: Sequence[Outcome], path: Path) -> None:
    """Every final confidence of the covered claims, for the calibration figures."""
    with path.open("w", encoding="utf-8") as file:
        for one in filter(is_covered, outcomes):
            for as_of, (judged, is_right) in zip(
                ("now", "publication"), one.judgements, strict=True
            ):
                row = Confidence(
                    judged.confidence,
                    is_right,
                    judged.label.value,
                    one.gold.kind,
                    one.gold.article_id,
                    as_of,
                )
                file.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")


def main() -> None:
    if not E2E.exists():
        sys.exit(f"{E2E} is not here: the end-to-end articles live beside the repository.")
    with tempfile.TemporaryDirectory() as folder:
        checker = open_checker_with_sources(read_settings({}), Path(folder), E2E / "sources.jsonl")
        outcomes, claims = check_all(checker)
    print_tables(outcomes, claims)
    for weights in sorted(WEIGHTS.glob("*.safetensors")):
        record_model(weights.name, weights)
    write_wrong_cases(outcomes, WRONG_CASES)
    write_confidences(outcomes, CONFIDENCES)
    print(f"cases that went wrong: {WRONG_CASES}; confidences: {CONFIDENCES}")


if __name__ == "__main__":
    main()
