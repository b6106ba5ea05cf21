"""What is recorded, and when a measurement is only a trial."""

from pathlib import Path

import pytest

from tests.scale.api import quantile
from tests.scale.expecting import EXPECT, expect_seconds
from tests.scale.options import EMBEDDED, PARTS, WORKERS, Options, is_trial, parse
from tests.scale.results import Measure, Run, read_scale, summarise, write_part

RUN = Run("2026-11-23", 61.5, 2, 23.0, 0.1, {"repeats": "3"}, is_trial=False)


def test_a_part_replaces_what_it_measured_before(tmp_path: Path) -> None:
    path = tmp_path / "scale.json"
    write_part("embedded", RUN, {"10.p50_ms": [3.0, 1.0, 2.0], "20.p50_ms": [5.0]}, path)
    write_part("embedding", RUN, {"rate": [60.123456]}, path)
    write_part("embedded", RUN, {"10.p50_ms": [4.0, 6.0]}, path)
    scale = read_scale(path)
    assert scale.measures == {
        "embedded.10.p50_ms": Measure(5.0, 4.0, 6.0, 2),
        "embedding.rate": Measure(60.123, 60.123, 60.123, 1),
    }
    assert scale.runs == {"embedded": RUN, "embedding": RUN}


@pytest.mark.parametrize("values", [[], [float("nan")], [1.0, float("inf")]])
def test_what_is_no_number_is_refused(values: list[float]) -> None:
    with pytest.raises(ValueError, match="no numbers"):
        summarise(values)


def test_smaller_than_the_defaults_is_a_trial() -> None:
    asked = parse(["--part", "library", "--sizes", "800", "--repeats", "3"])
    assert asked.parts == ("embedded", "elasticsearch")
    assert is_trial(asked.options, EMBEDDED)
    assert not is_trial(asked.options, WORKERS)
    assert parse([]).parts == PARTS
    assert not any(is_trial(parse([]).options, part) for part in PARTS)


def test_sizes_are_whole_sources() -> None:
    with pytest.raises(SystemExit):
        parse(["--sizes", "1001"])


def test_the_whole_measurement_is_expected_within_25_minutes() -> None:
    assert set(EXPECT) == set(PARTS)
    assert 10 * 60 < sum(expect_seconds(part, Options()) for part in PARTS) < 25 * 60


@pytest.mark.parametrize(("share", "value"), [(0.5, 2.0), (0.95, 9.0), (1.0, 9.0), (0.1, 1.0)])
def test_quantile_of_counted_values(share: float, value: float) -> None:
    assert quantile({9.0: 2, 1.0: 3, 2.0: 5}, share) == value
