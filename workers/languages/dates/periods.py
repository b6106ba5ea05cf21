"""Stretches of calendar time: what «ноябрь», «XIX век» or «первый квартал» cover."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"a period cannot end before it starts: {self.first} > {self.last}")


def day_of(year: int, month: int, day: int) -> Period:
    """One day.

    Raises:
        ValueError: the calendar has no such day («31 июня»).
    """
    only = date(year, month, day)
    return Period(only, only)


def one_day(only: date) -> Period:
    return Period(only, only)


def months_of(year: int, first_month: int, last_month: int) -> Period:
    """Whole months of one year, from 1 to 12."""
    last_day = monthrange(year, last_month)[1]
    return Period(date(year, first_month, 1), date(year, last_month, last_day))


def years_of(first_year: int, last_year: int) -> Period:
    return Period(date(first_year, 1, 1), date(last_year, 12, 31))


def year_of(year: int) -> Period:
    return years_of(year, year)


def decade_of(first_year: int) -> Period:
    return years_of(first_year, first_year + 9)


def century_of(number: int) -> Period:
    """The 19th century is 1801 to 1900."""
    return years_of((number - 1) * 100 + 1, number * 100)


def quarter_of(year: int, number: int) -> Period:
    return months_of(year, number * 3 - 2, number * 3)


def half_of(year: int, number: int) -> Period:
    return months_of(year, number * 6 - 5, number * 6)


def week_of(day: date) -> Period:
    """Monday to Sunday around the day."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=SUNDAY))


def month_of(day: date) -> Period:
    return months_of(day.year, day.month, day.month)


def season_of(year: int, first_month: int) -> Period:
    """Spring (3), summer (6) or autumn (9). Winter (12) of a year may lie at either of its ends.

    «Зимой 2023 года» is said of January and of December alike, so a winter is the whole year.
    """
    if first_month == 12:
        return year_of(year)
    return months_of(year, first_month, first_month + 2)


def season_in(year: int, first_month: int) -> Period:
    """The season that began in the year; winter ends in the next."""
    return winter_across(year) if first_month == 12 else season_of(year, first_month)


def season_near(today: date, first_month: int, offset: int) -> Period:
    """Last (-1): the latest over; this (0): of this year, or the nearer winter; next (1): ahead."""
    near = [season_in(today.year + step, first_month) for step in (-2, -1, 0, 1)]
    if offset < 0:
        return next(season for season in reversed(near) if season.last < today)
    if offset > 0:
        return next(season for season in near if season.first > today)
    if first_month != 12:
        return season_of(today.year, first_month)
    return min(
        near, key=lambda season: max((season.first - today).days, (today - season.last).days)
    )


def winter_across(first_year: int) -> Period:
    """December to February, «зимой 2023/24 года»."""
    return Period(date(first_year, 12, 1), months_of(first_year + 1, 2, 2).last)


def part_of(period: Period, part: int, parts: int) -> Period:
    """The part-th of so many equal parts, from 0, generously rounded to whole days."""
    days = (period.last - period.first).days + 1
    first = period.first + timedelta(days=days * part // parts)
    last = period.first + timedelta(days=-(-days * (part + 1) // parts) - 1)
    return Period(first, last)


def join_periods(periods: Iterable[Period]) -> Period:
    """From the earliest first to the latest last day."""
    known = list(periods)
    return Period(min(one.first for one in known), max(one.last for one in known))


def shift_months(day: date, months: int) -> date:
    """The same day some months away, or that month's last: 31 May - 3 months = 28 February."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift_days(day: date, days: int) -> date:
    return day + timedelta(days=days)


def ago(today: date, count: int, unit: str) -> Period:
    """So many days, weeks, months or years before today, as exactly as such words are meant."""
    if unit == "day":
        return one_day(shift_days(today, -count))
    if unit == "week":
        return week_of(shift_days(today, -7 * count))
    if unit == "month":
        return month_of(shift_months(today, -count))
    return year_of(today.year - count)
