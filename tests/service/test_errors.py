"""Every way to be wrong gets its code of the table, as a problem of RFC 9457."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import create_engine, text
from werkzeug.test import TestResponse

from indexes.claims.database import Database, DatabaseUnavailable
from indexes.sources.library import (
    EmbeddingModelMismatch,
    LibraryError,
    LibraryLocked,
    LibraryUnavailable,
)
from service.app import create_app
from service.errors import KINDS, PROBLEM_JSON
from service.services import EXTENSION, Services
from service.settings import ServiceSettings
from service.translations import find_http_code
from tests.service.conftest import ARTICLE, Site

ARTICLES, CLAIMS, SOURCES = "/api/v1/articles", "/api/v1/claims", "/api/v1/sources"
JSON = "application/json"
DEEP = b"[" * 100_000 + b"]" * 100_000


def article(**fields: object) -> dict:
    return {"json": {"text": ARTICLE} | fields}


def raw(data: bytes, content_type: str = JSON) -> dict:
    return {"data": data, "content_type": content_type}


REFUSED: tuple[tuple[str, str, str, dict], ...] = (
    # the request as such
    ("untrusted_host", "GET", CLAIMS, {"headers": {"Host": "evil.example"}}),
    ("cross_origin", "POST", ARTICLES, article() | {"headers": {"Origin": "http://evil.example"}}),
    ("cross_origin", "POST", ARTICLES, article() | {"headers": {"Sec-Fetch-Site": "cross-site"}}),
    ("route_not_found", "GET", "/api/v1/nothing", {}),
    ("method_not_allowed", "DELETE", ARTICLES, {}),
    ("body_too_large", "POST", ARTICLES, raw(b"a" * 8_000_001)),
    ("unsupported_media_type", "POST", ARTICLES, raw(b"<p>Text</p>", "text/html")),
    ("unsupported_media_type", "POST", ARTICLES, raw(b"Text", "")),
    ("unsupported_media_type", "POST", SOURCES, raw(b"{}", "text/plain")),
    # the bytes
    ("not_utf8", "POST", ARTICLES, raw(bytes(range(256)), "text/plain")),
    ("not_utf8", "POST", ARTICLES, raw('{"text": "Привет"}'.encode("cp1251"))),
    ("not_utf8", "POST", SOURCES, raw(b"\xff\xfe{}", "application/x-ndjson")),
    ("invalid_json", "POST", ARTICLES, raw(b"")),
    ("invalid_json", "POST", ARTICLES, raw(b'{"text": ')),
    ("invalid_json", "POST", ARTICLES, raw(DEEP)),
    ("invalid_json", "POST", SOURCES, raw(DEEP)),
    ("invalid_json", "POST", ARTICLES, raw(rb'{"text": "\ud800 half a pair"}')),
    # the article
    ("empty_text", "POST", ARTICLES, article(text="")),
    ("empty_text", "POST", ARTICLES, article(text=" \n\t\u00a0")),
    ("empty_text", "POST", ARTICLES, raw(b"", "text/plain")),
    ("text_too_long", "POST", ARTICLES, article(text="a" * 2_000_000)),
    ("text_too_long", "POST", ARTICLES, raw("я".encode() * 1_000_001, "text/plain")),
    ("invalid_characters", "POST", ARTICLES, article(text="NUL \x00 inside")),
    ("invalid_characters", "POST", ARTICLES, article(title="\x00")),
    ("invalid_characters", "POST", ARTICLES, raw(b"PK\x03\x04\x00\x00", "text/plain")),
    ("unknown_language", "POST", ARTICLES, article(language="klingon")),
    ("unknown_language", "POST", f"{ARTICLES}?language=qq", raw(b"Text.", "text/plain")),
    ("invalid_field", "POST", ARTICLES, article(published_at="вчера")),
    ("invalid_field", "POST", ARTICLES, article(published_at="2025-02-30")),
    ("invalid_field", "POST", ARTICLES, article(texts="unknown field")),
    ("invalid_field", "POST", ARTICLES, {"json": {"title": "no text"}}),
    ("invalid_field", "POST", ARTICLES, {"json": ["not an object"]}),
    ("invalid_field", "POST", ARTICLES, article(text=7)),
    ("invalid_field", "POST", ARTICLES, article(title="x" * 2_001)),
    ("invalid_parameter", "POST", f"{ARTICLES}?published_at=x", raw(b"Text.", "text/plain")),
    ("invalid_parameter", "POST", ARTICLES, article() | {"headers": {"Idempotency-Key": "a b"}}),
    (
        "invalid_parameter",
        "POST",
        ARTICLES,
        article() | {"headers": {"Idempotency-Key": "a" * 256}},
    ),
    # lists
    ("invalid_cursor", "GET", f"{ARTICLES}?cursor=nonsense", {}),
    ("invalid_cursor", "GET", f"{CLAIMS}?cursor=W10", {}),
    ("invalid_parameter", "GET", f"{ARTICLES}?limit=0", {}),
    ("invalid_parameter", "GET", f"{CLAIMS}?limit=501", {}),
    ("invalid_parameter", "GET", f"{CLAIMS}?verdict=true", {}),
    ("invalid_parameter", "GET", f"{CLAIMS}?flagged=perhaps", {}),
    ("invalid_parameter", "GET", f"{CLAIMS}?due=soon", {}),
    ("invalid_parameter", "GET", f"{CLAIMS}?colour=red", {}),
    ("invalid_characters", "GET", f"{CLAIMS}?q=%00", {}),
    # what is not there
    ("article_not_found", "GET", f"{ARTICLES}/none", {}),
    ("article_not_found", "GET", f"{ARTICLES}/none/events", {}),
    ("article_not_found", "POST", f"{ARTICLES}/none/cancel", {}),
    ("article_not_found", "GET", f"{ARTICLES}/%00", {}),
    ("claim_not_found", "GET", f"{CLAIMS}/none", {}),
    ("claim_not_found", "GET", f"{CLAIMS}/none/history", {}),
    ("claim_not_found", "POST", f"{CLAIMS}/none/recheck", {}),
    ("claim_not_found", "GET", f"{CLAIMS}/none/schedule", {}),
    ("claim_not_found", "DELETE", f"{CLAIMS}/none/schedule", {}),
    ("claim_not_found", "PUT", f"{CLAIMS}/none/schedule", {"json": {"every": 1}}),
    (
        "claim_not_found",
        "POST",
        f"{CLAIMS}/none/reviews",
        {"json": {"decision": "agree", "reviewer": "a"}},
    ),
    ("source_not_found", "GET", f"{SOURCES}/none", {}),
    ("source_not_found", "DELETE", f"{SOURCES}/none", {}),
    ("problem_not_found", "GET", "/api/v1/problems/none", {}),
    # sources; more of them in test_sources.py
    ("invalid_sources", "POST", SOURCES, {"json": [{"id": "a"}, {"id": "b"}]}),
)


def assert_problem(response: TestResponse, code: str) -> None:
    assert response.json.get("code") == code, response.text
    kind = KINDS[code]
    assert (response.status_code, response.content_type) == (kind.status, PROBLEM_JSON)
    assert response.json["status"] == kind.status
    assert response.json["title"] == kind.title
    assert response.json["type"] == f"/api/v1/problems/{code}"
    assert response.json["detail"]


def test_refused_requests_harm_nothing(idle_site: Site) -> None:
    kept = idle_site.submit()
    for code, method, url, options in REFUSED:
        assert_problem(idle_site.client.open(url, method=method, **options), code)
    stored = idle_site.client.get(ARTICLES).json["items"]
    assert [(one["id"], one["status"]) for one in stored] == [(kept, "queued")]


REVIEWS = (
    ("invalid_review", {"decision": "overrule", "reviewer": "a"}),
    ("invalid_review", {"decision": "overrule", "reviewer": "a", "label": "refuted"}),
    ("invalid_review", {"decision": "agree", "reviewer": "a", "label": "supported"}),
    ("invalid_field", {"decision": "agree"}),
    ("invalid_field", {"decision": "agree", "reviewer": ""}),
    ("invalid_field", {"decision": "maybe", "reviewer": "a"}),
    ("invalid_field", {"decision": "overrule", "reviewer": "a", "label": "false"}),
    ("verdict_superseded", {"decision": "agree", "reviewer": "a", "verdict_id": "old"}),
)
SCHEDULES = (
    ("invalid_schedule", {}),
    ("invalid_schedule", {"every": 3, "cron": "0 6 * * *"}),
    ("invalid_schedule", {"cron": "0 6 * *"}),
    ("invalid_schedule", {"cron": "0 0 31 2 *"}),
    ("invalid_schedule", {"cron": "61 6 * * *"}),
    ("invalid_schedule", {"cron": "0 6 * * *", "time_zone": "Asia/Atlantis"}),
    ("invalid_schedule", {"every": 99_999, "unit": "days"}),
    ("invalid_field", {"every": 0}),
    ("invalid_field", {"every": 1, "unit": "fortnights"}),
)


def test_refused_reviews_and_schedules(site: Site) -> None:
    claim = site.claims(site.submit_and_wait())[0]
    for code, body in REVIEWS:
        assert_problem(site.client.post(f"{CLAIMS}/{claim['id']}/reviews", json=body), code)
    for code, body in SCHEDULES:
        assert_problem(site.client.put(f"{CLAIMS}/{claim['id']}/schedule", json=body), code)
    assert_problem(site.client.get(f"{CLAIMS}/{claim['id']}/schedule"), "schedule_not_found")
    assert site.client.get(f"{CLAIMS}/{claim['id']}").json == claim


def test_review_before_the_verdict(site: Site) -> None:
    article_id = site.submit_and_wait()
    rejected = site.client.get(f"{CLAIMS}?article={article_id}&rejected=true").json["items"][0]
    response = site.client.post(
        f"{CLAIMS}/{rejected['id']}/reviews", json={"decision": "agree", "reviewer": "a"}
    )
    assert_problem(response, "no_verdict_yet")


def raising(error: Exception) -> Callable[..., object]:
    def fail(*_: object, **__: object) -> object:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (LibraryUnavailable("down"), "library_unavailable"),
        (LibraryLocked("busy"), "library_locked"),
        (EmbeddingModelMismatch("other"), "library_model_mismatch"),
        (LibraryError("broken"), "library_error"),
        (DatabaseUnavailable("busy"), "database_unavailable"),
        (ZeroDivisionError("a secret"), "internal_error"),
    ],
)
def test_failures_below(services: Services, error: Exception, code: str) -> None:
    library = SimpleNamespace(get=raising(error), status=raising(error))
    app = create_app(replace(services, library=library), ServiceSettings())
    response = app.test_client().get(f"{SOURCES}/one")
    assert_problem(response, code)
    assert "secret" not in response.text
    assert ("Retry-After" in response.headers) == (response.status_code == 503)
    assert_problem(app.test_client().get("/readyz"), "not_ready")


def test_busy_database(idle_site: Site) -> None:
    """Another process holds the write lock for longer than we wait."""
    url = idle_site.database.url + "?timeout=0"
    impatient = Database(url, create_engine(url))
    with idle_site.database.writing() as connection:
        connection.execute(text("SELECT 1"))
        services = replace(idle_site.services, database=impatient)
        app = create_app(services, ServiceSettings())
        response = app.test_client().post(ARTICLES, json={"text": ARTICLE})
    impatient.close()
    assert_problem(response, "database_unavailable")


def test_too_many_streams(idle_site: Site) -> None:
    article_id = idle_site.submit()
    streams = idle_site.client.application.extensions[EXTENSION].streams
    while streams.acquire(blocking=False):
        pass
    assert_problem(idle_site.client.get(f"{ARTICLES}/{article_id}/events"), "too_many_streams")


def test_method_not_allowed_says_what_is(idle_site: Site) -> None:
    response = idle_site.client.delete(ARTICLES)
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS, POST"


def test_table_of_problems(idle_site: Site) -> None:
    items = idle_site.client.get("/api/v1/problems").json["items"]
    assert [one["code"] for one in items] == list(KINDS)
    for item in items:
        assert idle_site.client.get(f"/api/v1/problems/{item['code']}").json == item


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, "bad_request"),
        (404, "route_not_found"),
        (413, "body_too_large"),
        (418, "bad_request"),
        (502, "internal_error"),
    ],
)
def test_any_http_error_has_a_code(status: int, code: str) -> None:
    assert find_http_code(status) == code


def test_every_code_of_the_table_is_provoked_somewhere() -> None:
    tests = "".join(file.read_text("utf-8") for file in Path(__file__).parent.glob("test_*.py"))
    assert [code for code in KINDS if f'"{code}"' not in tests] == []
