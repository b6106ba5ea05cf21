"""What a library takes on the disk, and how much of it searches want in memory."""

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from indexes.sources.elastic.reading import YOUNG_SECONDS
from tests.waiting import wait_until

SETTLED_WITHIN_SECONDS = 180
FLOAT_BYTES = 4


@dataclass(frozen=True, slots=True)
class IndexBytes:
    """Of all passages. `hot`: rounded vectors, their graph, words and where they occur."""

    disk: int
    whole_vectors: int  # read for the few that are scored again
    hot: int


def measure_folder(folder: Path, names: Iterable[str] = ("*",)) -> int:
    """Bytes of the files of these names, folders within included."""
    found = {path for name in names for path in folder.rglob(name) if path.is_file()}
    return sum(path.stat().st_size for path in found)


def measure_index(address: str, index: str, numbers: int) -> IndexBytes:
    """`numbers`: of all vectors together. The server takes its files apart, which is slow."""
    answer = _ask(f"{address}/{index}/_disk_usage?run_expensive_tasks=true", "POST")
    (analysed,) = (one for name, one in answer.items() if name != "_shards")
    fields = analysed["all_fields"]
    vectors = numbers * FLOAT_BYTES
    words = fields["inverted_index"]["total_in_bytes"] + fields["norms_in_bytes"]
    rounded = fields["knn_vectors_in_bytes"] - vectors
    return IndexBytes(analysed["store_size_in_bytes"], vectors, rounded + words)


def wait_until_settled(address: str, index: str) -> None:
    """Until the server merges nothing, and no source is so young that searches look twice."""
    began = time.monotonic()
    wait_until(lambda: _count_merges(address, index) == 0, SETTLED_WITHIN_SECONDS)
    wait_until(lambda: time.monotonic() > began + YOUNG_SECONDS, 2 * YOUNG_SECONDS)


def _count_merges(address: str, index: str) -> int:
    merges = _ask(f"{address}/{index}/_stats/merge")["_all"]["primaries"]["merges"]
    return int(merges["current"])


def _ask(address: str, method: str = "GET") -> dict[str, Any]:
    with urlopen(Request(address, method=method), timeout=SETTLED_WITHIN_SECONDS) as answer:
        found: dict[str, Any] = json.load(answer)
        return found
