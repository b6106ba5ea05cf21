"""Whose confidence a calibration reads: `python -m workers.models.training.calibration.scorer`."""

from workers.checking import open_scorer
from workers.models.calibrators import name_scorer
from workers.pipeline.verdict import RULES_VERSION
from workers.settings import read_settings

if __name__ == "__main__":
    print(name_scorer(open_scorer(read_settings({})).name, RULES_VERSION))
