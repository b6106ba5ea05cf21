"""Floors a little below what the whole path reaches on the development articles."""

from pathlib import Path

import pytest

from tests.quality.end_to_end import check_all, summarise
from tests.quality.gold import E2E
from tests.quality.libraries import open_checker_with_sources
from workers.settings import read_settings

FLOORS = {
    "quotes_covered": 0.85,
    "verdict_accuracy_now": 0.30,
    "deciding_note_cited": 0.92,
}
CEILINGS = {"non_claims_selected": 0.08, "wrong_way": 0.20}


@pytest.mark.skipif(not E2E.exists(), reason=f"{E2E.name} lies beside the repository; not here")
def test_end_to_end(tmp_path: Path) -> None:
    checker = open_checker_with_sources(read_settings({}), tmp_path, E2E / "sources.jsonl")
    outcomes, _ = check_all(checker)
    measured = {name: found.value for name, found in summarise(outcomes).items()}
    too_low = {name: measured[name] for name, floor in FLOORS.items() if measured[name] < floor}
    too_high = {name: measured[name] for name, top in CEILINGS.items() if measured[name] > top}
    assert (too_low, too_high) == ({}, {})
