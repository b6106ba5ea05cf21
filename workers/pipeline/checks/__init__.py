"""Exact checks between a claim and an evidence sentence."""

from collections.abc import Callable

from indexes.records import CheckResult
from workers.pipeline.checks.facts import Facts

CHECKS: tuple[Callable[[Facts, Facts], CheckResult], ...] = ()


def run_checks(claim: Facts, evidence: Facts) -> tuple[CheckResult, ...]:
    """Every check's result, in the table's order."""
    return tuple(check(claim, evidence) for check in CHECKS)
