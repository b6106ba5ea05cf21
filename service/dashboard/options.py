"""What selection lists offer, and what a form shows before anybody types."""

from functools import cache
from zoneinfo import available_timezones

from flask_babel import gettext

from indexes.claims.stored import Schedule
from indexes.records import Tier, VerdictLabel
from service.dashboard.wording import name_of

Options = list[tuple[str, str]]
DAILY = {"rhythm": "interval", "every": "1", "unit": "days", "time_zone": "UTC"}


def verdict_options() -> Options:
    """Any verdict, or one."""
    return [("", gettext("any"))] + [(label.value, name_of(label)) for label in VerdictLabel]


def overruling_options(reached: VerdictLabel) -> Options:
    """The verdicts that a person may hold against the one that was reached."""
    others = [(label.value, name_of(label)) for label in VerdictLabel if label is not reached]
    return [("", gettext("another verdict")), *others]


def tier_options() -> Options:
    """How close to the facts a source may stand."""
    return [(tier.value, name_of(tier)) for tier in Tier]


@cache
def time_zones() -> tuple[str, ...]:
    """IANA names that a person would look for: no "Etc/GMT+5", no "posixrules"."""
    return (*sorted(name for name in available_timezones() if _is_place(name)), "UTC")


def _is_place(name: str) -> bool:
    region, slash, _ = name.partition("/")
    return bool(slash) and region not in {"Etc", "SystemV", "US"}


def schedule_fields(schedule: Schedule | None) -> dict[str, str]:
    """The form's fields for the schedule that is set; once a day where none is."""
    if schedule is None:
        return DAILY
    rhythm = schedule.recurrence
    return {
        "rhythm": "cron" if rhythm.cron else "interval",
        "every": str(rhythm.every or ""),
        "unit": rhythm.unit.value,
        "cron": rhythm.cron,
        "time_zone": rhythm.time_zone,
    }
