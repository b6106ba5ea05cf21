"""The checks in their order."""

from indexes.records import CheckResult
from workers.pipeline.checks.check import Check, CheckInput
from workers.pipeline.checks.dates import check_dates
from workers.pipeline.checks.deeds import check_deeds
from workers.pipeline.checks.facts import Facts, Passage, gather
from workers.pipeline.checks.names import check_names
from workers.pipeline.checks.negation import check_negation
from workers.pipeline.checks.numbers import check_numbers
from workers.pipeline.checks.ordinals import check_ordinals
from workers.pipeline.checks.quotations import check_quotations
from workers.pipeline.checks.roles import check_roles
from workers.pipeline.checks.superlatives import check_superlatives

CHECKS: tuple[Check, ...] = (
    check_numbers,
    check_ordinals,
    check_dates,
    check_names,
    check_negation,
    check_quotations,
    check_roles,
    check_superlatives,
    check_deeds,
)


def run_checks(
    claim: Facts, evidence: Facts, passage: Passage | None = None
) -> tuple[CheckResult, ...]:
    """Every check's answer, silent ones too, in the order of `CHECKS`.

    With the passage around the evidence, what another sentence of it says is known too.
    """
    given = CheckInput(claim, evidence, passage or gather([evidence]))
    return tuple(check(given) for check in CHECKS)
