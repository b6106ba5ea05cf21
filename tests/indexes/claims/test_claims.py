"""Claims: what is stored of them, filters, pages, assignees."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from indexes.claims import claims, schedules, steps
from indexes.claims.database import Database
from indexes.claims.recurrence import Recurrence
from indexes.claims.stored import ClaimFilter, NotStored, Outcome
from indexes.records import Claim, Rejection, Span, VerdictLabel
from tests.plain import make_claim
from tests.stores import ARTICLE, check_article, list_claim_ids, read_claim, submit, take_next

BAIKONUR = "Байконур основан в 1955 году."
GAGARIN = "Юрий Гагарин полетел в космос в 1961 году."
KAZAKHSTAN = "Казахстан стал независимым в 1991 году."
CASPIAN = "Каспийская конвенция подписана в 2018 году."
QUESTION = "Когда построят школу?"


def list_texts(database: Database, wanted: ClaimFilter | None = None) -> list[str]:
    return [one.claim.text for one in claims.list_claims(database, wanted).items]


def test_selected_claims_in_the_order_of_their_ids(database: Database) -> None:
    check_article(database)
    ids = sorted(list_claim_ids(database))
    first = claims.list_selected(database, limit=3)
    rest = claims.list_selected(database, after=first[-1].id)
    assert [one.id for one in (*first, *rest)] == [
        one for one in ids if read_claim(database, one).claim.is_selected
    ]
    assert claims.count_selected(database) == 4
    assert claims.find_stored(database, [*ids, "none"]) == {one.id for one in (*first, *rest)}


def test_claims_come_in_the_order_of_the_text_with_their_verdicts(database: Database) -> None:
    article_id = check_article(database)
    found = claims.list_claims(database).items
    assert [one.claim.text for one in found] == [BAIKONUR, GAGARIN, KAZAKHSTAN, CASPIAN]
    assert [one.verdict is not None and one.verdict.now.label for one in found] == [
        VerdictLabel.REFUTED,
        VerdictLabel.SUPPORTED,
        VerdictLabel.SUPPORTED,
        VerdictLabel.SUPPORTED,
    ]
    assert {one.claim.article_id for one in found} == {article_id}
    assert {one.article_title for one in found} == {"Космос"}
    assert all(one.claim.quote.of(ARTICLE.text) == one.claim.text for one in found)


@pytest.mark.parametrize(
    ("wanted", "texts"),
    [
        (ClaimFilter(is_flagged=True), [BAIKONUR]),
        (ClaimFilter(is_flagged=False), [GAGARIN, KAZAKHSTAN, CASPIAN]),
        (ClaimFilter(label=VerdictLabel.REFUTED), [BAIKONUR]),
        (ClaimFilter(label=VerdictLabel.CONFLICTING), []),
        (ClaimFilter(words="ГАГАРИН космос"), [GAGARIN]),
        (ClaimFilter(words="гагарин байконур"), []),
        (ClaimFilter(words="%"), []),
        (ClaimFilter(words="полётел"), [GAGARIN]),  # е = ё
        (ClaimFilter(words="  "), [BAIKONUR, GAGARIN, KAZAKHSTAN, CASPIAN]),
        (ClaimFilter(article_id="none"), []),
        (ClaimFilter(is_selected=False), [QUESTION]),
        (ClaimFilter(is_selected=None), [BAIKONUR, GAGARIN, KAZAKHSTAN, CASPIAN, QUESTION]),
        (ClaimFilter(assignee=""), [BAIKONUR, GAGARIN, KAZAKHSTAN, CASPIAN]),
        (ClaimFilter(assignee="Айгуль"), []),
        (ClaimFilter(is_flagged=True, words="космос"), []),
    ],
)
def test_filters(database: Database, wanted: ClaimFilter, texts: list[str]) -> None:
    check_article(database)
    assert list_texts(database, wanted) == texts


def test_rejected_stretches_have_no_verdict(database: Database) -> None:
    check_article(database)
    (question,) = claims.list_claims(database, ClaimFilter(is_selected=False)).items
    assert (question.claim.rejection, question.verdict) == (Rejection.QUESTION, None)


def test_pages_show_every_claim_once_newest_article_first(database: Database) -> None:
    older, newer = (check_article(database, replace(ARTICLE, title=title)) for title in "аб")
    seen: list[tuple[str, int]] = []
    cursor: str | None = None
    while True:
        page = claims.list_claims(database, after=cursor, limit=3)
        seen += [(one.claim.article_id, one.claim.quote.start) for one in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    starts = sorted({start for _, start in seen})
    assert seen == [(article_id, start) for article_id in (newer, older) for start in starts]


def settle_split(database: Database, found: Sequence[Claim]) -> None:
    """The article's split has found just these."""
    steps.settle(database, take_next(database), Outcome(claims=tuple(found)))


@pytest.mark.parametrize("seed", range(3))
def test_claims_of_one_start_come_by_their_end_then_as_the_split_gave_them(
    database: Database, seed: int
) -> None:
    """Ids are by chance, so they must not decide; nor how many are on a page."""
    chance = random.Random(seed)
    article_id = submit(database)
    spans = {"а": (9, 19), "б": (0, 28), "в": (0, 9), "г": (0, 28), "д": (0, 28), "е": (9, 12)}
    found = [
        replace(make_claim(article_id, text), id=f"{chance.getrandbits(64):x}", quote=Span(*span))
        for text, span in spans.items()
    ]
    settle_split(database, found)
    assert list_texts(database) == list("вбгдеа")
    first = claims.list_claims(database, limit=3)
    rest = claims.list_claims(database, after=first.next_cursor)
    assert [one.claim.text for one in (*first.items, *rest.items)] == list("вбгдеа")


def test_a_claim_is_given_to_somebody(database: Database) -> None:
    check_article(database)
    first, *_ = list_claim_ids(database)
    claims.assign_claim(database, first, "Айгуль")
    assert read_claim(database, first).assignee == "Айгуль"
    assert list_texts(database, ClaimFilter(assignee="Айгуль")) == [BAIKONUR]
    with pytest.raises(NotStored):
        claims.assign_claim(database, "none", "Айгуль")


def test_due_claims(database: Database) -> None:
    check_article(database)
    first, second, *_ = list_claim_ids(database)
    schedules.put_schedule(database, first, Recurrence(every=2))
    schedules.put_schedule(database, second, Recurrence(every=2))
    schedules.pause_schedule(database, second)
    now = datetime.now(UTC)
    assert list_texts(database, ClaimFilter(due_before=now + timedelta(hours=3))) == [BAIKONUR]
    assert list_texts(database, ClaimFilter(due_before=now + timedelta(hours=1))) == []


def test_unknown_claims(database: Database) -> None:
    assert claims.get_claim(database, "none") is None
    assert claims.load_claims(database, ["none"]) == []


def test_claims_are_loaded_in_the_order_asked_for(database: Database) -> None:
    check_article(database)
    ids = list_claim_ids(database)[::-1]
    assert [claim.id for claim in claims.load_claims(database, ids)] == ids
