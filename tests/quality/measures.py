"""The numbers that the benchmarks found, kept in docs/quality.json and shown in the README.

Benchmarks may run side by side: each measure is merged in under a lock, and a reader never sees
half a file.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from math import isfinite
from pathlib import Path

from filelock import FileLock

ROOT = Path(__file__).resolve().parents[2]
QUALITY = ROOT / "docs" / "quality.json"
LOCK = ROOT / "var" / "quality.lock"
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Measure:
    """One number with its 95 % interval, the floor it must keep and a rival's number."""

    value: float
    low: float
    high: float
    n: int
    floor: float | None = None  # a ceiling where less is better
    rival: float | None = None
    rival_source: str = ""


@dataclass(frozen=True, slots=True)
class Quality:
    """All measures by name, and the hashes of the weights that they speak of."""

    measures: dict[str, Measure] = field(default_factory=dict)
    models: dict[str, str] = field(default_factory=dict)


def record(
    name: str,
    value: float,
    *,
    low: float,
    high: float,
    n: int,
    floor: float | None = None,
    rival: float | None = None,
    rival_source: str = "",
    path: Path = QUALITY,
) -> None:
    """Merge one measure, named `<set>.<metric>`, into the file. ValueError if it is no number."""
    if not all(map(isfinite, (value, low, high))):
        raise ValueError(f"{name} is no number: {value} [{low}, {high}]")
    measure = Measure(*_round(value, low, high), n, *_round(floor, rival), rival_source)
    _change(path, lambda quality: quality.measures.update({name: measure}))


def record_model(name: str, weights: Path, *, path: Path = QUALITY) -> None:
    """Remember which weights the measures speak of. `name`: the file within workers/models."""
    digest = hash_file(weights)
    _change(path, lambda quality: quality.models.update({name: digest}))


def read_quality(path: Path = QUALITY) -> Quality:
    """What was recorded so far; nothing where there is no file yet."""
    if not path.exists():
        return Quality()
    fields = json.loads(path.read_text(encoding="utf-8"))
    measures = {name: Measure(**one) for name, one in fields["measures"].items()}
    return Quality(measures, dict(fields["models"]))


def hash_file(path: Path) -> str:
    """SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _round(*values: float | None) -> list[float | None]:
    return [None if value is None else round(float(value), DIGITS) for value in values]


def _change(path: Path, change: Callable[[Quality], None]) -> None:
    LOCK.parent.mkdir(exist_ok=True)
    with FileLock(LOCK):
        quality = read_quality(path)
        change(quality)
        _write(quality, path)


def _write(quality: Quality, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(quality), indent=1, sort_keys=True, ensure_ascii=False)
    fresh = path.with_suffix(".fresh")
    fresh.write_text(text + "\n", encoding="utf-8")
    fresh.replace(path)
