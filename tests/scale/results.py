"""The figures that `make bench-scale` measured, kept in docs/scale.json.

Each is the median of its repeats, with the least and the most. A part that is measured again
replaces what it measured before, so parts may be measured on different days; each says on which.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from math import isfinite
from pathlib import Path
from statistics import median
from types import MappingProxyType

from tests.scale.prices import Prices

ROOT = Path(__file__).resolve().parents[2]
SCALE = ROOT / "docs" / "scale.json"
DIGITS = 5  # significant ones

Repeats = Mapping[str, Sequence[float]]  # what was measured, each as often as it was repeated


@dataclass(frozen=True, slots=True)
class Measure:
    """The median of `n` repeats, the least and the most of them."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Run:
    """How one part was measured."""

    measured_on: str  # ISO date
    seconds: float
    cores: int
    memory_gib: float
    load_before: float  # cores that others kept busy just before it began
    options: dict[str, str]
    is_trial: bool  # smaller than the defaults: shows that everything works, measures nothing


@dataclass(frozen=True, slots=True)
class Scale:
    """Everything measured so far. A measure is named `<part>.<figure>`."""

    runs: dict[str, Run] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    prices: Prices = field(default_factory=Prices)

    @property
    def values(self) -> Mapping[str, float]:
        return MappingProxyType({name: one.value for name, one in self.measures.items()})


def summarise(values: Sequence[float]) -> Measure:
    """ValueError where one of them is no number, or there is none."""
    if not values or not all(map(isfinite, values)):
        raise ValueError(f"no numbers: {values}")
    return Measure(*map(shorten, (median(values), min(values), max(values))), len(values))


def shorten(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")


def read_scale(path: Path = SCALE) -> Scale:
    """What is there so far; nothing where there is no file yet."""
    if not path.exists():
        return Scale()
    fields = json.loads(path.read_text(encoding="utf-8"))
    runs = {name: Run(**one) for name, one in fields["runs"].items()}
    measures = {name: Measure(**one) for name, one in fields["measures"].items()}
    return Scale(runs, measures, Prices(**fields["prices"]))


def write_part(part: str, run: Run, repeats: Repeats, path: Path = SCALE) -> None:
    """In place of what the part measured before."""
    before = read_scale(path)
    kept = {name: one for name, one in before.measures.items() if not is_of(name, part)}
    fresh = {f"{part}.{name}": summarise(values) for name, values in repeats.items()}
    runs = {**before.runs, part: run}
    write_scale(replace(before, runs=runs, measures={**kept, **fresh}), path)


def write_scale(scale: Scale, path: Path = SCALE) -> None:
    """Whole: a reader never sees half a file."""
    text = json.dumps(asdict(scale), indent=1, sort_keys=True, ensure_ascii=False)
    draft = path.with_suffix(".fresh")
    draft.write_text(text + "\n", encoding="utf-8")
    draft.replace(path)


def is_of(name: str, part: str) -> bool:
    """Whether a measure is one of the part's."""
    return name.startswith(f"{part}.")


def with_prefix(prefix: str, repeats: Repeats) -> dict[str, Sequence[float]]:
    return {f"{prefix}.{name}": values for name, values in repeats.items()}
