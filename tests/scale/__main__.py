"""`make bench-scale`: how far the product carries. One part: `ARGS="--part library"`.

Results go to docs/scale.json, part by part, and the pages made from it are written anew.
"""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType

import psutil
import pytest
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from tests.scale.api import measure_api
from tests.scale.embedding import measure_embedding
from tests.scale.libraries import measure_elasticsearch, measure_embedded
from tests.scale.options import (
    API,
    ELASTICSEARCH,
    EMBEDDED,
    EMBEDDING,
    WORKERS,
    Options,
    describe,
    is_trial,
    parse,
)
from tests.scale.results import Repeats, Run, read_scale, write_part
from tests.scale.texts import require_texts
from tests.scale.throughput import measure_workers
from tests.scale.write_pages import write_pages

STDERR = Console(stderr=True)
GIB = 1 << 30
MEASURE: Mapping[str, Callable[[Options, Progress], Repeats]] = MappingProxyType(
    {
        EMBEDDING: measure_embedding,
        EMBEDDED: measure_embedded,
        ELASTICSEARCH: measure_elasticsearch,
        WORKERS: measure_workers,
        API: measure_api,
    }
)
# On two idle cores: what takes time, and how long each of it.
SECONDS_A_PART = MappingProxyType({EMBEDDING: 15, EMBEDDED: 20, ELASTICSEARCH: 30, WORKERS: 20, API: 60})


def main() -> None:
    asked = parse()
    require_texts()
    done = read_scale()
    parts = [one for one in asked.parts if not (asked.only_missing and has_run(one, asked.options))]
    expected = sum(expect_seconds(part, asked.options) for part in parts)
    STDERR.print(f"{', '.join(parts)}: about {expected / 60:.0f} minutes on two idle cores")
    for part in parts:
        measure(part, asked.options)
    write_pages()


if __name__ == "__main__":
    main()
