"""The whole path in Russian: articles in, a library of their sources, verdicts out.

Run with `make bench-quality`. The articles, notes and labels are for development only: settings
may be chosen on them, nothing is trained on them.
"""

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from indexes.records import Claim, Verdict, VerdictLabel
from tests.quality.gold import (
    E2E,
    GoldClaim,
    bootstrap,
    find_covering,
    read_articles,
    read_gold,
)
from tests.quality.libraries import open_checker_with_sources
from workers.pipeline.check import ArticleChecker
from workers.settings import read_settings

WRONG_CASES = Path("var/end_to_end_wrong.jsonl")
LABELS = list(VerdictLabel)
OPPOSITE = {
    VerdictLabel.SUPPORTED: VerdictLabel.REFUTED,
    VerdictLabel.REFUTED: VerdictLabel.SUPPORTED,
}


@dataclass(frozen=True)
class Outcome:
    """A gold claim with what the pipeline made of it."""

    gold: GoldClaim
    claim: Claim | None
    verdict: Verdict | None

    @property
    def is_right(self) -> bool:
        return self.verdict is not None and self.verdict.now.label is self.gold.verdict

    @property
    def is_right_at_publication(self) -> bool:
        wanted = self.gold.verdict_at_publication
        return self.verdict is not None and self.verdict.at_publication.label is wanted

    @property
    def is_wrong_way(self) -> bool:
        wanted = OPPOSITE.get(self.gold.verdict) if self.gold.verdict else None
        return self.verdict is not None and self.verdict.now.label is wanted

    @property
    def cites_deciding_note(self) -> bool:
        cited = {one.source_id for one in self.verdict.evidence} if self.verdict else set()
        return bool(cited & set(self.gold.evidence))


def check_all(checker: ArticleChecker) -> tuple[list[Outcome], list[Claim]]:
    """Every gold claim's outcome, and all claims found."""
    gold = read_gold(E2E / "claims.jsonl")
    outcomes: list[Outcome] = []
    everything: list[Claim] = []
    for article in track(read_articles(E2E / "articles.jsonl"), "articles", console=STDERR):
        claims = checker.split_article(article)
        everything.extend(claims)
        selected = [claim for claim in claims if claim.is_selected]
        verdicts = {one.claim_id: one for one in checker.check_claims(article, selected)}
        for one in gold:
            if one.article_id == article.id:
                claim = find_covering(one, article.text, claims)
                outcomes.append(Outcome(one, claim, verdicts[claim.id] if claim else None))
    return outcomes, everything


STDERR = Console(stderr=True)


def share(rows: Sequence[object]) -> float:
    return sum(map(bool, rows)) / len(rows) if rows else float("nan")


def measure_f1(rows: Sequence[object]) -> float:
    """Macro-F1 over the labels that occur. `rows`: (gold, found) pairs."""
    scores = []
    for label in LABELS:
        hits = sum(gold is label and found is label for gold, found in rows)
        wrong = sum((gold is label) != (found is label) for gold, found in rows)
        if any(gold is label for gold, _ in rows):
            scores.append(2 * hits / (2 * hits + wrong) if hits else 0.0)
    return sum(scores) / len(scores)


def summarise(outcomes: Sequence[Outcome]) -> list[tuple[str, int, tuple[float, float, float]]]:
    """The table's rows: name, n, value with interval."""
    checkable = [one for one in outcomes if one.gold.is_checkable]
    others = [one for one in outcomes if not one.gold.is_checkable]
    covered = [one for one in checkable if one.claim is not None]
    cited = [one for one in covered if one.gold.evidence]
    pairs = [(one.gold.verdict, one.verdict.now.label) for one in covered if one.verdict]
    rows: list[tuple[str, Sequence[object], object]] = [
        ("checkable claims covered", [one.claim for one in checkable], share),
        ("non-claims selected", [one.claim for one in others], share),
        ("verdict accuracy, now", [one.is_right for one in covered], share),
        (
            "verdict accuracy, at publication",
            [one.is_right_at_publication for one in covered],
            share,
        ),
        ("verdict macro-F1, now", pairs, measure_f1),
        ("wrong way", [one.is_wrong_way for one in covered], share),
        ("a deciding note is cited", [one.cites_deciding_note for one in cited], share),
    ]
    return [(name, len(values), bootstrap(values, measure)) for name, values, measure in rows]


def print_tables(outcomes: Sequence[Outcome], claims: Sequence[Claim]) -> None:
    console = Console()
    table = Table("measure", "n", "value", "95 % interval", title="End to end, Russian")
    for name, count, (value, low, high) in summarise(outcomes):
        table.add_row(name, str(count), f"{value:.3f}", f"{low:.3f}–{high:.3f}")
    console.print(table)
    console.print(print_confusion(outcomes))
    kinds = Table("kind", "n", "covered", "right", title="By kind of claim")
    for kind, count in Counter(o.gold.kind for o in outcomes if o.gold.is_checkable).most_common():
        own = [one for one in outcomes if one.gold.is_checkable and one.gold.kind == kind]
        covered = [one for one in own if one.claim]
        right = share([one.is_right for one in covered])
        kinds.add_row(kind, str(count), f"{len(covered) / count:.2f}", f"{right:.2f}")
    console.print(kinds)
    selected = sum(claim.is_selected for claim in claims)
    console.print(f"claims found {len(claims)}, selected {selected}")


def print_confusion(outcomes: Sequence[Outcome]) -> Table:
    table = Table("gold \\ found", *LABELS, title="Verdicts now, covered claims")
    for gold in LABELS:
        found = Counter(
            one.verdict.now.label for one in outcomes if one.verdict and one.gold.verdict is gold
        )
        table.add_row(gold, *(str(found[label]) for label in LABELS))
    return table


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


def main() -> None:
    if not E2E.exists():
        sys.exit(f"{E2E} is not here: the end-to-end articles live beside the repository.")
    with tempfile.TemporaryDirectory() as folder:
        checker = open_checker_with_sources(read_settings({}), Path(folder), E2E / "sources.jsonl")
        outcomes, claims = check_all(checker)
    print_tables(outcomes, claims)
    write_wrong_cases(outcomes, WRONG_CASES)
    print(f"cases that went wrong: {WRONG_CASES}")


if __name__ == "__main__":
    main()
