"""Sources over the API: add, list, read, remove."""

import json

import pytest

from tests.service.conftest import Site

URL = "/api/v1/sources"
GAGARIN = {
    "id": "tass-1961",
    "text": "12 апреля 1961 года Юрий Гагарин полетел в космос. Полёт длился 108 минут.",
    "title": "Полёт Гагарина",
    "publisher": "ТАСС",
    "published_at": "1961-04-12",
    "tier": "news",
}
SHEPARD = {
    "id": "nasa/1961",
    "text": "Alan Shepard was the first American who flew into space, on May 5, 1961.",
    "tier": "official",
}


def test_one_source(idle_site: Site) -> None:
    counts = [idle_site.client.post(URL, json=GAGARIN).json for _ in range(2)]
    changed = idle_site.client.post(URL, json=GAGARIN | {"title": "Гагарин"}).json
    assert counts == [
        {"added": 1, "replaced": 0, "unchanged": 0, "failed": 0, "errors": []},
        {"added": 0, "replaced": 0, "unchanged": 1, "failed": 0, "errors": []},
    ]
    assert changed["replaced"] == 1
    stored = idle_site.client.get(f"{URL}/tass-1961").json
    assert stored == GAGARIN | {"title": "Гагарин", "language": "ru", "url": ""}


def test_good_lines_are_stored_and_bad_ones_reported(idle_site: Site) -> None:
    lines = [
        json.dumps(GAGARIN, ensure_ascii=False),
        "",
        '{"id": "x"}',
        "{nonsense",
        json.dumps(SHEPARD),
        json.dumps(SHEPARD | {"id": "zz", "language": "klingon"}),
    ]
    response = idle_site.client.post(
        URL, data="\n".join(lines).encode(), content_type="application/x-ndjson"
    )
    assert response.status_code == 200
    assert (response.json["added"], response.json["failed"]) == (2, 3)
    assert [error["field"] for error in response.json["errors"]] == ["line 3", "line 4", "line 6"]
    assert response.json["errors"][0]["message"] == "text: Field required"


def test_list_of_sources(idle_site: Site) -> None:
    sources = [SHEPARD | {"id": f"s{number}"} for number in range(5)]
    assert idle_site.client.post(URL, json=sources).json["added"] == 5
    first = idle_site.client.get(f"{URL}?limit=3").json
    second = idle_site.client.get(f"{URL}?limit=3&after={first['next_after']}").json
    assert [one["id"] for one in first["items"] + second["items"]] == ["s0", "s1", "s2", "s3", "s4"]
    assert (second["next_after"], second["source_count"]) == (None, 5)
    assert "text" not in first["items"][0]


def test_remove_a_source_whose_id_has_a_slash(idle_site: Site) -> None:
    idle_site.client.post(URL, json=SHEPARD)
    assert idle_site.client.get(f"{URL}/nasa/1961").json["language"] == "en"
    assert idle_site.client.delete(f"{URL}/nasa/1961").status_code == 204
    again = idle_site.client.delete(f"{URL}/nasa/1961")
    assert (again.status_code, again.json["code"]) == (404, "source_not_found")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ([], 200, None),
        (SHEPARD | {"text": " \n"}, 422, "empty_text"),
        (SHEPARD | {"id": ""}, 422, "invalid_field"),
        (SHEPARD | {"tier": "gossip"}, 422, "invalid_field"),
        (SHEPARD | {"colour": "red"}, 422, "invalid_field"),
        (SHEPARD | {"published_at": "yesterday"}, 422, "invalid_field"),
        (SHEPARD | {"language": "klingon"}, 422, "unknown_language"),
        (SHEPARD | {"text": "a\x00b"}, 422, "invalid_characters"),
        (SHEPARD | {"text": "a" * 1_000_001}, 413, "text_too_long"),
        ([SHEPARD] * 2_001, 413, "body_too_large"),
        (["x", 7], 422, "invalid_sources"),
        ("x", 422, "invalid_field"),
    ],
)
def test_bad_sources(idle_site: Site, body: object, status: int, code: str | None) -> None:
    response = idle_site.client.post(URL, json=body)
    assert (response.status_code, response.json.get("code")) == (status, code)
    assert idle_site.client.get(URL).json["source_count"] == 0
