"""Reviews: flags go, labels stay consistent, everything is kept for calibration."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from indexes.claims import claims, reviews
from indexes.claims.database import Database
from indexes.claims.reviews import InvalidReview, choose_label
from indexes.claims.stored import Conflict, NotStored
from indexes.records import ReviewDecision, VerdictLabel
from tests.stores import ARTICLE, check_article, list_claim_ids, read_claim, recheck_as, submit

AGREE, OVERRULE = ReviewDecision.AGREE, ReviewDecision.OVERRULE
SUPPORTED, REFUTED = VerdictLabel.SUPPORTED, VerdictLabel.REFUTED


@pytest.fixture
def claim_id(database: Database) -> str:
    """A flagged claim, refuted."""
    check_article(database)
    return list_claim_ids(database)[0]


def test_agreeing_takes_the_flag_away(database: Database, claim_id: str) -> None:
    assert read_claim(database, claim_id).flag_reasons == ("not_supported",)
    review = reviews.add_review(database, claim_id, AGREE, reviewer="Айгуль", note="проверено")
    stored = read_claim(database, claim_id)
    assert (stored.is_flagged, stored.flag_reasons, stored.review) == (False, (), review)
    assert (review.label, review.note) == (REFUTED, "проверено")


def test_overruling_keeps_both_labels(database: Database, claim_id: str) -> None:
    reviews.add_review(database, claim_id, OVERRULE, reviewer="Айгуль", label=SUPPORTED)
    stored = read_claim(database, claim_id)
    assert stored.review is not None
    assert stored.verdict is not None
    assert (stored.review.label, stored.verdict.now.label) == (SUPPORTED, REFUTED)
    assert not stored.is_flagged


@pytest.mark.parametrize(
    ("decision", "label", "held"),
    [(AGREE, None, REFUTED), (AGREE, REFUTED, REFUTED), (OVERRULE, SUPPORTED, SUPPORTED)],
)
def test_labels_that_fit(
    decision: ReviewDecision, label: VerdictLabel | None, held: VerdictLabel
) -> None:
    assert choose_label(decision, REFUTED, label) is held


@pytest.mark.parametrize(
    ("decision", "label"), [(AGREE, SUPPORTED), (OVERRULE, None), (OVERRULE, REFUTED)]
)
def test_labels_that_contradict(
    database: Database, claim_id: str, decision: ReviewDecision, label: VerdictLabel | None
) -> None:
    with pytest.raises(InvalidReview):
        reviews.add_review(database, claim_id, decision, reviewer="Айгуль", label=label)
    assert read_claim(database, claim_id).is_flagged


def test_a_person_must_have_seen_the_newest_verdict(database: Database, claim_id: str) -> None:
    seen = read_claim(database, claim_id).verdict
    assert seen is not None
    recheck_as(database, claim_id, SUPPORTED)
    with pytest.raises(Conflict):
        reviews.add_review(database, claim_id, AGREE, reviewer="Айгуль", verdict_id=seen.id)
    newest = read_claim(database, claim_id).verdict
    assert newest is not None
    reviews.add_review(database, claim_id, AGREE, reviewer="Айгуль", verdict_id=newest.id)


def test_there_is_nothing_to_review_without_a_verdict(database: Database) -> None:
    submit(database)
    with pytest.raises(NotStored):
        reviews.add_review(database, "none", AGREE, reviewer="Айгуль")


def test_a_second_opinion_is_kept_beside_the_first(database: Database, claim_id: str) -> None:
    first = reviews.add_review(database, claim_id, AGREE, reviewer="Айгуль")
    second = reviews.add_review(database, claim_id, OVERRULE, reviewer="Ержан", label=SUPPORTED)
    listed = reviews.list_reviews(database, claim_id=claim_id)
    assert set(listed.items) == {first, second}
    assert read_claim(database, claim_id).review == second
    (reviewed,) = reviews.list_calibration(database)
    assert (reviewed.verdict.now.label, reviewed.held) == (REFUTED, SUPPORTED)


def test_reviews_since(database: Database, claim_id: str) -> None:
    review = reviews.add_review(database, claim_id, AGREE, reviewer="Айгуль")
    hour = timedelta(hours=1)
    now = datetime.now(UTC)
    assert reviews.list_reviews(database, since=now - hour).items == (review,)
    assert reviews.list_reviews(database, since=now + hour).items == ()


def test_calibration_pairs_every_reviewed_verdict_with_its_label(database: Database) -> None:
    check_article(database)
    for one in claims.list_claims(database).items:
        reviews.add_review(database, one.claim.id, AGREE, reviewer="Айгуль")
    reviewed = reviews.list_calibration(database)
    assert sorted(one.verdict.now.label for one in reviewed) == [REFUTED, *[SUPPORTED] * 3]
    assert all(one.verdict.now.label is one.held for one in reviewed)
    assert {one.verdict.now.confidence for one in reviewed} == {0.8}
    assert {one.language for one in reviewed} == {"ru"}


def test_calibration_knows_the_same_article_again(database: Database) -> None:
    for article in (ARTICLE, ARTICLE, replace(ARTICLE, title="Ещё о космосе")):
        check_article(database, article)
    for one in claims.list_claims(database).items:
        reviews.add_review(database, one.claim.id, AGREE, reviewer="Айгуль")
    hashes = [one.article_hash for one in reviews.list_calibration(database)]
    assert sorted(Counter(hashes).values()) == [4, 8]


def test_every_verdict_of_a_history_calibrates_by_itself(database: Database, claim_id: str) -> None:
    reviews.add_review(database, claim_id, OVERRULE, reviewer="Айгуль", label=SUPPORTED)
    recheck_as(database, claim_id, SUPPORTED)
    reviews.add_review(database, claim_id, AGREE, reviewer="Айгуль")
    reviewed = reviews.list_calibration(database)
    assert [(one.verdict.now.label, one.held) for one in reviewed] == [
        (REFUTED, SUPPORTED),
        (SUPPORTED, SUPPORTED),
    ]
