"""Calendar arithmetic at its edges."""

from datetime import date
from itertools import pairwise

import pytest

from workers.languages.dates import periods
from workers.languages.dates.periods import Period


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2025, 2, 1), date(2025, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 5, 31), -3, date(2025, 2, 28)),
        (date(2024, 1, 15), -1, date(2023, 12, 15)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
    ],
)
def test_months_keep_the_day_where_they_can(day: date, months: int, expected: date) -> None:
    assert periods.shift_months(day, months) == expected


@pytest.mark.parametrize(
    ("today", "month", "offset", "first"),
    [
        (date(2025, 1, 20), 12, 0, date(2024, 12, 1)),  # «этой зимой» in January
        (date(2025, 11, 20), 12, 0, date(2025, 12, 1)),  # and in November
        (date(2025, 11, 20), 12, -1, date(2024, 12, 1)),  # "last winter"
        (date(2025, 11, 20), 6, -1, date(2025, 6, 1)),
        (date(2025, 4, 20), 6, -1, date(2024, 6, 1)),
        (date(2025, 4, 20), 3, 1, date(2026, 3, 1)),
    ],
)
def test_seasons_near_a_day(today: date, month: int, offset: int, first: date) -> None:
    assert periods.season_near(today, month, offset).first == first


def test_halves_and_thirds_cover_the_whole() -> None:
    whole = periods.year_of(2024)
    parts = [periods.part_of(whole, part, 3) for part in range(3)]
    assert parts[0].first == whole.first
    assert parts[-1].last == whole.last
    assert all((other.first - one.last).days <= 1 for one, other in pairwise(parts))
