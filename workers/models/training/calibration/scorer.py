"""Whose confidence a calibration reads: `python -m workers.models.training.calibration.scorer`."""

from workers.models.calibrators import name_scorer
from workers.models.overlap import load_overlap_scorer
from workers.pipeline.verdict import RULES_VERSION

if __name__ == "__main__":
    print(name_scorer(load_overlap_scorer().name, RULES_VERSION))
