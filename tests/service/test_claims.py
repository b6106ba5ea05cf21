"""Claims over the API: list, read, review, check again, schedule."""

from datetime import UTC, datetime, timedelta

from indexes.claims.claims import assign_claim
from indexes.claims.verdicts import list_history
from tests.service.conftest import Site
from tests.waiting import wait_until

URL = "/api/v1/claims"


FILTERS = {
    "": 4,
    "flagged=true": 2,
    "flagged=false": 2,
    "verdict=supported": 2,
    "verdict=refuted": 1,
    "q=ПОЛЁТЕЛ": 1,  # ё = е, in any case
    "q=стал+1991": 1,
    "q=100%25": 0,
    "assignee=aigerim": 1,
    "assignee=": 3,
    "article=none": 0,
    "rejected=true": 1,
    "limit=3": 3,
}


def test_filters(site: Site) -> None:
    article_id = site.submit_and_wait()
    assign_claim(site.database, site.claims(article_id)[0]["id"], "aigerim")
    found = {query: site.client.get(f"{URL}?{query}").json["items"] for query in FILTERS}
    assert {query: len(items) for query, items in found.items()} == FILTERS


def test_due_claims(site: Site) -> None:
    claim_id = site.claims(site.submit_and_wait())[0]["id"]
    site.client.put(f"{URL}/{claim_id}/schedule", json={"every": 2, "unit": "hours"})
    for hours, count in ((1, 0), (3, 1)):
        due = (datetime.now(UTC) + timedelta(hours=hours)).isoformat()
        found = site.client.get(URL, query_string={"due": due}).json["items"]
        assert [one["id"] for one in found] == [claim_id] * count


def test_pages_of_claims(site: Site) -> None:
    article_id = site.submit_and_wait()
    first = site.client.get(f"{URL}?article={article_id}&limit=3").json
    second = site.client.get(f"{URL}?limit=3&cursor={first['next_cursor']}").json
    ids = [one["id"] for one in first["items"] + second["items"]]
    assert ids == [one["id"] for one in site.claims(article_id)]
    assert second["next_cursor"] is None


def test_read_claim_with_etag(site: Site) -> None:
    claim = site.claims(site.submit_and_wait())[0]
    response = site.client.get(f"{URL}/{claim['id']}")
    assert response.json == claim
    tag = {"If-None-Match": response.headers["ETag"]}
    assert site.client.get(f"{URL}/{claim['id']}", headers=tag).status_code == 304


def test_overruling_takes_the_flag_away(site: Site) -> None:
    claim = site.claims(site.submit_and_wait())[0]
    assert claim["is_flagged"]
    response = site.client.post(
        f"{URL}/{claim['id']}/reviews",
        json={
            "decision": "overrule",
            "label": "supported",
            "reviewer": "Айгерим",
            "note": "В акте 1955 год.",
            "verdict_id": claim["verdict"]["id"],
        },
    )
    assert (response.status_code, response.json["label"]) == (201, "supported")
    after = site.client.get(f"{URL}/{claim['id']}").json
    assert (after["is_flagged"], after["review"]) == (False, response.json)
    history = site.client.get(response.headers["Location"]).json
    assert history["reviews"] == [response.json]


def test_recheck_adds_to_the_history(site: Site) -> None:
    claim_id = site.claims(site.submit_and_wait())[0]["id"]
    response = site.client.post(f"{URL}/{claim_id}/recheck")
    assert response.status_code == 202
    wait_until(lambda: len(list_history(site.database, claim_id)) == 2, 20)
    history = site.client.get(response.headers["Location"]).json["verdicts"]
    assert [entry["number"] for entry in history] == [2, 1]
    assert not history[0]["is_changed"]


def test_review_of_a_verdict_that_is_no_longer_the_newest(site: Site) -> None:
    claim = site.claims(site.submit_and_wait())[0]
    site.client.post(f"{URL}/{claim['id']}/recheck")
    wait_until(lambda: len(list_history(site.database, claim["id"])) == 2, 20)
    response = site.client.post(
        f"{URL}/{claim['id']}/reviews",
        json={"decision": "agree", "reviewer": "a", "verdict_id": claim["verdict"]["id"]},
    )
    assert (response.status_code, response.json["code"]) == (409, "verdict_superseded")


def test_life_of_a_schedule(site: Site) -> None:
    url = f"{URL}/{site.claims(site.submit_and_wait())[0]['id']}/schedule"
    put = site.client.put(url, json={"cron": "0 6 * * 1-5", "time_zone": "Asia/Almaty"})
    assert put.status_code == 200
    assert put.json["next_due_at"][11:] == "01:00:00Z"  # Almaty is five hours ahead
    paused = site.client.put(url, json={"every": 3, "unit": "days", "paused": True})
    assert paused.json | {"next_due_at": ""} == {
        "every": 3,
        "unit": "days",
        "cron": "",
        "time_zone": "UTC",
        "paused": True,
        "next_due_at": "",
        "last_fired_at": None,
    }
    assert site.client.get(url).json == paused.json
    assert site.client.delete(url).status_code == 204
    assert site.client.get(url).json["code"] == "schedule_not_found"
