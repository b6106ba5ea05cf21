"""Quantities of languages without rules of their own, and texts that try to be slow."""

import time

import pytest

from workers.languages.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("4.523.000 Einwohner, 29,8 % davon", [4_523_000, 29.8]),
        ("Es kostet 15 €.", [15]),
        ("am 12.11.2025", []),
        ("Su-35", []),
    ],
)
def test_numbers_in_digits(text: str, values: list[float]) -> None:
    assert [one.value for one in find_quantities(text, "de")] == values


@pytest.mark.parametrize("code", ["ru", "en"])
@pytest.mark.parametrize("piece", ["1", "а", "1 ", "I", "- ", "первого ", "1.1", "до ", "two "])
def test_time_grows_no_faster_than_the_text(code: str, piece: str) -> None:
    text = piece * (15_000 // len(piece))
    started = time.process_time()
    find_quantities(text, code)
    assert time.process_time() - started < 20
