import pytest
from flask import Flask

from service.dashboard.navigation import page_with, this_page, with_notice


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/claims", "/claims?done=reviewed"),
        ("/claims?q=%D1%91%D0%B6&done=paused", "/claims?q=%D1%91%D0%B6&done=reviewed"),
        ("/articles/a?claim=b#q-b", "/articles/a?claim=b&done=reviewed#q-b"),
    ],
)
def test_a_notice_stands_in_the_query(path: str, expected: str) -> None:
    assert with_notice(path, "reviewed") == expected


@pytest.mark.parametrize(
    ("url", "changes", "expected"),
    [
        ("/claims?q=a&done=x", {}, "/claims?q=a"),
        ("/claims?q=a&after=1", {"after": "2"}, "/claims?q=a&after=2"),
        ("/claims?q=a&after=1", {"after": None}, "/claims?q=a"),
        ("/articles/%D1%91", {}, "/articles/%D1%91"),
        ("/claims?q=ёж", {}, "/claims?q=%D1%91%D0%B6"),
    ],
)
def test_this_page_with_some_of_it_changed(url: str, changes: dict, expected: str) -> None:
    with Flask("test").test_request_context(url):
        assert page_with(**changes) == expected


def test_this_page_without_its_notice() -> None:
    with Flask("test").test_request_context("/claims?verdict=refuted&done=reviewed"):
        assert this_page() == "/claims?verdict=refuted"
