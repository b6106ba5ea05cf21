"""Due times: intervals, cron lines, time zones, and what is refused."""

from datetime import UTC, datetime

import pytest

from indexes.claims.recurrence import IntervalUnit, InvalidRecurrence, Recurrence

NOON = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)  # a Saturday


@pytest.mark.parametrize(
    ("recurrence", "expected"),
    [
        (Recurrence(every=6), "2026-03-28T18:00"),
        (Recurrence(every=2, unit=IntervalUnit.DAYS), "2026-03-30T12:00"),
        (Recurrence(cron="0 9 * * *"), "2026-03-29T09:00"),
        (Recurrence(cron="0 9 * * 1"), "2026-03-30T09:00"),
        (Recurrence(cron="*/15 * * * *"), "2026-03-28T12:15"),
        (Recurrence(cron="0 9 * * 1-5", time_zone="Asia/Almaty"), "2026-03-30T04:00"),
        (Recurrence(cron="0 9 * * *", time_zone="Europe/Moscow"), "2026-03-29T06:00"),
        # The clocks in Berlin go forward in that night: nine is an hour earlier in UTC.
        (Recurrence(cron="0 9 * * *", time_zone="Europe/Berlin"), "2026-03-29T07:00"),
    ],
)
def test_next_due_time(recurrence: Recurrence, expected: str) -> None:
    assert recurrence.next_after(NOON).isoformat(timespec="minutes") == f"{expected}+00:00"


@pytest.mark.parametrize(
    ("last_due", "expected"),
    [
        ("2026-03-28T11:59", "2026-03-28T17:59"),  # on time: no drift
        ("2026-03-28T12:00", "2026-03-28T18:00"),
        ("2026-03-26T07:00", "2026-03-28T13:00"),  # two days missed: once, then as planned
    ],
)
def test_an_interval_counts_on_from_when_it_was_due(last_due: str, expected: str) -> None:
    due = datetime.fromisoformat(f"{last_due}+00:00")
    found = Recurrence(every=6).next_after(NOON, last_due_at=due)
    assert found.isoformat(timespec="minutes") == f"{expected}+00:00"


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"every": 1, "cron": "0 9 * * *"},
        {"every": 0},
        {"every": -3},
        {"every": 10**12, "unit": IntervalUnit.DAYS},
        {"every": 4000, "unit": IntervalUnit.DAYS},
        {"cron": "завтра"},
        {"cron": "0 9 * *"},
        {"cron": "0 0 9 * * *"},  # six fields
        {"cron": "61 * * * *"},
        {"cron": "0 0 31 2 *"},  # never comes
        {"cron": "0 9 * * *", "time_zone": "Mars/Olympus"},
        {"cron": "0 9 * * *", "time_zone": "../../etc/passwd"},
        {"cron": "0 9 * * *", "time_zone": ""},
    ],
)
def test_what_never_comes_due_or_cannot_be_read(arguments: dict[str, object]) -> None:
    with pytest.raises(InvalidRecurrence):
        Recurrence(**arguments)
