"""Exact checks: what a number, a date, a name or a «не» decides against any model."""

from workers.pipeline.checks.check import Check, CheckInput
from workers.pipeline.checks.facts import Facts, Passage, gather, read_facts
from workers.pipeline.checks.reasons import describe
from workers.pipeline.checks.table import CHECKS, run_checks

__all__ = [
    "CHECKS",
    "Check",
    "CheckInput",
    "Facts",
    "Passage",
    "describe",
    "gather",
    "read_facts",
    "run_checks",
]
