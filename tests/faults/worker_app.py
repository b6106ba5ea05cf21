"""Sverka's own Celery tasks and beat with the plain checker: celery -A tests.faults.worker_app."""

import os
from functools import cache

from indexes.claims.database import open_database
from tests.plain import QUICK, PlainChecker, make_toolkit
from workers import tasks
from workers.bells import open_bell
from workers.toolkit import Toolkit

WORK_SECONDS = 0.02


@cache
def open_plain_toolkit() -> Toolkit:
    database = open_database(os.environ["SVERKA_DATABASE_URL"])
    bell = open_bell(os.environ["SVERKA_BROKER_URL"])
    return make_toolkit(database, bell, PlainChecker(WORK_SECONDS))


tasks.toolkit = open_plain_toolkit
celery_app = tasks.celery_app
celery_app.conf.sverka_timing = QUICK
