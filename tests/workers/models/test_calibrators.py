"""Calibrators in files: whole, kept, found again, and refused when damaged."""

import logging
import multiprocessing
from dataclasses import replace
from pathlib import Path

import pytest

from indexes.records import to_json
from workers.models.calibrators import (
    InvalidCalibration,
    load_calibrator,
    load_shipped,
    name_scorer,
    read_calibrator,
    remove_calibrator,
    write_calibrator,
)
from workers.pipeline.calibration import UNFITTED, Calibrator
from workers.settings import Settings, read_settings

SCORER = name_scorer("cross-encoder@1", "2")
CALIBRATOR = Calibrator(curves={"supported/ru": (0.2, 0.8)}, scorer=SCORER)


def number(row_count: int) -> Calibrator:
    return replace(CALIBRATOR, row_count=row_count)


def test_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "new" / "calibration.json"
    assert write_calibrator(CALIBRATOR, path) is None
    assert read_calibrator(path) == CALIBRATOR


def test_former_ones_stay_beside(tmp_path: Path) -> None:
    path = tmp_path / "calibration.json"
    write_calibrator(number(1), path)
    assert write_calibrator(number(2), path) == tmp_path / f"calibration-{number(1).version}.json"
    former = remove_calibrator(path)
    assert former is not None
    assert read_calibrator(former) == number(2)
    assert not path.exists()
    assert remove_calibrator(path) is None
    former.replace(path)  # as the README says
    assert read_calibrator(path) == number(2)


def test_reviews_go_before_what_ships(tmp_path: Path) -> None:
    settings = Settings(folder=tmp_path)
    assert load_calibrator(settings, SCORER) == load_shipped(SCORER)
    write_calibrator(CALIBRATOR, settings.calibration_path)
    assert load_calibrator(settings, SCORER) == CALIBRATOR
    assert load_calibrator(settings) == CALIBRATOR


def test_reviews_of_another_scorer_are_left_aside(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(folder=tmp_path)
    write_calibrator(CALIBRATOR, settings.calibration_path)
    with caplog.at_level(logging.WARNING):
        assert load_calibrator(settings, name_scorer("cross-encoder@2", "2")) == UNFITTED
    assert "cross-encoder@2, rules 2" in caplog.text
    assert "sverka calibrate" in caplog.text


def test_nothing_ships_nothing_changes(tmp_path: Path) -> None:
    assert load_shipped(path=tmp_path / "calibration.json") == UNFITTED
    assert load_shipped("another model, rules 9") == UNFITTED


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"\xff\xfe",
        to_json(CALIBRATOR).encode()[:40],
        to_json(CALIBRATOR).replace("0.8", "0.1").encode(),
        to_json(CALIBRATOR).replace("0.8", '"much"').encode(),
        to_json(CALIBRATOR).replace("[0.2,0.8]", "[0.2]").encode(),
    ],
)
def test_a_damaged_file_says_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "calibration.json"
    path.write_bytes(content)
    with pytest.raises(InvalidCalibration) as caught:
        load_calibrator(Settings(folder=tmp_path))
    assert str(path) in str(caught.value)
    assert "sverka calibrate --reset" in str(caught.value)
    assert remove_calibrator(path) == tmp_path / "calibration-damaged.json"
    assert load_calibrator(Settings(folder=tmp_path)) == load_shipped()


def write_many(path: str, first: int) -> None:
    for one in range(first, first + 20):
        write_calibrator(number(one), Path(path))


def test_writers_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    """At every moment the file is whole, and all that was ever in place can be found."""
    path = tmp_path / "calibration.json"
    write_calibrator(number(0), path)
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=write_many, args=(str(path), first)) for first in (1, 21)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        assert read_calibrator(path).scorer == SCORER
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    kept = {read_calibrator(one).row_count for one in tmp_path.glob("calibration*.json")}
    assert kept == set(range(41))
    assert {one.suffix for one in tmp_path.iterdir()} == {".json", ".lock"}


def test_where_the_file_is(tmp_path: Path) -> None:
    assert Settings(folder=tmp_path).calibration_path == tmp_path / "calibration.json"
    told = read_settings(
        {"SVERKA_FOLDER": "x", "SVERKA_CALIBRATION_FILE": str(tmp_path / "c.json")}
    )
    assert told.calibration_path == tmp_path / "c.json"
    assert (
        read_settings({"SVERKA_FOLDER": "x"}).calibration_path
        == Path("x/calibration.json").absolute()
    )
