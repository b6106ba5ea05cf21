"""English dates: what is found, what it covers, and what is no date."""

from datetime import date

import pytest

from workers.languages.dates import find_date_spans, find_dates

THURSDAY = date(2025, 11, 13)


def _read(text: str, published_at: date | None = THURSDAY) -> list[str]:
    """ "words first..last" for every date; one day is written once."""
    found = find_dates(text, published_at, "en")
    return [
        f"{one.text} {one.first}" + (f"..{one.last}" if one.last != one.first else "")
        for one in found
    ]


ABSOLUTE = [
    ("The bridge opened on September 3, 2019.", "September 3, 2019 2019-09-03"),
    ("He died on 7 Feb. 2023 in Oslo.", "7 Feb. 2023 2023-02-07"),
    ("Dated 2024-06-30.", "2024-06-30 2024-06-30"),
    ("the 5th of May 1999", "the 5th of May 1999 1999-05-05"),
    ("the twenty-first of March 1934", "the twenty-first of March 1934 1934-03-21"),
    ("Filed 13/11/2024.", "13/11/2024 2024-11-13"),
    ("On Monday, Nov. 10, 2025, it rained.", "Monday, Nov. 10, 2025 2025-11-10"),
    ("Delivered in December 2021.", "December 2021 2021-12-01..2021-12-31"),
    ("since May of 2020", "May of 2020 2020-05-01..2020-05-31"),
    ("in late March 2022", "late March 2022 2022-03-16..2022-03-31"),
    ("by mid-October 2020", "mid-October 2020 2020-10-08..2020-10-24"),
    ("In the autumn of 2016", "autumn of 2016 2016-09-01..2016-11-30"),
    ("Summer 1941 was dry.", "Summer 1941 1941-06-01..1941-08-31"),
    ("Founded in 1932.", "1932 1932-01-01..1932-12-31"),
    ("the 2018 World Cup", "2018 2018-01-01..2018-12-31"),
    ("since 1995, prices fell", "1995 1995-01-01..1995-12-31"),
    ("The novel (1869) was translated.", "1869 1869-01-01..1869-12-31"),
    ("in early 2018", "early 2018 2018-01-01..2018-07-02"),
    ("at the end of 1999", "end of 1999 1999-07-02..1999-12-31"),
    ("fashion of the 1980s", "the 1980s 1980-01-01..1989-12-31"),
    ("in the early 1990s", "early 1990s 1990-01-01..1994-12-31"),
    ("music of the '70s", "the '70s 1970-01-01..1979-12-31"),
    ("in the sixties", "the sixties 1960-01-01..1969-12-31"),
    ("a church of the 17th century", "the 17th century 1601-01-01..1700-12-31"),
    ("an 18th-century house", "18th-century 1701-01-01..1800-12-31"),
    ("the eighteenth century", "the eighteenth century 1701-01-01..1800-12-31"),
    ("In the second quarter of 2022", "second quarter of 2022 2022-04-01..2022-06-30"),
    ("Q3 2023 results", "Q3 2023 2023-07-01..2023-09-30"),
    ("H1 2024", "H1 2024 2024-01-01..2024-06-30"),
    ("in the second half of 2023", "second half of 2023 2023-07-01..2023-12-31"),
]
RANGES = [
    ("March 4-9, 2022", "March 4-9, 2022 2022-03-04..2022-03-09"),
    ("4–9 March 2022", "4–9 March 2022 2022-03-04..2022-03-09"),
    ("from 4 to 9 March 2022", "4 to 9 March 2022 2022-03-04..2022-03-09"),
    ("December 28 – January 8, 2024", "December 28 – January 8, 2024 2023-12-28..2024-01-08"),
    ("between July 5 and 9, 2021", "July 5 and 9, 2021 2021-07-05..2021-07-09"),
    ("the war of 1939-1945", "1939-1945 1939-01-01..1945-12-31"),
    ("from 1903 to 1911", "1903 to 1911 1903-01-01..1911-12-31"),
    ("between 1801 and 1825", "1801 and 1825 1801-01-01..1825-12-31"),
    ("the 2019/20 season", "2019/20 2019-01-01..2020-12-31"),
    ("January to September 2025", "January to September 2025 2025-01-01..2025-09-30"),
]
RELATIVE = [
    ("Yesterday the trial ended.", "Yesterday 2025-11-12"),
    ("The rink opens today.", "today 2025-11-13"),
    ("It snowed on Monday.", "Monday 2025-11-10"),
    ("last Thursday", "last Thursday 2025-11-06"),
    ("next Wednesday", "next Wednesday 2025-11-19"),
    ("last week", "last week 2025-11-03..2025-11-09"),
    ("this month", "this month 2025-11-01..2025-11-30"),
    ("last year", "last year 2024-01-01..2024-12-31"),
    ("last summer", "last summer 2025-06-01..2025-08-31"),
    ("this spring", "this spring 2025-03-01..2025-05-31"),
    ("five days ago", "five days ago 2025-11-08"),
    ("two weeks ago", "two weeks ago 2025-10-27..2025-11-02"),
    ("three years ago", "three years ago 2022-01-01..2022-12-31"),
    ("a month ago", "a month ago 2025-10-01..2025-10-31"),
    ("September last year", "September last year 2024-09-01..2024-09-30"),
    ("last September", "last September 2025-09-01..2025-09-30"),
]
YEARLESS = [
    ("They met on November 6.", "November 6 2025-11-06"),
    ("It was finished on 24 December.", "24 December 2024-12-24"),
    ("The match will be played on 20 December.", "20 December 2025-12-20"),
    ("The court extended his arrest until July 19.", "July 19 2026-07-19"),
    ("The vote was postponed to 1 March.", "1 March 2026-03-01"),
    ("A school opened in March.", "March 2025-03-01..2025-03-31"),
    ("in May", "May 2025-05-01..2025-05-31"),
    ("in the third quarter", "third quarter 2025-07-01..2025-09-30"),
    ("in the first half of the year", "first half of the year 2025-01-01..2025-06-30"),
]


@pytest.mark.parametrize(("text", "expected"), ABSOLUTE + RANGES)
def test_absolute_dates_need_no_publication_date(text: str, expected: str) -> None:
    assert _read(text) == [expected]
    assert _read(text, None) == [expected]


@pytest.mark.parametrize(("text", "expected"), RELATIVE)
def test_relative_dates_count_from_publication(text: str, expected: str) -> None:
    assert _read(text) == [expected]
    assert _read(text, None) == []


@pytest.mark.parametrize(("text", "expected"), YEARLESS)
def test_the_missing_year_comes_from_publication(text: str, expected: str) -> None:
    assert _read(text) == [expected]
    assert _read(text, None) == []


@pytest.mark.parametrize(
    "text",
    [
        "Su-35 fighters",
        "Article 12 of the Constitution",
        "Call 212-555-0123",
        "at 15:30",
        "version 2.10.4",
        "2000 people came",
        "They built 1945 flats.",
        "after 2000 meters",
        "in 1500 villages",
        "It may 5 times fail",
        "they march 12 miles",
        "$2024 was paid",
        "Mondays are slow",
        "the second half",
        "A year passed.",
    ],
)
def test_no_dates(text: str) -> None:
    assert _read(text) == []


@pytest.mark.parametrize(
    "text", ["11/12/2025", "the 5th century BC", "June 31, 2024", "the '20s", "May 9"]
)
def test_dates_that_cannot_be_told_still_hold_their_place(text: str) -> None:
    assert _read(text, None) == []
    assert len(find_date_spans(text, "en")) == 1
