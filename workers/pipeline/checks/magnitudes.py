"""Whether two written numbers can be the same number: bounds, rounding, deduction."""

import math
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import combinations

from workers.languages.language import Quantity, Tolerance

MOST_ROUNDING = 0.05  # «3 млн» for 2.9 is sensible, «сто» for 140 is not
WIDEST_ABOUT = 0.11  # of the value on either side: «около», but not a range
LEAST_ROUNDED = 100  # smaller round numbers are meant as they stand: 20 is not 19
EQUAL = 1e-9
TIME_UNITS = frozenset({"s", "month"})  # «208 минут» counts minutes, though its unit is seconds
LEAST_TIME_ROUNDING = 0.02  # «два часа» may be 118 minutes


class Fit(Enum):
    """How a claim's number stands to an evidence's."""

    MATCHES = "matches"  # the evidence's number is what the claim says
    COMPATIBLE = "compatible"  # neither confirmed nor denied: 29.8 where the evidence says 30
    DIFFERS = "differs"


def compare(claim: Quantity, evidence: Quantity) -> Fit:
    """Both must be in one unit."""
    claim_low, claim_high = _bounds(claim)
    low, high = evidence.low, evidence.high
    if _is_equal(claim.value, evidence.value) and claim.tolerance == evidence.tolerance:
        return Fit.MATCHES
    if claim_low <= low and high <= claim_high:
        return Fit.MATCHES
    if _is_equal(claim.value, evidence.value):
        return _compare_equal(claim, evidence)
    if _are_about_the_same(claim, evidence):
        return Fit.MATCHES
    wide_low, wide_high = _bounds(evidence)
    if claim_low <= wide_high and wide_low <= claim_high:
        return Fit.COMPATIBLE
    return Fit.DIFFERS


def _are_about_the_same(claim: Quantity, evidence: Quantity) -> bool:
    """«около трети» is met by «около 33 %»."""
    are_loose = claim.tolerance is evidence.tolerance is Tolerance.APPROXIMATE
    return are_loose and claim.low <= evidence.value <= claim.high


def _compare_equal(claim: Quantity, evidence: Quantity) -> Fit:
    """«500» by «около 500» is met; «500» by «более 500», «6» by «5–7» are left open."""
    if (evidence.high - evidence.low) / 2 > abs(evidence.value) * WIDEST_ABOUT:
        return Fit.COMPATIBLE
    soft = {Tolerance.EXACT, Tolerance.APPROXIMATE}
    return Fit.MATCHES if {claim.tolerance, evidence.tolerance} <= soft else Fit.COMPATIBLE


def _bounds(quantity: Quantity) -> tuple[float, float]:
    """The quantity's own bounds, and for an exact one what may have been rounded to it."""
    if quantity.tolerance is not Tolerance.EXACT or quantity.low != quantity.high:
        return quantity.low, quantity.high
    slack = rounding_slack(quantity)
    return quantity.low - slack, quantity.high + slack


def rounding_slack(quantity: Quantity) -> float:
    """Half of the last digit that is meant: 0.5 billion for «30 млрд», none for 208."""
    size = abs(quantity.value)
    if quantity.unit in TIME_UNITS:
        return size * LEAST_TIME_ROUNDING if quantity.digits == 1 else 0.0
    if size == 0 or (size == int(size) and size < LEAST_ROUNDED):
        return 0.0
    digits = quantity.digits
    if size == int(size):
        digits = min(digits, _digits_before_zeros(size))
    step = 10.0 ** (math.floor(math.log10(size)) - max(digits, 1) + 1)
    if size == int(size) and step <= 1:
        return 0.0
    return float(min(step / 2, size * MOST_ROUNDING)) * (1 + EQUAL)


def _digits_before_zeros(size: float) -> int:
    return len(f"{size:.0f}".rstrip("0"))


def is_derivable(claim: Quantity, evidence: Sequence[Quantity]) -> bool:
    """Whether the claim's number follows from the evidence's by simple arithmetic."""
    low, high = _bounds(claim)
    room = max(abs(claim.value) * 0.01, 0.5 if claim.unit == "percent" else 0.0)
    return any(low - room <= value <= high + room for value in _derived(claim, evidence))


def _derived(claim: Quantity, evidence: Sequence[Quantity]) -> Iterator[float]:
    plain = [one for one in evidence if not one.is_ordinal]
    same = [one.value for one in plain if one.unit == claim.unit]
    yield sum(same)
    for one, other in combinations(same, 2):
        yield from (one + other, abs(one - other), one * other)
    if claim.unit == "percent":
        yield 100 - sum(same)
        yield from (100 - value for value in same)
        yield from (100 - one - other for one, other in combinations(same, 2))
        yield from _ratios(plain, 100.0)
    if claim.unit == "times":
        yield from _ratios(plain, 1.0)
    for growth in (one.value for one in plain if one.unit == "times" and one.value):
        for value in same:
            yield from (value * growth, value / growth)
    for share in (one for one in plain if one.unit == "percent"):
        for whole in plain:
            if whole.unit == claim.unit and whole is not share:
                if share.value:
                    yield whole.value * 100 / share.value
                yield from (
                    whole.value * share.value / 100,
                    whole.value * (1 + share.value / 100),
                    whole.value * (1 - share.value / 100),
                )


def _ratios(quantities: Sequence[Quantity], scale: float) -> Iterator[float]:
    """Parts of wholes and growths between numbers of one unit."""
    for one, other in combinations(quantities, 2):
        if one.unit == other.unit and one.value and other.value:
            for ratio in (one.value / other.value, other.value / one.value):
                yield from (ratio * scale, abs(ratio - 1) * scale)


def _is_equal(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=EQUAL)
