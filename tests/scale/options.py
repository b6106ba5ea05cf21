"""What `make bench-scale` may be asked for."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from types import MappingProxyType

EMBEDDING, EMBEDDED, ELASTICSEARCH = "embedding", "embedded", "elasticsearch"
WORKERS, API = "workers", "api"
PARTS = (EMBEDDING, EMBEDDED, ELASTICSEARCH, WORKERS, API)
ALIASES = MappingProxyType({"library": (EMBEDDED, ELASTICSEARCH)})
A_SOURCE = 8  # passages of a made source
KNOWN = "SVERKA_SCALE_KNOWN"  # names a file: ids of stored articles and claims, a text to submit


@dataclass(frozen=True, slots=True)
class Options:
    """The defaults are the measurement that docs/scale.md shows."""

    sizes: tuple[int, ...] = (10_000, 100_000, 1_000_000)  # passages of a library
    elastic_limit: int = 100_000  # the largest of them that Elasticsearch gets
    base: int = 3_000  # real passages that the others are made of
    queries: int = 100
    repeats: int = 3
    batches: int = 9  # of 256 passages, timed at each size
    heap: str = "1g"  # of the Elasticsearch node, as in deploy/compose.yaml
    workers: tuple[int, ...] = (1, 2, 3)
    articles: int = 16  # in each round that workers are timed with
    stored: int = 1_000  # articles behind the API
    checked: int = 8  # of which these are copies, with their verdicts
    users: tuple[int, ...] = (1, 16)  # who ask it at once
    seconds: int = 10  # that they ask for

    def sizes_of(self, part: str) -> tuple[int, ...]:
        limit = self.elastic_limit if part == ELASTICSEARCH else max(self.sizes)
        return tuple(size for size in sorted(self.sizes) if size <= limit)


# What each part depends on. Another value than the default makes the part a trial.
CONCERNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        EMBEDDING: ("base", "repeats"),
        EMBEDDED: ("sizes", "base", "queries", "repeats", "batches"),
        ELASTICSEARCH: (
            *("sizes", "elastic_limit", "base", "queries", "repeats", "batches", "heap"),
        ),
        WORKERS: ("workers", "articles", "repeats"),
        API: ("stored", "checked", "users", "seconds", "repeats"),
    }
)


def describe(options: Options, part: str) -> dict[str, str]:
    """The values that the part depends on, as they are written down."""
    values = asdict(options)
    return {name: _written(values[name]) for name in CONCERNS[part]}


def is_trial(options: Options, part: str) -> bool:
    return describe(options, part) != describe(Options(), part)


def _written(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


@dataclass(frozen=True, slots=True)
class Asked:
    """The command line."""

    parts: tuple[str, ...]
    only_missing: bool
    options: Options


def parse(arguments: Sequence[str] | None = None) -> Asked:
    parser = argparse.ArgumentParser(prog="python -m tests.scale", description=__doc__)
    parser.add_argument(
        "--part", nargs="+", choices=(*PARTS, *ALIASES), default=list(PARTS), metavar="PART"
    )
    parser.add_argument(
        "--missing", action="store_true", help="only parts without such a measurement yet"
    )
    for name, default in asdict(Options()).items():
        _add_option(parser, name, default)
    given = vars(parser.parse_args(arguments))
    parts, only_missing = given.pop("part"), given.pop("missing")
    values = {name: tuple(one) if isinstance(one, list) else one for name, one in given.items()}
    options = Options(**values)
    if any(size % A_SOURCE for size in options.sizes):
        parser.error(f"a source has {A_SOURCE} passages, so sizes are multiples of {A_SOURCE}")
    return Asked(_unfold(parts), only_missing, options)


def _add_option(parser: argparse.ArgumentParser, name: str, default: object) -> None:
    flag, shown = f"--{name.replace('_', '-')}", f"default: {_written(default)}"
    if isinstance(default, tuple):
        parser.add_argument(flag, nargs="+", type=int, default=list(default), help=shown)
    else:
        parser.add_argument(flag, type=type(default), default=default, help=shown)


def _unfold(parts: Sequence[str]) -> tuple[str, ...]:
    asked = {one for part in parts for one in ALIASES.get(part, (part,))}
    return tuple(part for part in PARTS if part in asked)
