"""Articles over the API: submit, list, read, cancel."""

import pytest

from tests.service.conftest import ARTICLE, Site

URL = "/api/v1/articles"


def test_submitted_article_gets_verdicts(site: Site) -> None:
    response = site.client.post(
        URL, json={"text": ARTICLE, "title": "Космос", "published_at": "2025-11-12"}
    )
    assert response.status_code == 202
    assert response.headers["Location"] == response.json["url"]
    site.wait_for(response.json["id"])

    article = site.client.get(response.headers["Location"]).json
    assert article["status"] == "done"
    assert (article["title"], article["published_at"]) == ("Космос", "2025-11-12")
    assert article["progress"] | {"revision": 0} == {
        "status": "done",
        "total": 4,
        "done": 4,
        "failed": 0,
        "revision": 0,
        "failure": "",
    }
    quotes = [claim["quote"] for claim in article["claims"]]
    assert [ARTICLE[one["start"] : one["end"]] for one in quotes] == [
        "Байконур основан в 1955 году.",
        "Юрий Гагарин полетел в космос в 1961 году.",
        "Казахстан стал независимым в 1991 году.",
        "Конвенция подписана.",
    ]
    labels = [(claim["label"], claim["confidence"]) for claim in article["claims"]]
    assert labels == [
        ("refuted", 0.8),
        ("supported", 0.8),
        ("supported", 0.8),
        ("not_enough_evidence", 0.8),
    ]


def test_plain_text_with_details_in_the_query(site: Site) -> None:
    response = site.client.post(
        f"{URL}?title=Космос&published_at=2025-11-12&language=ru-RU",
        data=ARTICLE.encode("utf-8-sig"),
        content_type="text/plain; charset=utf-8",
    )
    assert response.status_code == 202
    article = site.client.get(response.json["url"]).json
    assert article["text"] == ARTICLE
    assert (article["title"], article["language"]) == ("Космос", "ru")


def test_same_key_gives_the_first_submission(site: Site) -> None:
    headers = {"Idempotency-Key": "once-1"}
    first = site.client.post(URL, json={"text": ARTICLE}, headers=headers)
    again = site.client.post(URL, json={"text": ARTICLE}, headers=headers)
    other = site.client.post(URL, json={"text": ARTICLE + " Да."}, headers=headers)
    assert (again.status_code, again.json["id"]) == (202, first.json["id"])
    assert (first.json["is_new"], again.json["is_new"]) == (True, False)
    assert (other.status_code, other.json["code"]) == (409, "idempotency_conflict")
    assert len(site.client.get(URL).json["items"]) == 1


def test_pages_of_articles(idle_site: Site) -> None:
    submitted = [idle_site.submit(title=str(number)) for number in range(5)]
    seen, cursor = [], None
    while True:
        query = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = idle_site.client.get(URL, query_string=query).json
        seen += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == submitted[::-1]


def test_etag_saves_the_second_read(site: Site) -> None:
    url = f"{URL}/{site.submit_and_wait()}"
    first = site.client.get(url)
    again = site.client.get(url, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    claim = first.json["claims"][0]["id"]
    site.client.post(
        f"/api/v1/claims/{claim}/reviews", json={"decision": "agree", "reviewer": "aigerim"}
    )
    changed = site.client.get(url, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_cancel_stops_what_has_not_begun(idle_site: Site) -> None:
    article_id = idle_site.submit()
    for _ in range(2):
        response = idle_site.client.post(f"{URL}/{article_id}/cancel")
        assert (response.status_code, response.json["status"]) == (200, "cancelled")


def test_nothing_is_left_to_cancel(site: Site) -> None:
    response = site.client.post(f"{URL}/{site.submit_and_wait()}/cancel")
    assert (response.status_code, response.json["code"]) == (409, "already_finished")


def test_text_without_a_claim_is_done(site: Site) -> None:
    article = site.client.get(f"{URL}/{site.submit_and_wait('Когда построят школу?')}").json
    assert (article["status"], article["claims"]) == ("done", [])
    assert article["progress"]["total"] == 0


def test_article_of_many_claims_links_to_the_rest(site: Site) -> None:
    article_id = site.submit_and_wait("Школу открыли в 1991 году. " * 510)
    article = site.client.get(f"{URL}/{article_id}").json
    assert len(article["claims"]) == 500
    rest = site.client.get(article["next_claims"]).json
    assert (len(rest["items"]), rest["next_cursor"]) == (10, None)


@pytest.mark.parametrize(
    "text",
    ["Слово " * 100_000, "а" * 1_000_000, "\u200b\u202e<script>alert(1)</script>", "🙂" * 10_000],
    ids=["long", "one-word", "marks", "astral"],
)
def test_odd_texts_are_stored_as_they_came(idle_site: Site, text: str) -> None:
    stored = idle_site.client.get(f"{URL}/{idle_site.submit(text)}").json
    assert stored["text"] == text
