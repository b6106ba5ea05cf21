"""Whole numbers out of words, digits and both."""

import pytest

from workers.languages.numerals.digits import read_digits
from workers.languages.numerals.levelling import level
from workers.languages.numerals.reader import find_numbers, read_whole_number


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("ru", "шестьдесят восемь", 68),
        ("ru", "шестьюдесятью восемью", 68),
        ("ru", "ста девятнадцати", 119),
        ("ru", "четырёхсот пяти", 405),
        ("ru", "двенадцать тысяч восемнадцать", 12_018),
        ("ru", "три миллиона двести тысяч", 3_200_000),
        ("ru", "тысяча двести", 1200),
        ("ru", "полтора миллиарда", 1.5e9),
        ("ru", "три с половиной миллиона", 3_500_000),
        ("ru", "пять с четвертью", 5.25),
        ("ru", "четверть миллиона", 250_000),
        ("ru", "семь восьмых", 0.875),
        ("ru", "одна десятая", 0.1),
        ("ru", "четыре десятка", 40),
        ("ru", "сто двадцать третьего", 123),
        ("ru", "двухтысячного", 2000),
        ("ru", "1,5 тыс", 1500),
        ("en", "sixty-eight", 68),
        ("en", "one hundred nineteen", 119),
        ("en", "four hundred and five", 405),
        ("en", "twelve thousand eighteen", 12_018),
        ("en", "three million two hundred thousand", 3_200_000),
        ("en", "three and a half million", 3_500_000),
        ("en", "a quarter of a million", 250_000),
        ("en", "one hundred twenty-third", 123),
        ("en", "1.5bn", 1.5e9),
    ],
)
def test_one_number(code: str, text: str, value: float) -> None:
    assert [one.value for one in find_numbers(level(text), code)] == [pytest.approx(value)]


@pytest.mark.parametrize(
    ("code", "text", "values"),
    [
        ("ru", "два-три", [2, 3]),
        ("ru", "тридцать сто", [30, 100]),
        ("ru", "пять пять", [5, 5]),
        ("ru", "5 млн. 6 домов", [5e6, 6]),
        ("ru", "два первых", [2, 1]),
        ("en", "five m", [5]),
        ("en", "two three", [2, 3]),
    ],
)
def test_neighbours_that_are_no_single_number(code: str, text: str, values: list[float]) -> None:
    assert [one.value for one in find_numbers(level(text), code)] == values


@pytest.mark.parametrize(
    ("written", "code", "expected"),
    [
        ("4 523 000", "ru", (4_523_000, 7)),
        ("4,523,000", "ru", (4_523_000, 7)),
        ("4.523.000", "ru", (4_523_000, 7)),
        ("4,523", "ru", (4.523, 4)),
        ("4,523", "en", (4523, 4)),
        ("4.523", "en", (4.523, 4)),
        ("1.234,5", "de", (1234.5, 5)),
        ("1,234.5", "en", (1234.5, 5)),
        ("0,05", "ru", (0.05, 1)),
        ("0.125", "en", (0.125, 3)),
        ("1,2,3", "ru", None),
        ("10.11.12", "ru", None),
    ],
)
def test_separators(written: str, code: str, expected: tuple[float, int] | None) -> None:
    assert read_digits(written, code) == expected


def test_levelling_keeps_offsets() -> None:
    text = "ещё 5\u00a0000 – 6\u202f000"
    assert level(text) == "еще 5 000 - 6 000"
    assert len(level(text)) == len(text)


def test_no_number_is_an_error_for_who_needs_one() -> None:
    with pytest.raises(ValueError, match="no number"):
        read_whole_number("прошлого", "ru")
