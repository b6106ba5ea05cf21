"""Tables for terminals. Texts come from outside: nothing of them may steer the terminal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from indexes.records import Claim, Evidence, Stance, Verdict, VerdictLabel

WIDTH_WITHOUT_TERMINAL = 140
LABEL_STYLES = {
    VerdictLabel.SUPPORTED: "green",
    VerdictLabel.REFUTED: "red",
    VerdictLabel.CONFLICTING: "yellow",
    VerdictLabel.NOT_ENOUGH_EVIDENCE: "dim",
}
DECISIVE_STANCE = {
    VerdictLabel.SUPPORTED: Stance.SUPPORTS,
    VerdictLabel.REFUTED: Stance.REFUTES,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; `ratio` shares what is left of the width, 0: as narrow as it can be."""

    heading: str
    ratio: int = 0


def open_console() -> Console:
    """Standard output; a width of its own where it is no terminal."""
    console = Console(highlight=False, markup=False, emoji=False)
    return (
        console
        if console.is_terminal
        else Console(highlight=False, markup=False, emoji=False, width=WIDTH_WITHOUT_TERMINAL)
    )


def print_table(columns: Sequence[Column], rows: Iterable[Sequence[Text]]) -> None:
    """Print rows under headings."""
    table = Table(box=SIMPLE_HEAD, expand=any(column.ratio for column in columns), pad_edge=False)
    for column in columns:
        table.add_column(column.heading, ratio=column.ratio or None, overflow="fold")
    for row in rows:
        table.add_row(*row)
    open_console().print(table)


def plain(text: str) -> Text:
    """The text without anything that a terminal would obey."""
    return Text("".join(one if one.isprintable() else " " for one in text))


def show_label(label: VerdictLabel | None) -> Text:
    """The verdict in words and colour."""
    if label is None:
        return Text("–")
    return Text(label.value.replace("_", " "), LABEL_STYLES[label])


def show_confidence(verdict: Verdict | None) -> Text:
    """A percentage."""
    return Text(f"{verdict.now.confidence:.0%}" if verdict else "–")


VERDICT_COLUMNS = (
    Column("Claim", 4),
    Column("Verdict"),
    Column("Confidence"),
    Column("Best quote", 4),
    Column("Source", 2),
)


def verdict_row(claim: Claim, verdict: Verdict | None) -> tuple[Text, ...]:
    """One claim of `VERDICT_COLUMNS`."""
    best = find_best_evidence(verdict) if verdict else None
    return (
        plain(claim.text),
        show_label(verdict.now.label if verdict else None),
        show_confidence(verdict),
        _show_of(best, best.quoted_text if best else ""),
        _show_of(best, describe_source(best) if best else ""),
    )


def _show_of(evidence: Evidence | None, text: str) -> Text:
    """Pale where the evidence is only the nearest that was found, and says neither yes nor no."""
    shown = plain(text)
    if evidence is not None and evidence.stance is Stance.NEUTRAL:
        shown.stylize("dim")
    return shown


def find_best_evidence(verdict: Verdict) -> Evidence | None:
    """What carries the verdict most: of the deciding stance first, then the surest."""
    wanted = DECISIVE_STANCE.get(verdict.now.label)
    return max(verdict.evidence, key=lambda one: _weight(one, wanted), default=None)


def _weight(evidence: Evidence, wanted: Stance | None) -> tuple[bool, bool, float, float]:
    belief = evidence.probabilities
    nearest = max(belief.supports, belief.refutes)
    decides = evidence.stance is not Stance.NEUTRAL
    return evidence.stance is wanted, decides, nearest, evidence.candidate_score


def describe_source(evidence: Evidence) -> str:
    """Publisher and day."""
    day = evidence.published_at.isoformat() if evidence.published_at else ""
    return ", ".join(filter(None, [evidence.publisher or evidence.source_id, day]))
