"""The checks in their order."""

from indexes.records import CheckResult
from workers.pipeline.checks.check import Check, CheckInput
from workers.pipeline.checks.dates import check_dates
from workers.pipeline.checks.facts import Facts
from workers.pipeline.checks.numbers import check_numbers
from workers.pipeline.checks.ordinals import check_ordinals

CHECKS: tuple[Check, ...] = (check_numbers, check_ordinals, check_dates)


def run_checks(claim: Facts, evidence: Facts) -> tuple[CheckResult, ...]:
    """Every check's answer, silent ones too, in the order of `CHECKS`."""
    given = CheckInput(claim, evidence)
    return tuple(check(given) for check in CHECKS)
