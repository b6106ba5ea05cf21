"""Trains the stance model: `python -m workers.models.training.stance.train`."""
