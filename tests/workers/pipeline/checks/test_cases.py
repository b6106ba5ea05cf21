"""Every check on its table of sentences: `cases/CHECK.LANGUAGE.txt`.

A line is «outcome | claim | evidence». Outcomes: agrees, differs, silent, and `reason`, which is
silent with a reason for people («a plan is no deed»).
"""

from pathlib import Path

import pytest

from indexes.records import CheckOutcome, CheckResult
from tests.workers.pipeline.checks.reading import run
from workers.pipeline.checks import CHECKS, describe
from workers.pipeline.checks.check import Check

TABLES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
BY_NAME: dict[str, Check] = {one.__name__.removeprefix("check_"): one for one in CHECKS}
FEWEST = 60
REASON = "reason"


def _read(table: Path) -> list[tuple[str, str, str]]:
    lines = table.read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if line.strip()]
    return [(outcome, claim, evidence) for outcome, claim, evidence in rows]


CASES = [
    pytest.param(BY_NAME[name], code, *row, id=f"{name}-{code}-{number}")
    for table in TABLES
    for name, code in [table.stem.split(".")]
    for number, row in enumerate(_read(table), start=1)
]


@pytest.mark.parametrize(("check", "code", "expected", "claim", "evidence"), CASES)
def test_case(check: Check, code: str, expected: str, claim: str, evidence: str) -> None:
    result = run(check, claim, evidence, code)
    assert _name(result) == expected
    _assert_says_why(result, claim, evidence)


def _name(result: CheckResult) -> str:
    if result.outcome is CheckOutcome.SILENT and result.reason is not None:
        return REASON
    return str(result.outcome)


def _assert_says_why(result: CheckResult, claim: str, evidence: str) -> None:
    """A decided answer has both spans and sentences for people."""
    if result.outcome is CheckOutcome.SILENT:
        return
    assert result.reason is not None
    assert result.claim_span is not None
    assert result.evidence_span is not None
    assert result.claim_span.of(claim)
    assert result.evidence_span.of(evidence)
    assert all(describe(result.reason, code) for code in ("ru", "en"))


@pytest.mark.parametrize("table", TABLES, ids=lambda one: one.stem)
def test_a_table_has_enough_cases_in_all_directions(table: Path) -> None:
    rows = _read(table)
    assert len(rows) >= FEWEST
    assert len({(claim, evidence) for _, claim, evidence in rows}) == len(rows)
    assert len({outcome for outcome, _, _ in rows}) >= 2


def test_every_check_has_tables_in_both_languages() -> None:
    wanted = {f"{name}.{code}.txt" for name in BY_NAME for code in ("ru", "en")}
    assert {table.name for table in TABLES} == wanted
