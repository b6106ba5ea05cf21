"""Recording measures, also from several processes, and the README's table made of them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.quality.end_to_end import MEASURES
from tests.quality.measures import ROOT, Measure, Quality, read_quality, record, record_model
from tests.quality.stance_sets import SETS
from tests.quality.subjects import SUBJECTS
from tests.quality.write_table import README, find_stale, keeps_floor, put_table, render

NAME = "e2e_ru.wrong_way"


def test_a_measure_is_rounded_merged_and_sorted(tmp_path: Path) -> None:
    path = tmp_path / "quality.json"
    record("xnli_test_ru.accuracy", 2 / 3, low=0.6, high=0.70006, n=5010, floor=0.66, path=path)
    record(NAME, 0.5, low=0.4, high=0.6, n=3, rival=0.719, rival_source="mBERT", path=path)
    record(NAME, 0.25, low=0.2, high=0.3, n=4, path=path)
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert list(stored["measures"]) == [NAME, "xnli_test_ru.accuracy"]
    assert stored["measures"]["xnli_test_ru.accuracy"] == {
        "floor": 0.66,
        "high": 0.7001,
        "low": 0.6,
        "n": 5010,
        "rival": None,
        "rival_source": "",
        "value": 0.6667,
    }
    assert read_quality(path).measures[NAME] == Measure(0.25, 0.2, 0.3, 4)


def test_what_is_no_number_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no number"):
        record(NAME, float("nan"), low=0.0, high=1.0, n=0, path=tmp_path / "quality.json")
    assert not (tmp_path / "quality.json").exists()


def test_several_processes_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "quality.json"
    code = (
        "import sys; from pathlib import Path; from tests.quality.measures import record\n"
        "for one in range(20): record(f'{sys.argv[1]}.{one}', one, low=0, high=one, n=1,"
        " path=Path(sys.argv[2]))"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", code, name, str(path)], cwd=ROOT) for name in "abc"
    ]
    assert [one.wait(60) for one in writers] == [0, 0, 0]
    assert len(read_quality(path).measures) == 60


def test_weights_that_changed_since_are_named(tmp_path: Path) -> None:
    path, weights = tmp_path / "quality.json", tmp_path / "stance.safetensors"
    weights.write_bytes(b"first")
    record_model("stance.safetensors", weights, path=path)
    assert list(find_stale(read_quality(path), tmp_path)) == []
    weights.write_bytes(b"second")
    assert list(find_stale(read_quality(path), tmp_path)) == ["stance.safetensors"]


def test_the_table_has_known_and_unknown_measures() -> None:
    measures = {NAME: Measure(0.161, 0.109, 0.214, 192, 0.08), "new.metric": Measure(1, 1, 1, 9)}
    table = render(Quality(measures))
    assert "| 192 | **0.161 ✗** | 0.109–0.214 | ≤ 0.08 |" in table
    assert "`new.metric`" in table
    assert put_table("a <!-- quality -->old<!-- /quality --> b", table).count(table) == 1


@pytest.mark.parametrize(
    ("name", "value", "floor", "kept"),
    [
        ("xnli_test_ru.accuracy", 0.66, 0.66, True),
        ("xnli_test_ru.accuracy", 0.65, 0.66, False),
        ("e2e_ru.wrong_way", 0.03, 0.08, True),
        ("e2e_ru.calibration_error", 0.09, 0.08, False),
        ("seed_article.warm_seconds", 7.0, 6.0, False),
        ("terra_val.accuracy", 0.1, None, True),
    ],
)
def test_whether_a_floor_is_kept(
    name: str, value: float, floor: float | None, kept: object
) -> None:
    assert keeps_floor(name, Measure(value, value, value, 9, floor)) is kept


def test_no_measure_has_two_places() -> None:
    names = [name for subject in SUBJECTS for name in subject.titles]
    assert len(names) == len(set(names))


def test_what_the_benchmarks_record_has_a_title() -> None:
    titles = {name for subject in SUBJECTS for name in subject.titles}
    recorded = {f"e2e_ru.{one.name}" for one in MEASURES}
    recorded |= {f"{one.name}.{metric}" for one in SETS for metric in one.metrics}
    assert recorded <= titles


def test_the_measures_speak_of_the_weights_that_ship() -> None:
    assert list(find_stale(read_quality())) == [], "run: make bench-quality"


def test_the_readme_shows_what_was_recorded() -> None:
    text = README.read_text(encoding="utf-8")
    assert put_table(text, render(read_quality())) == text, "run: make quality-table"
