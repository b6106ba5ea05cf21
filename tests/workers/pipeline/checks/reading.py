"""Reads a claim and its evidence with the real languages and runs one check on them."""

from datetime import date

from indexes.records import CheckResult
from workers.languages.factory import open_language
from workers.pipeline.checks import CheckInput, read_facts
from workers.pipeline.checks.check import Check

PUBLISHED = date(2025, 11, 13)


def run(check: Check, claim: str, evidence: str, code: str = "ru") -> CheckResult:
    """The check's answer on two texts of one language."""
    return run_across(check, (claim, code), (evidence, code))


def run_across(check: Check, claim: tuple[str, str], evidence: tuple[str, str]) -> CheckResult:
    """The check's answer on two (text, language code)."""
    read = [read_facts(text, open_language(code), PUBLISHED) for text, code in (claim, evidence)]
    return check(CheckInput(*read))
