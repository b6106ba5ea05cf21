"""Celery's beat, reduced to a clock: every second it reconciles, and never through the broker."""

import os
from typing import Any

from celery.beat import Scheduler

from indexes.claims.database import open_database
from workers.bells import open_bell
from workers.settings import read_settings
from workers.steps import RECONCILE_EVERY_SECONDS, reconcile_once


class ReconcileScheduler(Scheduler):  # type: ignore[misc] # celery has no types
    """Any number of beats may run: what reconcile does, it does once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as celery calls it
        settings = read_settings(os.environ)
        self.database = open_database(settings.database_url)
        self.bell = open_bell(settings.broker_url)
        super().__init__(*args, **kwargs)

    def setup_schedule(self) -> None:
        """Schedules are rows in the database; Celery keeps none."""

    def tick(self, **_: Any) -> float:  # noqa: ANN401 - as celery calls it
        """Reconcile once; gives the seconds to the next tick."""
        reconcile_once(self.database, self.bell, self.app.conf.sverka_timing)
        return RECONCILE_EVERY_SECONDS

    def close(self) -> None:
        """Ring what is waiting and close the store."""
        self.bell.close()
        self.database.close()
