"""Two written numbers: the same, possibly the same, or different; and what follows from others."""

import pytest

from workers.languages.quantities import find_quantities
from workers.pipeline.checks.magnitudes import Fit, compare, is_derivable


@pytest.mark.parametrize(
    ("claim", "evidence", "fit"),
    [
        ("30 млрд рублей", "29,8 млрд рублей", Fit.MATCHES),
        ("29,8 млрд рублей", "30 млрд рублей", Fit.COMPATIBLE),
        ("20 домов", "19 домов", Fit.DIFFERS),
        ("сто домов", "140 домов", Fit.DIFFERS),
        ("500 домов", "496 домов", Fit.MATCHES),
        ("503 дома", "500 домов", Fit.COMPATIBLE),
        ("208 минут", "207 минут", Fit.DIFFERS),
        ("более 70 %", "70 %", Fit.COMPATIBLE),
        ("более 70 %", "более 75 %", Fit.MATCHES),
        ("более 75 %", "более 70 %", Fit.COMPATIBLE),
        ("менее 5 домов", "5 домов", Fit.COMPATIBLE),
        ("менее 5 домов", "6 домов", Fit.DIFFERS),
        ("около 100 домов", "более 300 домов", Fit.DIFFERS),
        ("400 домов", "более 500 домов", Fit.DIFFERS),
        ("600 домов", "более 500 домов", Fit.COMPATIBLE),
        ("500 домов", "около 500 домов", Fit.MATCHES),
        ("5–7 домов", "6 домов", Fit.MATCHES),
        ("6 домов", "5–7 домов", Fit.COMPATIBLE),
        ("2,5 тыс. домов", "2 470 домов", Fit.MATCHES),
        ("0 домов", "3 дома", Fit.DIFFERS),
        ("минус 5 градусов", "5 градусов", Fit.DIFFERS),
    ],
)
def test_compare(claim: str, evidence: str, fit: Fit) -> None:
    (one,), (other,) = find_quantities(claim, "ru"), find_quantities(evidence, "ru")
    assert compare(one, other) is fit


@pytest.mark.parametrize(
    ("claim", "evidence", "expected"),
    [
        ("25 автобусов", "70 автобусов, из них 45 на линии", True),
        ("115 автобусов", "70 автобусов и 45 автобусов", True),
        ("60 %", "доля 40 %", True),
        ("27 %", "3 из 11 судов", True),
        ("21,5 тыс. тонн", "43 % от 50 тыс. тонн", True),
        ("860 тыс. тонн", "430 тыс. тонн, вдвое меньше", True),
        ("90 автобусов", "70 автобусов, из них 45 на линии", False),
        ("90 автобусов", "70 автобусов", False),
    ],
)
def test_derivable(claim: str, evidence: str, *, expected: bool) -> None:
    (wanted,) = find_quantities(claim, "ru")
    assert is_derivable(wanted, find_quantities(evidence, "ru")) is expected
