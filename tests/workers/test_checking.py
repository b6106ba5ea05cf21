"""What `sverka calibrate` wrote is what the next start shows confidence by."""

from dataclasses import replace
from pathlib import Path

from workers.checking import open_models
from workers.models.calibrators import load_shipped, name_scorer, write_calibrator
from workers.pipeline.calibration import Calibrator
from workers.pipeline.verdict import RULES_VERSION
from workers.settings import read_settings

CURVES = {"supported/ru": (0.2, 0.7)}


def test_a_refit_is_read_at_the_next_start(tmp_path: Path) -> None:
    settings = replace(read_settings({}), calibration_file=tmp_path / "calibration.json")
    before = open_models(settings)
    refit = Calibrator(curves=CURVES, scorer=name_scorer(before.stance.name, RULES_VERSION))
    write_calibrator(refit, settings.calibration_path)
    after = open_models(settings)
    assert (before.names["calibration"], after.names["calibration"]) == (
        load_shipped().name,
        refit.name,
    )


def test_a_refit_of_another_scorer_is_left_aside(tmp_path: Path) -> None:
    settings = replace(read_settings({}), calibration_file=tmp_path / "calibration.json")
    write_calibrator(Calibrator(curves=CURVES, scorer="other"), settings.calibration_path)
    assert open_models(settings).names["calibration"] == load_shipped().name
