"""English quantities: value, unit, what is counted, and how exactly it is meant."""

import math

import pytest

from workers.languages.language import Quantity, Tolerance
from workers.languages.quantities import find_quantities


def _read(text: str) -> list[tuple[float, str, str]]:
    return [
        (pytest.approx(one.value), one.unit, one.counted) for one in find_quantities(text, "en")
    ]


def _only(text: str) -> Quantity:
    (found,) = find_quantities(text, "en")
    return found


COUNTS = [
    ("a town of 2,341,500 people", 2_341_500, "person"),
    ("12,400 copies were printed", 12_400, "copy"),
    ("thirty-two lime trees", 32, "tree"),
    ("forty-six doctors are missing", 46, "doctor"),
    ("one hundred and twelve votes", 112, "vote"),
    ("nine hundred eighty-five votes", 985, "vote"),
    ("two and a half thousand students", 2500, "student"),
    ("1.2 million bees", 1_200_000, "bee"),
    ("75k letters", 75_000, "letter"),
    ("half a million books", 500_000, "book"),
    ("a million trees", 1e6, "tree"),
    ("six new rural schools", 6, "school"),
    ("17 women and nothing else", 17, "woman"),
    ("a 12-member council", 12, "member"),
    ("the champion fell three times", 3, "time"),
    ("it failed twice", 2, "time"),
    ("five wives", 5, "wife"),
    ("eight aircraft", 8, "aircraft"),
]
MEASURES = [
    ("up 4.7%", 4.7, "percent"),
    ("rose by eight percent", 8, "percent"),
    ("12 per cent", 12, "percent"),
    ("cut by 2 percentage points", 2, "percentage point"),
    ("half of the harvest", 50, "percent"),
    ("a third of the budget", 100 / 3, "percent"),
    ("two thirds of deputies", 200 / 3, "percent"),
    ("three quarters", 75, "percent"),
    ("eight out of ten", 80, "percent"),
    ("$2.4 billion deal", 2.4e9, "USD"),
    ("$48.6m", 48_600_000, "USD"),
    ("US$300 million", 3e8, "USD"),
    ("300 million dollars", 3e8, "USD"),
    ("€15 to enter", 15, "EUR"),
    ("15 euros", 15, "EUR"),
    ("£5bn", 5e9, "GBP"),
    ("90 billion rubles", 90e9, "RUB"),
    ("500 tenge", 500, "KZT"),
    ("7 billion yuan", 7e9, "CNY"),
    ("a tunnel of 2.5 km", 2500, "m"),
    ("35 centimetres deep", 0.35, "m"),
    ("60 mph", 96.56064, "km/h"),
    ("120 km/h", 120, "km/h"),
    ("38,400 hectares burnt", 384_000_000, "m2"),
    ("54 square metres", 54, "m2"),
    ("100 sq. km", 1e8, "m2"),
    ("12 tonnes of gravel", 12_000, "kg"),
    ("3 kg", 3, "kg"),
    ("700 cubic meters", 700, "m3"),
    ("1,200 MW", 1_200_000, "kW"),
    ("5 GWh", 5_000_000, "kWh"),
    ("minus 32 degrees", -32, "degree"),
    ("−7 °C", -7, "degree"),
    ("lasts 2 hours 14 minutes", 8040, "s"),
    ("a 134-minute film", 8040, "s"),
    ("three days later", 259_200, "s"),
    ("3 years and 6 months", 42, "month"),
    ("a 45-year-old driver", 540, "month"),
    ("a two-week holiday", 1_209_600, "s"),
    ("prices tripled", 3, "times"),
    ("4 times more", 4, "times"),
    ("a tenfold rise", 10, "times"),
]


@pytest.mark.parametrize(("text", "value", "counted"), COUNTS)
def test_counts(text: str, value: float, counted: str) -> None:
    assert _read(text) == [(value, "", counted)]


@pytest.mark.parametrize(("text", "value", "unit"), MEASURES)
def test_measures(text: str, value: float, unit: str) -> None:
    assert [(read[0], read[1]) for read in _read(text)] == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "low", "high", "tolerance"),
    [
        ("more than 60%", 60, math.inf, Tolerance.MORE_THAN),
        ("over a thousand guests", 1000, math.inf, Tolerance.MORE_THAN),
        ("exceeded 15 kg", 15, math.inf, Tolerance.MORE_THAN),
        ("at least 40 houses", 40, math.inf, Tolerance.AT_LEAST),
        ("30 or more days", 30, math.inf, Tolerance.AT_LEAST),
        ("no more than 9 people", -math.inf, 9, Tolerance.AT_MOST),
        ("up to 700 spectators", -math.inf, 700, Tolerance.AT_MOST),
        ("fewer than 5 goals", -math.inf, 5, Tolerance.LESS_THAN),
        ("about 2,500 signatures", 2250, 2750, Tolerance.APPROXIMATE),
        ("roughly two hundred cars", 180, 220, Tolerance.APPROXIMATE),
        ("nearly $30 billion", 27e9, 30e9, Tolerance.APPROXIMATE),
        ("just over 50 boats", 50, 55, Tolerance.MORE_THAN),
        ("between 12 and 16 boats", 12, 16, Tolerance.APPROXIMATE),
        ("3-4 million tons", 3e9, 4e9, Tolerance.APPROXIMATE),
        ("a dozen boats", 10.8, 13.2, Tolerance.APPROXIMATE),
        ("exactly 17 boats", 17, 17, Tolerance.EXACT),
    ],
)
def test_bounds(text: str, low: float, high: float, tolerance: Tolerance) -> None:
    found = _only(text)
    assert found.tolerance is tolerance
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))


def test_more_than_leaves_the_number_itself_out() -> None:
    found = _only("more than 60 boats")
    assert found.low > 60 == found.value


@pytest.mark.parametrize(
    ("text", "value", "counted"),
    [
        ("the third congress", 3, "congress"),
        ("the 22nd championship", 22, "championship"),
        ("its twenty-first annual fair", 21, "annual"),
        ("the first president", 1, "president"),
    ],
)
def test_ordinals(text: str, value: float, counted: str) -> None:
    found = _only(text)
    assert (found.value, found.is_ordinal) == (value, True)
    assert found.counted == counted


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("fell from 9 to 6 percent", [(9, "percent"), (6, "percent")]),
        ("3 of 17 ships", [(3, ""), (17, "")]),
        ("In 2021, 40 schools received $3 million", [(40, ""), (3e6, "USD")]),
    ],
)
def test_several_quantities_share_what_is_said_once(
    text: str, values: list[tuple[float, str]]
) -> None:
    assert [(one.value, one.unit) for one in find_quantities(text, "en")] == values


@pytest.mark.parametrize(
    "text",
    [
        "Su-35 and MiG-29 jets",
        "the G20 and the C5+1",
        "School No. 12",
        "November 12, 2025",
        "in the 1990s",
        "at 6:45 p.m.",
        "by 7 am",
        "call 212-555-0123",
        "Article 228",
        "Flight 1742",
        "one of the residents",
        "no one knows",
        "thousands of people",
        "millions of dollars",
        "a score of 3:2",
        "COVID-19",
        "version 4.1.2",
        "a 5G network",
        "Boeing 737",
        "the First World War",
        "in 2014",
        "https://example.org/2024/115",
    ],
)
def test_no_quantities(text: str) -> None:
    assert _read(text) == []
