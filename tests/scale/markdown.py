"""Figures as a reader wants them, rows as Markdown."""

from collections.abc import Iterable, Mapping, Sequence
from math import floor, isfinite, log10

from tests.scale.results import Measure

MISSING = "–"
UNITS = ((1e9, "·10⁹"), (1e6, "·10⁶"))


def make_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write_number(value: float, digits: int = 2) -> str:
    """At least so many significant digits; thousands apart: 1,234 · 12 · 1.2 · 0.012."""
    if not isfinite(value):
        return MISSING
    if value == 0:
        return "0"
    decimals = max(0, digits - 1 - floor(log10(abs(value))))
    return f"{value:,.{decimals}f}"


def write_round(value: float) -> str:
    """A large number in words of powers: 1.2·10⁹; a small one as it is."""
    for size, power in UNITS:
        if value >= size:
            return f"{write_number(value / size)}{power}"
    return f"{float(f'{value:.2g}'):,.0f}"


def write_measure(measure: Measure | None, digits: int = 2) -> str:
    """The median; least and most where they differ."""
    if measure is None:
        return MISSING
    shown = [write_number(one, digits) for one in (measure.value, measure.low, measure.high)]
    if measure.n == 1 or shown[1] == shown[2]:
        return shown[0]
    return f"{shown[0]} ({shown[1]}–{shown[2]})"


def write_ratio(one: float | None, other: float | None) -> str:
    if not one or not other:
        return MISSING
    return f"{write_number(one / other)}×"


def find(measures: Mapping[str, Measure], name: str) -> float | None:
    found = measures.get(name)
    return None if found is None else found.value
