"""How often an exact check is right to say "differs": `python -m tests.quality.bench_checks`.

Over the half of the verdict data's training rows on which no rule was read: the groups with an odd
checksum. The shares of supported and of refuted rows where some check differs with some sentence of
the evidence, and the precision: refuted ones among all rows where the check spoke.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zlib import crc32

from rich.console import Console
from rich.progress import track
from rich.table import Table

from indexes.records import CheckOutcome
from workers.languages.factory import open_language
from workers.pipeline.checks import read_facts, run_checks

DATA = Path(__file__).parents[3] / "shared" / "data"
RUSSIAN = DATA / "verdict_ru.train.jsonl.gz"
ENGLISH = DATA / "verdict.train.jsonl.gz"
SHORT_EVIDENCE = frozenset({"xfever_1pct", "fm2", "fever_symmetric"})
LABELS = ("SUPPORTED", "REFUTED", "NEI")
ANY = "any check"


@dataclass(frozen=True, slots=True)
class Row:
    """A claim with its evidence and label."""

    claim: str
    evidence: str
    label: str
    claim_language: str
    evidence_language: str
    published_at: date | None


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of the held-out half."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for fields in map(json.loads, lines):
            group = fields.get("group") or fields["evidence"][:60]
            is_wanted = "group" in fields or (
                fields["lang"] == "en" and fields["dataset"] in SHORT_EVIDENCE
            )
            if is_wanted and crc32(group.encode()) % 2:
                yield _read_row(fields)


def _read_row(fields: dict[str, str]) -> Row:
    evidence_language, _, claim_language = fields["lang"].partition("-")
    return Row(
        fields["claim"],
        fields["evidence"],
        fields["label"],
        claim_language or evidence_language,
        evidence_language,
        date.fromisoformat(fields["date"]) if fields.get("date") else None,
    )


def find_differing(row: Row) -> frozenset[str]:
    """The checks that differ with any sentence of the evidence."""
    claim = read_facts(row.claim, open_language(row.claim_language), row.published_at)
    language = open_language(row.evidence_language)
    return frozenset(
        result.check
        for span in language.sentences(row.evidence)
        for result in run_checks(
            claim, read_facts(span.of(row.evidence), language, row.published_at)
        )
        if result.outcome is CheckOutcome.DIFFERS
    )


def measure(path: Path, title: str) -> Table:
    rows, differing = Counter[str](), Counter[tuple[str, str]]()
    for row in track(list(read_rows(path)), title):
        rows[row.label] += 1
        found = find_differing(row)
        differing.update((check, row.label) for check in found | ({ANY} if found else set()))
    table = Table("check", *(f"{label} ({rows[label]})" for label in LABELS), "precision")
    for check in sorted({check for check, _ in differing}):
        counts = [differing[check, label] for label in LABELS]
        shares = [
            f"{count} = {count / rows[label]:.2%}"
            for count, label in zip(counts, LABELS, strict=True)
        ]
        table.add_row(check, *shares, f"{counts[1] / sum(counts):.2f}")
    table.title = title
    return table


def main() -> None:
    console = Console()
    for path, title in ((RUSSIAN, "Russian, written for this project"), (ENGLISH, "English")):
        if path.exists():
            console.print(measure(path, title))
        else:
            console.print(f"{title}: no data at {path}")


if __name__ == "__main__":
    main()
