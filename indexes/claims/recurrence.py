"""When a schedule is due: every N hours or days, or a five-field cron line in a time zone."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

LONGEST_INTERVAL = timedelta(days=3660)
CRON_FIELDS = 5


class InvalidRecurrence(ValueError):
    """A recurrence that never comes due or cannot be read; the message says why."""


class IntervalUnit(StrEnum):
    """What an interval counts."""

    HOURS = "hours"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Either `every` with its unit, or `cron` with its time zone.

    Raises:
        InvalidRecurrence: both or none are given, or the one that is given cannot be read.
    """

    every: int | None = None
    unit: IntervalUnit = IntervalUnit.HOURS
    cron: str = ""
    time_zone: str = "UTC"

    def __post_init__(self) -> None:
        if (self.every is None) == (self.cron == ""):
            raise InvalidRecurrence("give either an interval or a cron line")
        if self.every is None:
            next_match(self.cron, self.time_zone, datetime.now(UTC))
        elif not timedelta(0) < self.interval <= LONGEST_INTERVAL:
            raise InvalidRecurrence("an interval is at least one hour and at most ten years")

    @property
    def interval(self) -> timedelta:
        """The interval's length; zero for a cron line."""
        try:
            return timedelta(**{self.unit.value: self.every or 0})
        except OverflowError as error:
            raise InvalidRecurrence("an interval is at most ten years") from error

    def next_after(self, moment: datetime, *, last_due_at: datetime | None = None) -> datetime:
        """The first due time after `moment`; an interval counts on from the due time before it."""
        if self.every is None:
            return next_match(self.cron, self.time_zone, moment)
        anchor = last_due_at or moment
        missed = max(0, (moment - anchor) // self.interval)
        return anchor + self.interval * (missed + 1)


def next_match(cron: str, time_zone: str, moment: datetime) -> datetime:
    """The first minute after `moment` that the cron line names, in UTC.

    Raises:
        InvalidRecurrence: no five fields, no such zone, or no such day in fifty years.
    """
    if len(cron.split()) != CRON_FIELDS:
        raise InvalidRecurrence("a cron line has five fields: minute hour day month weekday")
    try:
        return next(CronSim(cron, moment.astimezone(read_zone(time_zone)))).astimezone(UTC)
    except CronSimError as error:
        raise InvalidRecurrence(f"not a cron line: {error}") from error
    except StopIteration as error:
        raise InvalidRecurrence("the cron line names a day that never comes") from error


def read_zone(name: str) -> ZoneInfo:
    """The IANA time zone, e.g. Asia/Almaty.

    Raises:
        InvalidRecurrence: there is no such zone.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise InvalidRecurrence(f"no such time zone: {name!r}") from error
