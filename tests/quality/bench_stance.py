"""How well the stance model reads: `python -m tests.quality.bench_stance`.

Every set is test-only: nothing is trained, tuned or chosen on it. `--sample N` takes a fixed
sample of each set and records nothing; `--confusion` and `--kinds` show more; `--wrong` writes the
wrong answers on the training file's held-out passages, to be read.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from tests.quality.confusion import Estimate, accuracy, count_pairs, estimate, macro_f1
from tests.quality.findings import WIDTH, Finding, report
from tests.quality.measures import ROOT
from tests.quality.stance_answers import Judge, answer_rows
from tests.quality.stance_checks import decide_with_checks
from tests.quality.stance_rows import Label, StanceRow, is_here, read_rows, sample_rows
from tests.quality.stance_sets import SETS, VERDICT_RU, StanceSet
from workers.models.cross_encoder import open_cross_encoder
from workers.models.training.stance.pairs import is_held_out
from workers.settings import read_settings

WRONG_CASES = ROOT / "var" / "stance_wrong.jsonl"
THREADS = 2
NAMES = ("supports", "refutes", "neutral")


def measure_set(one: StanceSet, judge: Judge, sample: int | None) -> tuple[list[Finding], Table]:
    """The set's measures and its confusion matrix."""
    rows = sample_rows(one.read(), sample)
    found = one.task.read(answer_rows(judge, rows, one.name))
    gold = [one.task.read_label(row.label) for row in rows]
    groups = [row.group for row in rows]
    findings = [
        name_finding(one, metric, estimate(gold, found, groups, one.task.classes, measure))
        for metric, measure in one.metrics.items()
    ]
    confusion = count_pairs(gold, found, one.task.classes)
    return findings, show_confusion(one.name, confusion, one.task.value)


def name_finding(one: StanceSet, metric: str, found: Estimate) -> Finding:
    rival = one.rivals.get(metric)
    return Finding(
        f"{one.name}.{metric}",
        **asdict(found),
        floor=one.floors.get(metric),
        rival=rival.value if rival else None,
        rival_source=rival.source if rival else "",
    )


def measure_with_checks(judge: Judge, sample: int | None) -> tuple[list[Finding], list[Table]]:
    """`verdict_ru` when the exact checks overrule; its confusion matrix and accuracy by kind."""
    rows = sample_rows(VERDICT_RU.read(), sample)
    answers = answer_rows(judge, rows, VERDICT_RU.name)
    found = decide_with_checks(rows, answers)
    gold, groups = [int(row.label) for row in rows], [row.group for row in rows]
    findings = [
        name_finding(VERDICT_RU, f"{metric}_with_checks", estimate(gold, found, groups, 3, measure))
        for metric, measure in (("accuracy", accuracy), ("macro_f1", macro_f1))
    ]
    counts = count_pairs(gold, found, 3)
    confusion = show_confusion(f"{VERDICT_RU.name}, with checks", counts, NAMES)
    return findings, [confusion, show_kinds(rows, answers.argmax(axis=1), found)]


def show_confusion(title: str, counts: NDArray[np.intp], names: Sequence[str]) -> Table:
    table = Table(f"{title}: gold \\ found", *names)
    for name, row in zip(names, counts, strict=True):
        table.add_row(name, *map(str, row))
    return table


def show_kinds(
    rows: Sequence[StanceRow], alone: NDArray[np.intp], checked: NDArray[np.intp]
) -> Table:
    """Accuracy by what the claim turns on and by label, without and with the checks."""
    table = Table("kind", "n", *(f"{name}: alone / checked" for name in NAMES))
    kinds = sorted({row.kind for row in rows}, key=lambda kind: -sum(r.kind == kind for r in rows))
    for kind in kinds:
        cells = []
        for label in list(Label)[:3]:
            own = [p for p, row in enumerate(rows) if (row.kind, row.label) == (kind, label)]
            right = [f"{np.mean(found[own] == label):.2f}" for found in (alone, checked) if own]
            cells.append(f"{' / '.join(right)} ({len(own)})" if own else "")
        table.add_row(kind, str(sum(row.kind == kind for row in rows)), *cells)
    return table


def write_wrong_cases(judge: Judge) -> int:
    """The wrong answers on the passages that never train; how many there are."""
    rows = [row for row in read_rows("verdict_ru.train") if is_held_out(row.group)]
    answers = answer_rows(judge, rows, "verdict_ru_held_out")
    lines = [
        json.dumps(describe_wrong(row, answer), ensure_ascii=False)
        for row, answer in zip(rows, answers, strict=True)
        if answer.argmax() != row.label
    ]
    WRONG_CASES.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


def describe_wrong(row: StanceRow, answer: NDArray[np.float32]) -> dict[str, object]:
    found = {name: round(float(value), 3) for name, value in zip(NAMES, answer, strict=True)}
    return {
        "gold": NAMES[row.label],
        **found,
        "kind": row.kind,
        "language": row.language,
        "claim": row.claim,
        "evidence": row.pair[0],
    }


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, help="rows of each set; nothing is recorded")
    parser.add_argument("--only", default="", help="sets whose name begins so")
    parser.add_argument("--confusion", action="store_true")
    parser.add_argument("--kinds", action="store_true", help="verdict_ru by kind and label")
    parser.add_argument("--wrong", action="store_true", help=f"write {WRONG_CASES.name}")
    return parser.parse_args()


def main() -> None:
    options = read_options()
    wanted = [one for one in SETS if one.name.startswith(options.only)]
    if not all(is_here(one.file) for one in wanted):
        sys.exit("The labelled pairs are not here: they lie beside the repository.")
    judge = open_cross_encoder(read_settings({}).models_folder, threads=THREADS)
    measured = [measure_set(one, judge, options.sample) for one in wanted]
    findings = [finding for own, _ in measured for finding in own]
    tables = [confusion for _, confusion in measured] if options.confusion else []
    if VERDICT_RU in wanted:
        checked, (confusion, kinds) = measure_with_checks(judge, options.sample)
        findings += checked
        tables += [confusion] * options.confusion + [kinds] * options.kinds
    report("Stance", findings, is_recorded=options.sample is None)
    console = Console(width=WIDTH)
    for table in tables:
        console.print(table)
    if options.wrong:
        console.print(f"{write_wrong_cases(judge)} wrong answers: {WRONG_CASES}")


if __name__ == "__main__":
    main()
