"""Celery's tasks: each takes a step's id, calls one function, and nothing else.

Start with `celery -A workers.tasks worker`, and `… beat` for the reconciler.
"""

import logging
import os
from functools import cache

from celery.signals import setup_logging, worker_process_init, worker_process_shutdown

from indexes.claims.stored import StepKind
from workers.celery_app import define_task, make_celery
from workers.logs import configure_logs
from workers.opening import open_toolkit
from workers.settings import read_settings
from workers.steps import run_step
from workers.toolkit import Toolkit

celery_app = make_celery(read_settings(os.environ).broker_url)


@cache
def toolkit() -> Toolkit:
    """This process's tools, opened at first use."""
    return open_toolkit(read_settings(os.environ))


@define_task(celery_app, StepKind.SPLIT)
def split(step_id: str) -> None:
    """Find an article's claims."""
    run_step(step_id, toolkit())


@define_task(celery_app, StepKind.VERIFY)
def verify(step_id: str) -> None:
    """Check a batch of claims."""
    run_step(step_id, toolkit())


@define_task(celery_app, StepKind.RECHECK)
def recheck(step_id: str) -> None:
    """Check a batch of claims again."""
    run_step(step_id, toolkit())


@define_task(celery_app, StepKind.JOIN)
def join(step_id: str) -> None:
    """End a job."""
    run_step(step_id, toolkit())


def open_tools(**_: object) -> None:
    """In a fresh child: load the models, and leave the parent's connections to the parent."""
    toolkit().database.forget_connections()


def close_tools(**_: object) -> None:
    """A child that goes home sends the spans that wait."""
    toolkit().tracer.close()


def take_over_logs(**_: object) -> None:
    """Celery leaves the logs alone once somebody hears this: they are as everywhere in Sverka."""
    configure_logs(read_settings(os.environ), level=logging.INFO)


worker_process_init.connect(open_tools, weak=False)
worker_process_shutdown.connect(close_tools, weak=False)
setup_logging.connect(take_over_logs, weak=False)
