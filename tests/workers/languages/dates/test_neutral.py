"""Dates of languages without rules of their own."""

import pytest

from workers.languages.dates import find_dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eröffnet am 12.11.2025 in Wien.", ["2025-11-12"]),
        ("publié le 2024-02-29", ["2024-02-29"]),
        ("publié le 2023-02-29", []),
        ("2014年5月3日に開通した", ["2014-05-03"]),
        ("2014年5月に開通した", ["2014-05-01"]),
        ("Version 1.2.2003.4", []),
        ("Tel. 030-12-2000-1", []),
    ],
)
def test_dates_in_digits(text: str, expected: list[str]) -> None:
    assert [str(one.first) for one in find_dates(text, None, "de")] == expected
