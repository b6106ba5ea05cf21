"""Dates that lean on the publication date: no year, a weekday, «три дня назад»."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from workers.languages.dates.periods import Period, one_day

FUTURE_WEIGHT = 8  # a day ahead must be eight times as near as one behind to be meant
DAYS_IN_SHORTEST_MONTH = 28  # «в ноябре» written in October is last year's, «5 ноября» is not
DAYS_IN_LONGEST_YEAR = 366
WEEK = 7


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the text around a date gives for resolving it."""

    published_at: date | None
    is_foretold: Callable[[], bool] = lambda: False  # «состоится», "will": of what is to come


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a written date means; `period` None: a date for sure, but not resolvable here."""

    period: Period | None
    is_relative: bool = False
    is_year_assumed: bool = False


UNRESOLVED = Resolved(None)


def fixed(period: Period) -> Resolved:
    """A date that stands on its own."""
    return Resolved(period)


def assume_year(build: Callable[[int], Period], anchor: Anchor) -> Resolved:
    """A yearless date: nearest to publication, preferring the past; `build` makes it for a year."""
    if anchor.published_at is None:
        return UNRESOLVED
    year = anchor.published_at.year
    near = [period for period in map(_builder(build), (year - 1, year, year + 1)) if period]
    if not near:
        return UNRESOLVED
    best = min(near, key=lambda period: _distance(period, anchor))
    return Resolved(best, is_year_assumed=True)


def _builder(build: Callable[[int], Period]) -> Callable[[int], Period | None]:
    def build_or_none(year: int) -> Period | None:
        try:
            return build(year)
        except ValueError:  # 29 February
            return None

    return build_or_none


def _distance(period: Period, anchor: Anchor) -> int:
    """Days between publication and the period; 0 inside; days ahead weigh more unless foretold."""
    published_at = anchor.published_at
    if published_at is None or period.first <= published_at <= period.last:
        return 0
    if period.last < published_at:
        behind = (published_at - period.last).days
        return behind * FUTURE_WEIGHT if anchor.is_foretold() else behind
    ahead = (period.first - published_at).days
    if anchor.is_foretold():
        return ahead
    is_short = (period.last - period.first).days < DAYS_IN_SHORTEST_MONTH - 1
    return ahead * FUTURE_WEIGHT if is_short else ahead + DAYS_IN_LONGEST_YEAR


def relative_to(anchor: Anchor, build: Callable[[date], Period]) -> Resolved:
    """A date counted from publication; unresolved without one."""
    if anchor.published_at is None:
        return UNRESOLVED
    return Resolved(build(anchor.published_at), is_relative=True)


def days_away(anchor: Anchor, days: int) -> Resolved:
    return relative_to(anchor, lambda today: one_day(today + timedelta(days=days)))


def weekday_near(anchor: Anchor, weekday: int, *, weeks: int | None = None) -> Resolved:
    """Monday is 0. Without `weeks`: the last one on or before publication, or the next if foretold.

    With `weeks` -1 («в прошлую пятницу»): the last one strictly before; +1: the first one after.
    """

    def build(today: date) -> Period:
        back = (today.weekday() - weekday) % WEEK
        if weeks == 1 or (weeks is None and back and anchor.is_foretold()):
            return one_day(today + timedelta(days=WEEK - back))
        if weeks == -1 and back == 0:
            back = WEEK
        return one_day(today - timedelta(days=back))

    return relative_to(anchor, build)
