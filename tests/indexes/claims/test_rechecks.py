"""Rechecks on request: steps of one article each, all claims or none."""

from dataclasses import replace

import pytest

from indexes.claims import claims, verdicts
from indexes.claims.database import Database
from indexes.claims.rechecks import batches, get_recheck, recheck_steps, request_recheck
from indexes.claims.stored import JobStatus, NotStored, StepKind
from tests.stores import ARTICLE, check_article, list_claim_ids, run_all

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
