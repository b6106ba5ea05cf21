import logging

import pytest

from indexes.claims.database import DatabaseUnavailable
from indexes.sources.library import LibraryUnavailable
from service.dashboard.errors import find_code
from tests.service.dashboard.html import Html, words


def test_a_page_for_browsers(empty_newsroom) -> None:
    page = empty_newsroom.get("/nothing/here", status=404)
    assert page.texts("//h1") == ["Not found"]
    assert page.one("//main//a[contains(@class, 'button')]").get("href") == "/"


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/nothing/here", None),
        ("/nothing/here", "*/*"),
        ("/nothing/here", "application/json"),
        ("/api/v1/nothing", "text/html"),
    ],
)
def test_a_problem_for_programs(empty_newsroom, path: str, accept: str | None) -> None:
    headers = {"Accept": accept} if accept else {}
    response = empty_newsroom.client.get(path, headers=headers)
    assert response.status_code == 404
    assert response.mimetype == "application/problem+json"
    assert response.json["code"] == "route_not_found"


def test_a_dashboard_s_page_is_a_page_even_for_programs(empty_newsroom) -> None:
    response = empty_newsroom.client.get("/claims/nowhere")
    assert (response.status_code, response.mimetype) == (404, "text/html")


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (ZeroDivisionError(), 500, "Something broke on our side."),
        (LibraryUnavailable("gone"), 503, "does not answer just now"),
        (DatabaseUnavailable("busy"), 503, "does not answer just now"),
    ],
)
def test_failures_are_logged_and_told_without_details(
    newsroom, monkeypatch, caplog, error: Exception, status: int, sentence: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("service.dashboard.sources.list_sources", fail)
    with caplog.at_level(logging.ERROR):
        page = newsroom.get("/sources", status=status)
    assert sentence in words(page.with_class("error-page")[0])
    assert "Traceback" not in page.root.text_content()
    assert caplog.records[-1].exc_info[1] is error


def test_a_store_that_is_gone_still_gives_a_page(newsroom, monkeypatch) -> None:
    def fail(*_: object) -> None:
        raise DatabaseUnavailable("busy")

    monkeypatch.setattr("service.dashboard.blueprint.count_flagged", fail)
    assert not newsroom.get("/sources").with_class("count")


def test_too_large_a_form(empty_newsroom) -> None:
    response = empty_newsroom.post("/articles", status=413, text="х" * 4_000_001)
    assert "more text than one request may carry" in words(Html(response.text).one("//main"))
    assert not empty_newsroom.get("/").with_class("articles")


def test_unknown_errors_are_ours() -> None:
    assert find_code(RuntimeError()) == 500
