"""Fits and measures calibrators: `python -m workers.models.training.calibration --rows FILE`."""
