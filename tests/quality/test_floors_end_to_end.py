"""Floors a little below what the whole path reaches on every second development article.

To pin after a better model: `python -m tests.quality.test_floors_end_to_end` prints what it finds.
"""

import tempfile
from pathlib import Path

import pytest

from tests.quality.end_to_end import check_all, summarise
from tests.quality.gold import E2E
from tests.quality.libraries import open_checker_with_sources
from tests.quality.subjects import is_less_better
from workers.settings import read_settings

EVERY = 2
FLOORS = {  # for what is wrong, a ceiling
    "quotes_covered": 0.85,
    "verdict_accuracy_now": 0.51,
    "deciding_note_cited": 0.90,
    "non_claims_selected": 0.08,
    "wrong_way": 0.14,
}


def measure(folder: Path) -> dict[str, float]:
    checker = open_checker_with_sources(read_settings({}), folder, E2E / "sources.jsonl")
    outcomes, _ = check_all(checker, every=EVERY)
    return {name: found.value for name, found in summarise(outcomes).items()}


@pytest.mark.skipif(not E2E.exists(), reason=f"{E2E.name} lies beside the repository; not here")
def test_end_to_end(tmp_path: Path) -> None:
    found = measure(tmp_path)
    sign = {name: -1 if is_less_better(f"e2e_ru.{name}") else 1 for name in FLOORS}
    missed = {name: found[name] for name in FLOORS if sign[name] * (found[name] - FLOORS[name]) < 0}
    assert missed == {}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, value in measure(Path(folder)).items():
            print(f"{name}: {value:.3f}")


if __name__ == "__main__":
    main()
