"""Rechecks on request: steps of one article each, all claims or none."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select

from indexes.claims import claims, verdicts
from indexes.claims.database import Database
from indexes.claims.rechecks import (
    batches,
    get_recheck,
    recheck_steps,
    request_recheck,
    request_touched,
)
from indexes.claims.stored import JobStatus, NotStored, StepKind, StepStatus
from indexes.claims.tables import steps as steps_table
from tests.plain import make_toolkit
from tests.stores import (
    ARTICLE,
    check_article,
    find_ready,
    list_claim_ids,
    run_all,
    submit,
    take_next,
)
from workers.bells import MemoryBell
from workers.steps import run_step

LONG = replace(ARTICLE, text="\n".join([ARTICLE.text] * 5))  # twenty claims


def test_rechecked_claims_get_another_verdict(database: Database) -> None:
    check_article(database)
    first, second, third, _ = list_claim_ids(database)
    requested = request_recheck(database, [first, third, first])
    assert [step.kind for step in requested.steps] == [StepKind.RECHECK]
    run_all(database)
    counts = [len(verdicts.list_verdicts(database, one)) for one in (first, second, third)]
    assert counts == [2, 1, 2]


def test_a_recheck_can_be_followed(database: Database) -> None:
    check_article(database)
    requested = request_recheck(database, list_claim_ids(database))
    before = get_recheck(database, requested.job_id)
    run_all(database)
    after = get_recheck(database, requested.job_id)
    assert before is not None
    assert after is not None
    assert (before.status, before.done, before.total) == (JobStatus.QUEUED, 0, 4)
    assert (after.status, after.done, after.total) == (JobStatus.DONE, 4, 4)
    assert get_recheck(database, "none") is None


def test_a_step_is_about_one_article_and_not_too_long(database: Database) -> None:
    ids = {check_article(database, article) for article in (ARTICLE, LONG)}
    claim_ids = [one.claim.id for one in claims.list_claims(database, limit=100).items]
    with database.reading() as connection:
        found = recheck_steps(connection, claim_ids)
    assert {step.article_id for step in found} == ids
    assert sorted(len(step.claim_ids) for step in found) == [4, 4, 16]
    assert sorted(one for step in found for one in step.claim_ids) == sorted(claim_ids)


@pytest.mark.parametrize("unknown", [[], ["none"]])
def test_all_claims_or_none(database: Database, unknown: list[str]) -> None:
    check_article(database)
    known = list_claim_ids(database)[:1] if unknown else []
    with pytest.raises(NotStored):
        request_recheck(database, known + unknown)
    assert len(verdicts.list_verdicts(database, list_claim_ids(database)[0])) == 1


def test_batches() -> None:
    assert list(batches("abcde", 2)) == ["ab", "cd", "e"]
    assert list(batches("", 2)) == []


def list_recheck_claims(database: Database) -> list[str]:
    """Of the steps that wait, every claim as often as it stands in one."""
    query = select(steps_table.c.claim_ids).where(
        steps_table.c.kind == StepKind.RECHECK.value,
        steps_table.c.status == StepStatus.READY.value,
    )
    with database.reading() as connection:
        found = connection.execute(query).scalars().all()
    return sorted(claim_id for written in found for claim_id in json.loads(written))


def test_a_touched_claim_is_checked_again(database: Database) -> None:
    check_article(database)
    first, second, _, _ = list_claim_ids(database)
    requested = request_touched(database, [first, "none"])
    assert requested is not None
    assert [step.kind for step in requested.steps] == [StepKind.RECHECK]
    run_all(database)
    counts = [len(verdicts.list_verdicts(database, one)) for one in (first, second)]
    assert counts == [2, 1]


def test_a_claim_waits_for_one_recheck_at_most(database: Database) -> None:
    check_article(database)
    first, second, third, _ = list_claim_ids(database)
    request_touched(database, [first, second])
    assert request_touched(database, [first, second, first]) is None
    request_touched(database, [second, third])
    assert list_recheck_claims(database) == sorted([first, second, third])


def test_a_check_that_waits_will_see_the_source_anyway(database: Database) -> None:
    submit(database)
    toolkit = make_toolkit(database, MemoryBell())
    run_step(str(find_ready(database)), toolkit)  # split: the claims are stored, none is checked
    assert request_touched(database, list_claim_ids(database)) is None


def test_a_check_that_runs_may_have_looked_before(database: Database) -> None:
    check_article(database)
    first, *_ = list_claim_ids(database)
    request_touched(database, [first])
    take_next(database)
    assert request_touched(database, [first]) is not None
    assert request_touched(database, [first]) is None


@pytest.mark.parametrize("touched", [[], ["none"]])
def test_nothing_touched_is_no_job(database: Database, touched: list[str]) -> None:
    check_article(database)
    assert request_touched(database, touched) is None
    assert find_ready(database) is None


def test_many_at_once_request_a_claim_once(database: Database) -> None:
    check_article(database)
    claim_ids = list_claim_ids(database)
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda _: request_touched(database, claim_ids), range(16)))
    assert sum(one is not None for one in done) == 1
    assert list_recheck_claims(database) == sorted(claim_ids)
