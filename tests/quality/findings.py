"""What a benchmark found: shown as a table and recorded in docs/quality.json."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.table import Table

from tests.quality.gold import bootstrap
from tests.quality.measures import record

WIDTH = 170


@dataclass(frozen=True, slots=True)
class Finding:
    """One measure of one set, named `<set>.<metric>`, with its 95 % interval."""

    name: str
    value: float
    low: float
    high: float
    n: int
    floor: float | None = None  # a ceiling where less is better
    rival: float | None = None
    rival_source: str = ""


def mean(rows: Sequence[object]) -> float:
    """Of numbers, or the share of what is true."""
    return sum(map(float, rows)) / len(rows)  # type: ignore[arg-type]  # rows of numbers


def find(
    name: str,
    rows: Sequence[object],
    measure: Callable[[Sequence[object]], float] = mean,
    *,
    n: int | None = None,
    floor: float | None = None,
    rival: float | None = None,
    rival_source: str = "",
) -> Finding:
    """The measure over the rows, which are drawn again for its interval.

    `n`: what the rows hold, where a row is a whole text.
    """
    value, low, high = bootstrap(rows, measure)
    return Finding(name, value, low, high, n or len(rows), floor, rival, rival_source)


def report(title: str, findings: Iterable[Finding], *, is_recorded: bool = True) -> None:
    """Print the table; record every number."""
    table = Table("measure", "n", "value", "95 % interval", "floor", "rival", title=title)
    for one in findings:
        floor = "" if one.floor is None else f"{one.floor:.2f}"
        rival = one.rival_source if one.rival is None else f"{one.rival:.3f} {one.rival_source}"
        interval = f"{one.low:.3f}–{one.high:.3f}"
        table.add_row(one.name, str(one.n), f"{one.value:.3f}", interval, floor, rival)
        if is_recorded:
            record(**asdict(one))
    Console(width=WIDTH).print(table)
