"""Beat: a clock that reconciles, and asks no broker."""

from datetime import timedelta

import pytest

from indexes.claims.database import Database, open_database
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


def test_a_store_that_is_busy_stops_no_clock(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SVERKA_DATABASE_URL", database.url)
    monkeypatch.setenv("SVERKA_BROKER_URL", "memory://")
    submit(database)
    set_back(database, table.c.rung_at, timedelta(hours=1))
    scheduler = ReconcileScheduler(make_celery("memory://"))
    scheduler.database.close()
    scheduler.database = open_database(database.url, busy_timeout_seconds=0)
    with database.writing():  # somebody else writes
        assert scheduler.tick() == 1.0
    assert "nothing was reconciled" in caplog.text
    scheduler.close()
