"""Celery's settings, as they were measured to be needed, and known to the installed Celery."""

import inspect

import pytest
from kombu.transport import redis

from indexes.claims.stored import StepKind, Timing
from workers import tasks
from workers.celery_app import QUEUES, REDIS_OPTIONS, TASKS, make_celery

APP = make_celery("redis://127.0.0.1:1/0")


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("task_acks_late", True),
        ("worker_prefetch_multiplier", 1),
        ("task_ignore_result", True),
        ("task_soft_time_limit", Timing().deadline_seconds),
        ("worker_enable_remote_control", False),
        ("beat_scheduler", "workers.beat:ReconcileScheduler"),
        ("result_backend", None),
    ],
)
def test_settings(setting: str, value: object) -> None:
    assert APP.conf[setting] == value


def test_the_hard_limit_comes_after_the_soft_one() -> None:
    assert APP.conf.task_time_limit > APP.conf.task_soft_time_limit


def test_redis_must_not_emulate_acknowledgements() -> None:
    options = APP.conf.broker_transport_options
    assert options["ack_emulation"] is False
    assert options["health_check_interval"] == 5


@pytest.mark.parametrize("option", sorted(REDIS_OPTIONS))
def test_the_installed_transport_knows_the_option(option: str) -> None:
    assert option in redis.Channel.from_transport_options
    assert option in inspect.getsource(redis)


def test_other_brokers_get_no_options_of_redis() -> None:
    assert "ack_emulation" not in make_celery("memory://").conf.broker_transport_options


def test_every_kind_of_step_has_its_task_and_its_queue() -> None:
    registered = {name for name in tasks.celery_app.tasks if name.startswith("sverka.")}
    assert registered == set(TASKS.values())
    assert set(APP.amqp.queues) == set(QUEUES.values())
    assert len(set(QUEUES.values())) == len(StepKind)
