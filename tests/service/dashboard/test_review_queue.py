import pytest

from indexes.claims.articles import list_articles
from indexes.claims.claims import assign_claim, get_claim
from indexes.records import ReviewDecision
from tests.service.dashboard.html import words
from tests.service.dashboard.newsroom import FIGHTERS, INSIDE, NUCLEAR, REFUTED


def shown(page) -> list[str]:
    return page.texts("//ul[@class='queue']/li/h2")


def test_flagged_claims_with_their_strongest_evidence(newsroom) -> None:
    page = newsroom.get("/claims")
    assert [one.startswith((REFUTED, NUCLEAR, INSIDE)) for one in shown(page)] == [True] * 3
    card = page.by_id(f"c-{newsroom.claim(INSIDE).claim.id}")
    assert "Sources conflict" in words(card)
    assert "Sources contradict one another." in words(card)
    assert words(card.find(".//div/p/span")) == "refutes"
    assert words(card.find(".//mark")).startswith("Он снабжал энергией регион")
    assert page.texts("//header//nav/a[@aria-current]") == ["Queue 3"]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("?verdict=refuted", 1),
        ("?verdict=nonsense", 3),
        ("?q=АТОМНОЙ электростанции", 2),
        ("?q=атомной&verdict=refuted", 0),
        ("?assignee=Анна", 1),
        ("?assignee=ann", 0),
        ("?show=all", 20),
        ("?show=all&verdict=not_enough_evidence", 5),
    ],
)
def test_filters(newsroom, query: str, count: int) -> None:
    assign_claim(newsroom.services.database, newsroom.claim(REFUTED).claim.id, "Анна")
    page = newsroom.get(f"/claims{query}")
    assert len(shown(page)) == count
    assert bool(page.with_class("empty")) == (count == 0)


def test_the_filter_keeps_what_was_chosen(newsroom) -> None:
    page = newsroom.get("/claims?q=атомной&verdict=conflicting&show=all")
    form = page.one("//form[@role='search']")
    assert form.get("method") == "get"
    assert {name: form.fields[name] for name in ("q", "verdict", "show")} == {
        "q": "атомной",
        "verdict": "conflicting",
        "show": "all",
    }


def test_pages_keep_the_filter(newsroom) -> None:
    for number in range(3):
        newsroom.post("/articles", text="Байконур основан в 1955 году. " * 9, form_id=str(number))
    with newsroom.working():
        for one in list_articles(newsroom.services.database).items:
            newsroom.wait_for(one.article.id)
    first = newsroom.get("/claims?verdict=refuted&show=all")
    second = newsroom.get(first.one("//a[@rel='next']").get("href"))
    assert len(shown(first)) == 20
    assert len(shown(second)) >= 8
    assert {words(one) for one in second.all("//li//p[contains(@class,'card-head')]/span[1]")} == {
        "Refuted"
    }
    assert second.field("verdict") == "refuted"


def test_empty_queue(empty_newsroom) -> None:
    page = empty_newsroom.get("/claims")
    assert words(page.with_class("empty")[0]).startswith("Nothing waits for a review.")
    assert not page.with_class("count")


@pytest.mark.parametrize(
    ("fields", "decision", "label"),
    [
        ({"decision": "agree"}, ReviewDecision.AGREE, "refuted"),
        ({"decision": "agree", "label": "supported"}, ReviewDecision.AGREE, "refuted"),
        ({"decision": "overrule", "label": "supported"}, ReviewDecision.OVERRULE, "supported"),
    ],
)
def test_reviews_from_the_queue(newsroom, fields, decision, label) -> None:
    claim_id = newsroom.claim(REFUTED).claim.id
    page = newsroom.follow(
        f"/claims/{claim_id}/reviews",
        reviewer="Анна",
        note="Смотрела протокол",
        back="/claims?show=",
        **fields,
    )
    assert page.notice == "Your review is stored. Thank you."
    assert len(shown(page)) == 2  # it has left the queue
    review = get_claim(newsroom.services.database, claim_id).review
    assert (review.decision, review.label, review.note) == (decision, label, "Смотрела протокол")
    names = page.all("//input[@name='reviewer']")
    assert [one.value for one in names] == ["Анна", "Анна"]  # remembered for the next one


def test_assigning(newsroom) -> None:
    claim_id = newsroom.claim(REFUTED).claim.id
    page = newsroom.follow(f"/claims/{claim_id}/assignee", assignee=" Анна ", back="/claims")
    card = page.by_id(f"c-{claim_id}")
    assert words(card.find("details/summary")) == "Assigned to Анна"
    newsroom.post(f"/claims/{claim_id}/assignee", assignee="")
    assert get_claim(newsroom.services.database, claim_id).assignee == ""
    newsroom.post("/claims/nowhere/assignee", status=404, assignee="Анна")
    newsroom.post(f"/claims/{claim_id}/assignee", status=400, assignee="А" * 201)


def test_every_form_has_labels_of_its_own(newsroom) -> None:
    page = newsroom.get("/claims")
    fields = page.all(
        "//main//*[self::input or self::select or self::textarea][@type!='hidden' or not(@type)]"
    )
    ids = [one.get("id") for one in fields]
    labels = [one.get("for") for one in page.all("//label[@for]")]
    assert len(set(ids)) == len(ids) > 10
    assert set(ids) == set(labels)


def test_unflagged_claims_are_not_in_the_queue(newsroom) -> None:
    assert not newsroom.claim(FIGHTERS).is_flagged
    assert not any(one.startswith(FIGHTERS) for one in shown(newsroom.get("/claims")))
