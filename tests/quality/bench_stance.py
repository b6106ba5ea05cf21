"""How well the stance model reads: `python -m tests.quality.bench_stance`.

Every set is test-only: nothing is trained, tuned or chosen on it. Settings are chosen with
`--development`: held-out passages of the training file and XNLI dev; it writes the wrong answers on
the passages to `var/`, to be read. `--model` measures another model on the same rows, `--sample N`
takes a fixed sample of each set; these three record nothing.
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

from indexes.sources.encoders import open_embedder
from tests.quality.confusion import Estimate, accuracy, count_pairs, estimate, macro_f1
from tests.quality.findings import WIDTH, Finding, report
from tests.quality.measures import ROOT, record_model
from tests.quality.stance_answers import Judge, answer_rows
from tests.quality.stance_checks import decide_with_checks
from tests.quality.stance_rows import Label, StanceRow, is_here, sample_rows
from tests.quality.stance_sets import (
    DEVELOPMENT_SETS,
    SETS,
    VERDICT_RU,
    VERDICT_RU_HELD_OUT,
    StanceSet,
)
from workers.languages.factory import open_language
from workers.models.formulas import load_formula
from workers.models.stance_model import DEFAULT_STANCE_MODEL, open_stance_model
from workers.models.stance_weights import DEFAULT_WEIGHTS
from workers.pipeline.evidence import EvidenceJudge
from workers.pipeline.stance import StanceScorer
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


def measure_with_checks(
    one: StanceSet, judge: Judge, sample: int | None
) -> tuple[list[Finding], list[Table]]:
    """The same when the pipeline weighs the exact checks; confusion matrix, accuracy by kind."""
    rows = sample_rows(one.read(), sample)
    answers = answer_rows(judge, rows, one.name)
    found = decide_with_checks(open_evidence_judge(judge), rows)
    gold, groups = [int(row.label) for row in rows], [row.group for row in rows]
    findings = [
        name_finding(one, f"{metric}_with_checks", estimate(gold, found, groups, 3, measure))
        for metric, measure in (("accuracy", accuracy), ("macro_f1", macro_f1))
    ]
    confusion = show_confusion(f"{one.name}, with checks", count_pairs(gold, found, 3), NAMES)
    return findings, [confusion, show_kinds(rows, answers.argmax(axis=1), found)]


def open_evidence_judge(reader: Judge) -> EvidenceJudge:
    """The pipeline's, with this model in it."""
    settings = read_settings({})
    embedder = open_embedder(settings.embedding_model, settings.models_folder)
    return EvidenceJudge(embedder, StanceScorer(reader, load_formula()), open_language)


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


def write_wrong_cases(judge: Judge, sample: int | None) -> int:
    """The wrong answers on the passages that never train; how many there are."""
    rows = sample_rows(VERDICT_RU_HELD_OUT.read(), sample)
    answers = answer_rows(judge, rows, VERDICT_RU_HELD_OUT.name)
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
    parser.add_argument("--development", action="store_true", help="sets to choose settings on")
    parser.add_argument("--model", default=DEFAULT_STANCE_MODEL, help="or any CrossEncoder")
    parser.add_argument("--sample", type=int, help="rows of each set")
    parser.add_argument("--only", default="", help="sets whose name begins so")
    parser.add_argument("--confusion", action="store_true", help="confusion matrices")
    parser.add_argument("--kinds", action="store_true", help="verdict_ru by kind and label")
    return parser.parse_args()


def choose_sets(options: argparse.Namespace) -> list[StanceSet]:
    """Exits where the data are not here."""
    sets = DEVELOPMENT_SETS if options.development else SETS
    wanted = [one for one in sets if one.name.startswith(options.only)]
    if not all(is_here(one.file) for one in wanted):
        sys.exit("The labelled pairs are not here: they lie beside the repository.")
    return wanted


def measure_all(
    wanted: Sequence[StanceSet], judge: Judge, options: argparse.Namespace
) -> tuple[list[Finding], list[Table]]:
    """All measures, and the tables that the options ask for."""
    findings: list[Finding] = []
    tables: list[Table] = []
    for one in wanted:
        own, confusion = measure_set(one, judge, options.sample)
        findings += own
        tables += [confusion] * options.confusion
        if one.name in {VERDICT_RU.name, VERDICT_RU_HELD_OUT.name}:
            own, (confusion, kinds) = measure_with_checks(one, judge, options.sample)
            findings += own
            tables += [confusion] * options.confusion + [kinds] * options.kinds
    return findings, tables


def main() -> None:
    options = read_options()
    wanted = choose_sets(options)
    judge = open_stance_model(options.model, read_settings({}).models_folder, threads=THREADS)
    is_own = options.model == DEFAULT_STANCE_MODEL
    is_recorded = is_own and not options.development and options.sample is None
    findings, tables = measure_all(wanted, judge, options)
    report(f"Stance: {judge.name}", findings, is_recorded=is_recorded)
    console = Console(width=WIDTH)
    for table in tables:
        console.print(table)
    if is_recorded:
        record_model(DEFAULT_WEIGHTS.name, DEFAULT_WEIGHTS)
    if options.development:
        console.print(f"{write_wrong_cases(judge, options.sample)} wrong answers: {WRONG_CASES}")


if __name__ == "__main__":
    main()
