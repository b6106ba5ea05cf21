"""`make bench-scale`: how far the product carries. One part: `ARGS="--part library"`.

Results go to docs/scale.json, part by part, and the pages made from it are written anew.
"""

import os
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType

import psutil
import pytest
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from tests.scale.api import measure_api
from tests.scale.embedding import measure_embedding
from tests.scale.expecting import expect_seconds
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
LOOKED_SECONDS = 2.0
SHOWN = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
MEASURE: Mapping[str, Callable[[Options, Progress], Repeats]] = MappingProxyType(
    {
        EMBEDDING: measure_embedding,
        EMBEDDED: measure_embedded,
        ELASTICSEARCH: measure_elasticsearch,
        WORKERS: measure_workers,
        API: measure_api,
    }
)


def main() -> None:
    asked = parse()
    require_texts()
    parts = [one for one in asked.parts if not (asked.only_missing and has_run(one, asked.options))]
    minutes = sum(expect_seconds(one, asked.options) for one in parts) / 60
    STDERR.print(f"{', '.join(parts) or 'nothing'}: about {minutes:.0f} minutes on two idle cores")
    for part in parts:
        measure_part(part, asked.options)
    write_pages()


def has_run(part: str, options: Options) -> bool:
    run = read_scale().runs.get(part)
    return run is not None and run.options == describe(options, part)


def measure_part(part: str, options: Options) -> None:
    """What it found replaces what was found before; a part without its server is left out."""
    load, began, day = measure_load(), time.monotonic(), datetime.now(UTC).date()
    with Progress(*SHOWN, console=STDERR) as progress:
        try:
            repeats = MEASURE[part](options, progress)
        except pytest.skip.Exception as missing:
            STDERR.print(f"{part} is left out: {missing}")
            return
    seconds = time.monotonic() - began
    run = Run(
        measured_on=day.isoformat(),
        seconds=round(seconds, 1),
        cores=os.cpu_count() or 1,
        memory_gib=round(psutil.virtual_memory().total / GIB, 1),
        load_before=round(load, 2),
        options=describe(options, part),
        is_trial=is_trial(options, part),
    )
    write_part(part, run, repeats)
    STDERR.print(f"{part}: measured in {seconds / 60:.1f} minutes")


def measure_load() -> float:
    """Cores that others keep busy; averages of a minute would count the part before."""
    return psutil.cpu_percent(LOOKED_SECONDS) / 100 * (os.cpu_count() or 1)


if __name__ == "__main__":
    main()
