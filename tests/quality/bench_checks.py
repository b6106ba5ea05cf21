"""How often an exact check is right to say "differs": `python -m tests.quality.bench_checks`.

Over the groups of the verdict data's training files that nothing is trained or tuned on (one in
eight). For every check and language the shares of supported, refuted and undecided rows where it
differs with some sentence of the evidence, the rest of the passage and its title being known; its
precision: refuted ones among all rows where it spoke; and how often it agrees.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from indexes.records import CheckOutcome
from tests.quality.gold import bootstrap
from tests.quality.measures import record
from workers.languages.factory import open_language
from workers.models.training.stance.pairs import is_held_out
from workers.pipeline.checks import gather, read_facts, run_checks

DATA = Path(__file__).parents[3] / "shared" / "data"
FILES = ("verdict_ru.train", "verdict.train")
# English sets whose evidence is a sentence or a passage rather than a document.
SHORT_EVIDENCE = frozenset({"xfever_1pct", "fool_me_twice", "fever_symmetric"})
LABELS = ("SUPPORTED", "REFUTED", "NEI")
ANY = "any check"
FLOORS = {  # a little below what was measured; the intervals are wide
    "checks_ru.precision_differs": 0.8,
    "checks_ru.recall_refuted": 0.05,
    "checks_en.precision_differs": 0.85,
    "checks_en.recall_refuted": 0.03,
}
LANGUAGES = {"ru": "evidence in Russian", "en": "evidence in English"}


@dataclass(frozen=True, slots=True)
class Row:
    """A claim with its evidence and label."""

    claim: str
    evidence: str
    title: str
    label: str
    claim_language: str
    evidence_language: str
    published_at: date | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A row's label and language with the checks that differ and that agree somewhere."""

    label: str
    language: str  # of the evidence
    differing: frozenset[str]
    agreeing: frozenset[str]

    @property
    def is_refuted(self) -> bool:
        return self.label == "REFUTED"


def read_rows(path: Path) -> Iterator[Row]:
    """The held-out rows in Russian or English."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for fields in map(json.loads, lines):
            group = fields.get("group") or fields["evidence"]
            is_wanted = "group" in fields or (
                fields["lang"] == "en" and fields["dataset"] in SHORT_EVIDENCE
            )
            if is_wanted and is_held_out(group):
                yield _read_row(fields)


def _read_row(fields: dict[str, str]) -> Row:
    evidence_language, _, claim_language = fields["lang"].partition("-")
    dated = fields.get("date") or ""
    return Row(
        fields["claim"],
        fields["evidence"],
        fields.get("title") or "",
        fields["label"],
        claim_language or evidence_language,
        evidence_language,
        date.fromisoformat(dated) if len(dated) == len("2025-11-13") else None,
    )


def check_row(row: Row) -> Answer:
    """What the checks say of the claim and each sentence of the evidence."""
    claim = read_facts(row.claim, open_language(row.claim_language), row.published_at)
    language = open_language(row.evidence_language)
    sentences = [
        read_facts(span.of(row.evidence), language, row.published_at)
        for span in language.sentences(row.evidence)
    ]
    passage = gather(sentences, language.lemmas(row.title))
    results = [one for sentence in sentences for one in run_checks(claim, sentence, passage)]

    def said(outcome: CheckOutcome) -> frozenset[str]:
        return frozenset(one.check for one in results if one.outcome is outcome)

    return Answer(
        row.label, row.evidence_language, said(CheckOutcome.DIFFERS), said(CheckOutcome.AGREES)
    )


def measure_precision(answers: Sequence[object]) -> float:
    """Of the rows where some check differs, the refuted ones; 0 where none does."""
    spoken = [one for one in answers if isinstance(one, Answer) and one.differing]
    return sum(one.is_refuted for one in spoken) / len(spoken) if spoken else 0.0


def measure_recall(answers: Sequence[object]) -> float:
    """Of the refuted rows, those where some check differs."""
    refuted = [one for one in answers if isinstance(one, Answer) and one.is_refuted]
    return sum(bool(one.differing) for one in refuted) / len(refuted) if refuted else 0.0


def tabulate(answers: Sequence[Answer], title: str) -> Table:
    rows = Counter(one.label for one in answers)
    table = Table(
        "check",
        *(f"differs: {label} ({rows[label]})" for label in LABELS),
        "precision",
        *(f"agrees: {label}" for label in LABELS),
        title=title,
    )
    checks = sorted({check for one in answers for check in one.differing | one.agreeing})
    for check in (*checks, ANY):
        differing = [one.label for one in answers if _has(check, one.differing)]
        agreeing = [one.label for one in answers if _has(check, one.agreeing)]
        precision = differing.count("REFUTED") / len(differing) if differing else 0.0
        table.add_row(
            check,
            *_shares(differing, rows),
            f"{precision:.2f}" if differing else "–",
            *_shares(agreeing, rows),
        )
    return table


def _has(check: str, found: frozenset[str]) -> bool:
    return bool(found) if check == ANY else check in found


def _shares(labels: Sequence[str], rows: Counter[str]) -> list[str]:
    counts = [(labels.count(label), rows[label]) for label in LABELS]
    return [f"{count} = {count / most:.1%}" if most else "–" for count, most in counts]


def report(console: Console, code: str, answers: Sequence[Answer]) -> None:
    """Print the table and record precision and recall."""
    console.print(tabulate(answers, f"{LANGUAGES[code]}, n = {len(answers)}"))
    for name, measure in (
        ("precision_differs", measure_precision),
        ("recall_refuted", measure_recall),
    ):
        value, low, high = bootstrap(answers, measure)
        console.print(f"checks_{code}.{name}: {value:.3f} [{low:.3f}, {high:.3f}]")
        full_name = f"checks_{code}.{name}"
        floor = FLOORS[full_name]
        record(full_name, value, low=low, high=high, n=len(answers), floor=floor)


def main() -> None:
    console = Console(width=160)
    paths = [DATA / f"{name}.jsonl.gz" for name in FILES]
    if not all(path.exists() for path in paths):
        console.print(f"no data in {DATA}")
        return
    rows = [row for path in paths for row in read_rows(path)]
    answers = [check_row(row) for row in track(rows, "checking")]
    for code in LANGUAGES:
        report(console, code, [one for one in answers if one.language == code])


if __name__ == "__main__":
    main()
