"""A claim's history: it grows by one a job, keeps what was before, flags what changes."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from indexes.claims import reviews, steps, verdicts
from indexes.claims.claims import load_claims
from indexes.claims.database import Database
from indexes.claims.rechecks import request_recheck
from indexes.claims.stored import Outcome, Timing
from indexes.claims.verdicts import VERDICT_CHANGED
from indexes.records import ReviewDecision, VerdictLabel
from tests.plain import make_verdict
from tests.stores import ARTICLE, check_article, list_claim_ids, read_claim, recheck_as

SUPPORTED, REFUTED = VerdictLabel.SUPPORTED, VerdictLabel.REFUTED


@pytest.fixture
def claim_id(database: Database) -> str:
    """A claim that was refuted and flagged."""
    check_article(database)
    return list_claim_ids(database)[0]


def test_history_is_newest_first_and_says_what_changed(database: Database, claim_id: str) -> None:
    for label in (REFUTED, SUPPORTED):
        recheck_as(database, claim_id, label)
    history = verdicts.list_history(database, claim_id)
    assert [(one.number, one.verdict.now.label, one.is_changed) for one in history] == [
        (3, SUPPORTED, True),
        (2, REFUTED, False),
        (1, REFUTED, False),
    ]
    assert [one.previous_id for one in history] == [
        history[1].verdict.id,
        history[2].verdict.id,
        None,
    ]
    assert verdicts.list_verdicts(database, claim_id) == tuple(one.verdict for one in history)
    assert read_claim(database, claim_id).verdict_count == 3


def test_a_changed_verdict_is_flagged_even_after_a_review(
    database: Database, claim_id: str
) -> None:
    reviews.add_review(database, claim_id, ReviewDecision.AGREE, reviewer="Айгуль")
    recheck_as(database, claim_id, SUPPORTED)
    stored = read_claim(database, claim_id)
    assert (stored.is_flagged, stored.flag_reasons) == (True, (VERDICT_CHANGED,))


def test_the_same_verdict_again_is_not_flagged_after_a_review(
    database: Database, claim_id: str
) -> None:
    review = reviews.add_review(database, claim_id, ReviewDecision.AGREE, reviewer="Айгуль")
    recheck_as(database, claim_id, REFUTED)
    stored = read_claim(database, claim_id)
    assert (stored.is_flagged, stored.review) == (False, review)


def test_the_same_verdict_again_confirms_nothing(database: Database, claim_id: str) -> None:
    recheck_as(database, claim_id, REFUTED)
    stored = read_claim(database, claim_id)
    assert (stored.is_flagged, stored.review) == (True, None)


def test_a_change_stays_flagged_until_somebody_looks(database: Database, claim_id: str) -> None:
    reviews.add_review(database, claim_id, ReviewDecision.AGREE, reviewer="Айгуль")
    recheck_as(database, claim_id, SUPPORTED)
    recheck_as(database, claim_id, SUPPORTED)
    assert read_claim(database, claim_id).flag_reasons == (VERDICT_CHANGED,)


def test_one_verdict_a_claim_and_job(database: Database, claim_id: str) -> None:
    requested = request_recheck(database, [claim_id])
    taken = steps.take(database, requested.steps[0].step_id, Timing())
    assert taken is not None
    claim = read_claim(database, claim_id).claim
    assert steps.save_verdicts(database, taken, [make_verdict(claim, SUPPORTED)])
    steps.settle(database, taken, Outcome(verdicts=(make_verdict(claim, REFUTED),)))
    assert [one.now.label for one in verdicts.list_verdicts(database, claim_id)] == [
        SUPPORTED,
        REFUTED,
    ]


def test_which_claims_of_a_job_are_decided(database: Database, claim_id: str) -> None:
    (stored,) = verdicts.list_history(database, claim_id)
    assert verdicts.find_decided(database, stored.job_id, [claim_id, "none"]) == {claim_id}
    assert verdicts.find_decided(database, "none", [claim_id]) == set()


def test_two_jobs_about_the_same_claims_do_not_wait_crosswise(database: Database) -> None:
    """Each settles in an order of its own; in PostgreSQL each claim is locked on the way."""
    check_article(database, replace(ARTICLE, text="\n".join([ARTICLE.text] * 4)))
    claim_ids = list_claim_ids(database)
    requested = [request_recheck(database, claim_ids) for _ in range(4)]
    taken = [steps.take(database, one.steps[0].step_id, Timing()) for one in requested]
    found = load_claims(database, claim_ids)
    orders = [found, found[::-1]] * 2

    def settle(number: int) -> object:
        outcome = Outcome(verdicts=tuple(make_verdict(one) for one in orders[number]))
        return steps.settle(database, taken[number], outcome)

    with ThreadPoolExecutor(4) as pool:
        assert None not in list(pool.map(settle, range(4)))
    counts = {len(verdicts.list_verdicts(database, claim_id)) for claim_id in claim_ids}
    assert counts == {5}
