"""The Celery application: queue and task names, and settings that were measured.

With Redis, tasks are only bells: the steps are rows in the database, and none is lost with a bell.
"""

from collections.abc import Callable
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar

from celery import Celery

from indexes.claims.stored import StepKind, StepRef, Timing

P = ParamSpec("P")
R = TypeVar("R")

TASKS = MappingProxyType({kind: f"sverka.{kind.value}" for kind in StepKind})
QUEUES = MappingProxyType({kind: f"sverka.{kind.value}" for kind in StepKind})
# Who rings does not wait for a broker to come back: what is not heard is rung for again.
RING_ONCE = MappingProxyType({"max_retries": 1, "interval_start": 0.0, "interval_max": 0.0})
ANSWER_WITHIN_SECONDS = 2.0
HARD_LIMIT_AFTER_SECONDS = 60  # past the soft limit
MODELS_LOAD_WITHIN_SECONDS = 300
REDIS_OPTIONS = MappingProxyType(
    {
        # With acknowledgements emulated, a restart of Redis under load left live workers that
        # took nothing, 5 times of 5. We need none: a step that is lost is rung for again.
        "ack_emulation": False,
        "health_check_interval": 5,
        "socket_connect_timeout": 5,
        "socket_timeout": 30,
        "socket_keepalive": True,
    }
)


def make_celery(broker_url: str, timing: Timing | None = None) -> Celery:
    """An application that sends and takes bells; `workers.tasks` adds the tasks."""
    app = Celery("sverka", broker=broker_url, set_as_current=False)
    app.conf.update(_settings(timing or Timing()))
    if broker_url.startswith("redis"):
        app.conf.broker_transport_options = dict(REDIS_OPTIONS)
    return app


def _settings(timing: Timing) -> dict[str, Any]:
    return {
        "task_acks_late": True,
        "worker_prefetch_multiplier": 1,
        "task_ignore_result": True,
        "task_soft_time_limit": timing.deadline_seconds,
        "task_time_limit": timing.deadline_seconds + HARD_LIMIT_AFTER_SECONDS,
        "task_serializer": "json",
        "accept_content": ["json"],
        "task_routes": {TASKS[kind]: {"queue": QUEUES[kind]} for kind in StepKind},
        "task_queues": {name: {} for name in QUEUES.values()},  # a worker hears all of them
        "broker_connection_retry_on_startup": True,
        "broker_connection_max_retries": None,  # for ever: workers outlive the broker
        "worker_cancel_long_running_tasks_on_connection_loss": False,  # the lease decides
        "worker_enable_remote_control": False,
        "worker_proc_alive_timeout": MODELS_LOAD_WITHIN_SECONDS,
        "worker_hijack_root_logger": False,
        "sverka_timing": timing,  # ours, for the scheduler
        "beat_scheduler": "workers.beat:ReconcileScheduler",
    }


def make_ringer(broker_url: str) -> Celery:
    """An application that only sends bells, and gives up on a broker that does not answer."""
    app = make_celery(broker_url)
    app.conf.broker_transport_options = {**app.conf.broker_transport_options, **RING_ONCE}
    return app


def ping_broker(app: Celery) -> None:
    """Connect once; raises whatever the broker's client raises when there is no answer."""
    with app.connection_for_write(connect_timeout=ANSWER_WITHIN_SECONDS) as connection:
        connection.ensure_connection(timeout=ANSWER_WITHIN_SECONDS, **RING_ONCE)


def define_task(app: Celery, kind: StepKind) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A decorator that makes a function the task of one kind of step."""

    def define(function: Callable[P, R]) -> Callable[P, R]:
        defined: Callable[P, R] = app.task(name=TASKS[kind])(function)
        return defined

    return define


def send_bell(app: Celery, step: StepRef) -> None:
    """Put one bell into the broker; raises whatever the broker's client raises."""
    app.send_task(TASKS[step.kind], (step.step_id,), queue=QUEUES[step.kind], retry=False)
