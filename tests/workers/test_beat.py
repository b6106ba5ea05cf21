"""Beat: a clock that reconciles, and asks no broker."""

from datetime import timedelta
from pathlib import Path

import pytest

from indexes.claims.database import Database
from indexes.claims.reconciling import reconcile
from indexes.claims.stored import Timing
from indexes.claims.tables import steps as table
from tests.stores import set_back, submit
from workers.beat import ReconcileScheduler
from workers.celery_app import make_celery


def test_a_tick_reconciles_though_the_broker_is_away(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SVERKA_DATABASE_URL", database.url)
    monkeypatch.setenv("SVERKA_BROKER_URL", "redis://127.0.0.1:1/0")
    submit(database)
    set_back(database, table.c.rung_at, timedelta(hours=1))
    scheduler = ReconcileScheduler(make_celery("redis://127.0.0.1:1/0"))
    assert scheduler.tick() == 1.0
    scheduler.close()
    assert reconcile(database, Timing()).steps == ()  # it has been rung for


def test_a_store_that_is_not_there_yet_stops_no_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: Database
) -> None:
    monkeypatch.setenv("SVERKA_DATABASE_URL", database.url)
    monkeypatch.setenv("SVERKA_BROKER_URL", "memory://")
    scheduler = ReconcileScheduler(make_celery("memory://"))
    with database.writing():  # somebody else writes
        assert scheduler.tick() == 1.0
    scheduler.close()
