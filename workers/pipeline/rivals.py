"""Which number or date of a refuting sentence stands against the claim's, where no check says it.

The checks compare two statements of one thing and must not err, so they are silent when they cannot
tell; once the model has found a sentence to refute the claim, what stands on either side is worth
showing. It decides nothing.
"""

from collections.abc import Sequence

from indexes.records import CheckOutcome, CheckResult, Reason, Span
from workers.pipeline.checks.dates import DATES
from workers.pipeline.checks.facts import Facts
from workers.pipeline.checks.numbers import NUMBERS
from workers.pipeline.exactness import pair_rivalling_dates, pair_rivalling_numbers

Pairs = Sequence[tuple[Span, Span]]


def find_rivals(claim: Facts, sentence: Facts) -> tuple[CheckResult, ...]:
    """For people: the one number and the one date that face another; () where it is not clear."""
    found = (
        (NUMBERS, "number_faces", pair_rivalling_numbers(claim, sentence)),
        (DATES, "date_faces", pair_rivalling_dates(claim, sentence)),
    )
    return tuple(
        _show(check, code, pairs[0], claim, sentence)
        for check, code, pairs in found
        if len(pairs) == 1
    )


def _show(
    check: str, code: str, pair: tuple[Span, Span], claim: Facts, sentence: Facts
) -> CheckResult:
    own, other = pair
    details = {"claim": own.of(claim.text), "evidence": other.of(sentence.text)}
    return CheckResult(check, CheckOutcome.SILENT, Reason(code, details), own, other)
