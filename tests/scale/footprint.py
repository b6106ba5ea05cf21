"""What a library takes on the disk, and how much of it searches want in memory."""

import json
from collections.abc import Iterable
from pathlib import Path
from urllib.request import urlopen

from tests.waiting import wait_until

# Of an Elasticsearch index: rounded vectors and their graph, words and where they occur.
HOT = frozenset({"veq", "vex", "doc", "tim", "tip", "tmd", "psm", "nvd", "nvm"})
WHOLE_VECTORS = frozenset({"vec"})  # read for the few that are scored again
SETTLED_WITHIN_SECONDS = 180


def measure_folder(folder: Path, names: Iterable[str] = ("*",)) -> int:
    """Bytes of the files of these names, folders within included."""
    found = {path for name in names for path in folder.rglob(name) if path.is_file()}
    return sum(path.stat().st_size for path in found)


def measure_index(address: str, index: str) -> dict[str, int]:
    """Bytes of all files of an index, by extension."""
    with urlopen(f"{address}/{index}/_stats/segments?include_segment_file_sizes=true") as answer:
        sizes = json.load(answer)["_all"]["primaries"]["segments"]["file_sizes"]
    return {name: one["size_in_bytes"] for name, one in sizes.items()}


def wait_until_merged(address: str, index: str) -> None:
    """Until the server works on nothing of its own, so that it does not disturb what is timed."""
    wait_until(lambda: _is_merged(address, index), SETTLED_WITHIN_SECONDS)


def _is_merged(address: str, index: str) -> bool:
    with urlopen(f"{address}/{index}/_stats/merge") as answer:
        merges = json.load(answer)["_all"]["primaries"]["merges"]
    return bool(merges["current"] == 0)
