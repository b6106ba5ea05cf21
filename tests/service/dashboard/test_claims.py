from dataclasses import replace

import pytest

from indexes.claims import steps
from indexes.claims.claims import get_claim, list_claims
from indexes.claims.database import Database
from indexes.claims.rechecks import request_recheck
from indexes.claims.stored import ClaimFilter, Outcome, Timing
from indexes.claims.verdicts import list_history
from indexes.records import Claim, Judgement, VerdictLabel
from tests.plain import make_verdict
from tests.service.dashboard.html import words
from tests.service.dashboard.newsroom import REFUTED, GoldChecker
from tests.waiting import wait_until
from workers.pipeline.rejection_sentences import describe_rejection


@pytest.fixture
def claim_id(newsroom) -> str:
    return newsroom.claim(REFUTED).claim.id


def check_again(newsroom, claim_id: str, label: VerdictLabel | None = None) -> None:
    """By the form where the verdict stays, with a checker of another mind where it changes."""
    database = newsroom.services.database
    count = len(list_history(database, claim_id))
    checker = GoldChecker(newsroom.services.library, labels={claim_id: label} if label else {})
    with newsroom.working(checker):
        newsroom.post(f"/claims/{claim_id}/recheck")
        wait_until(lambda: len(list_history(database, claim_id)) > count, 20)


def test_what_was_said_and_how_it_is_understood(newsroom, claim_id: str) -> None:
    page = newsroom.get(f"/claims/{claim_id}")
    assert words(page.one("//h1")).startswith(REFUTED)
    (said,) = page.all("//section[h2='In the article']//mark")
    assert words(said).startswith(REFUTED)
    assert "superlative" in words(page.one("//header[@class='page-head']"))
    assert "worth checking: 83%" in words(page.one("//header[@class='page-head']"))
    assert len(page.with_class("evidence")) == 2


def store_calibrated(database: Database, claim: Claim) -> None:
    """A recheck whose verdict went through a calibrator: 60 % became 81 %."""
    requested = request_recheck(database, [claim.id])
    taken = steps.take(database, requested.steps[0].step_id, Timing())
    judgement = Judgement(VerdictLabel.REFUTED, 0.81, raw_confidence=0.6)
    steps.settle(database, taken, Outcome(verdicts=(replace(make_verdict(claim), now=judgement),)))


def test_it_says_whether_confidence_is_calibrated(newsroom, claim_id: str) -> None:
    page = newsroom.get(f"/claims/{claim_id}")
    assert "not calibrated" in words(page.with_class("hint")[0])
    store_calibrated(newsroom.services.database, newsroom.claim(REFUTED).claim)
    hint = words(newsroom.get(f"/claims/{claim_id}").with_class("hint")[0])
    assert hint.startswith(
        "Calibrated: of the verdicts shown with 81%, about 81% hold up under a careful reader. As"
    )
    hint = words(newsroom.get(f"/claims/{claim_id}", language="ru").with_class("hint")[0])
    assert hint.startswith("Уверенность откалибрована: из вердиктов, показанных с 81")


def test_history_tells_what_changed(newsroom, claim_id: str) -> None:
    newsroom.services.library.remove(["tass-first"])
    check_again(newsroom, claim_id, VerdictLabel.SUPPORTED)
    page = newsroom.get(f"/claims/{claim_id}")
    newest, first = page.all("//ol[@class='timeline']/li")
    assert "is-changed" in newest.get("class")
    badges = [words(one) for one in newest.xpath(".//span[contains(@class, 'badge')]")]
    assert badges == ["Refuted", "Supported"]
    assert "No longer counted: ТАСС" in words(newest)
    assert "First check." in words(first)
    assert "hashed-words" in words(first.find("details"))
    assert "The verdict has changed since the last check." in page.texts("//ul[@class='flags']/li")


def test_checking_again_with_the_same_library(newsroom, claim_id: str) -> None:
    check_again(newsroom, claim_id)
    newest = newsroom.get(f"/claims/{claim_id}").all("//ol[@class='timeline']/li")[0]
    assert "The same verdict as before. The library had not changed." in words(newest)


def test_reviews_stand_between_the_checks(newsroom, claim_id: str) -> None:
    newsroom.post(f"/claims/{claim_id}/reviews", decision="agree", reviewer="Анна", note="Да")
    check_again(newsroom, claim_id)
    page = newsroom.get(f"/claims/{claim_id}")
    kinds = [one.get("class") for one in page.all("//ol[@class='timeline']/li")]
    assert kinds == ["tone-refuted", "is-review", "tone-refuted"]
    assert "Анна agreed: Refuted" in words(page.with_class("is-review")[0])
    assert "Да" in words(page.with_class("is-review")[0])


@pytest.mark.parametrize(
    ("fields", "field", "error"),
    [
        ({"decision": "agree", "reviewer": ""}, "reviewer", "Say who you are."),
        (
            {"decision": "overrule", "label": "", "reviewer": "Анна"},
            "label",
            "To overrule, choose the verdict that you hold.",
        ),
        (
            {"decision": "overrule", "label": "refuted", "reviewer": "Анна"},
            "label",
            "This is the verdict's own label: agree with it, or choose another.",
        ),
        (
            {"decision": "overrule", "label": "true", "reviewer": "Анна"},
            "label",
            "Choose one of the list.",
        ),
    ],
)
def test_review_errors_keep_what_was_typed(newsroom, claim_id, fields, field, error) -> None:
    note = "Смотрела\r\n<b>протокол</b>"
    url = f"/claims/{claim_id}/reviews"
    response = newsroom.post(url, status=422, note=note, back="/claims", **fields)
    page = newsroom.get(f"/claims/{claim_id}")
    page = type(page)(response.text)
    assert error in page.error_of(field)
    assert page.field("note") == note.replace("\r\n", "\n")
    assert page.field("reviewer") == fields["reviewer"]
    assert get_claim(newsroom.services.database, claim_id).review is None


def test_a_verdict_that_came_meanwhile_is_not_reviewed_unseen(newsroom, claim_id: str) -> None:
    seen = newsroom.get(f"/claims/{claim_id}").field("verdict_id")
    check_again(newsroom, claim_id, VerdictLabel.SUPPORTED)
    response = newsroom.post(
        f"/claims/{claim_id}/reviews",
        status=422,
        decision="agree",
        reviewer="Анна",
        verdict_id=seen,
    )
    assert "Meanwhile the claim was checked again" in response.text
    assert get_claim(newsroom.services.database, claim_id).review is None


def test_overruling_says_who_holds_what(newsroom, claim_id: str) -> None:
    page = newsroom.follow(
        f"/claims/{claim_id}/reviews", decision="overrule", label="supported", reviewer="Пётр"
    )
    (note, *_) = page.with_class("review-note")
    assert "Пётр overruled: Supported" in words(note)
    assert words(page.with_class("verdict")[0]).startswith("Refuted")  # the check's own stays


def test_the_own_verdict_is_not_offered_for_overruling(newsroom, claim_id: str) -> None:
    page = newsroom.get(f"/claims/{claim_id}")
    (choice,) = page.all("//select[@name='label']")
    assert choice.value_options == ["", "supported", "conflicting", "not_enough_evidence"]


def test_a_stretch_that_is_not_checked(newsroom) -> None:
    rejected = list_claims(newsroom.services.database, ClaimFilter(is_selected=False)).items[0]
    page = newsroom.get(f"/claims/{rejected.claim.id}")
    assert (
        page.notice == f"This is not checked. {describe_rejection(rejected.claim.rejection, 'en')}"
    )
    assert not page.by_id("schedule").xpath("ancestor::*[@id='review']")
    newsroom.post(
        f"/claims/{rejected.claim.id}/reviews", status=422, decision="agree", reviewer="Анна"
    )


@pytest.mark.parametrize("action", ["", "/reviews", "/recheck", "/schedule", "/schedule/pause"])
def test_no_such_claim(newsroom, action: str) -> None:
    if action:
        newsroom.post(f"/claims/nowhere{action}", status=404)
    else:
        newsroom.get("/claims/nowhere", status=404)


def test_a_recheck_is_queued(newsroom, claim_id: str) -> None:
    page = newsroom.follow(f"/claims/{claim_id}/recheck")
    assert page.notice == "The claim is being checked again."
