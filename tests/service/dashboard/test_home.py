import pytest

from indexes.claims.articles import get_article
from tests.service.dashboard.html import words
from tests.service.dashboard.newsroom import DETAILS


def test_recent_articles_with_counts_per_verdict(newsroom) -> None:
    page = newsroom.get("/")
    (item,) = page.all("//ul[@class='articles']/li")
    assert words(item.find("h3")) == "Визит Токаева в Москву"
    assert item.find("h3/a").get("href") == f"/articles/{newsroom.article_id}"
    assert "Checked" in words(item)
    assert page.texts("//ul[@class='tallies']/li") == [
        "Supported: 12",
        "Refuted: 1",
        "Sources conflict: 2",
        "Not enough evidence: 5",
    ]


def test_nothing_yet(empty_newsroom) -> None:
    page = empty_newsroom.get("/")
    assert not page.with_class("articles")
    assert "Nothing has been checked yet" in words(page.with_class("empty")[0])


def test_submitting_leads_to_the_article(empty_newsroom) -> None:
    response = empty_newsroom.post("/articles", text="Байконур основан в 1955 году.", **DETAILS)
    stored = get_article(empty_newsroom.services.database, empty_newsroom.article_id)
    assert response.location == f"/articles/{stored.article.id}"
    assert stored.article.title == DETAILS["title"]
    assert stored.article.published_at.isoformat() == DETAILS["published_at"]
    assert stored.article.language == ""  # detected by the check
    page = empty_newsroom.get(response.location)
    assert words(page.by_id("progress").find("p")) == "Waiting for a worker."
    assert page.by_id("progress").get("data-events").endswith(f"{stored.article.id}/events")


def test_line_breaks_are_those_that_were_typed(empty_newsroom) -> None:
    empty_newsroom.post("/articles", text="\r\nПервый абзац.\r\n\r\nВторой.\r\n")
    stored = get_article(empty_newsroom.services.database, empty_newsroom.article_id)
    assert stored.article.text == "Первый абзац.\n\nВторой."


def test_the_same_form_sent_twice_is_one_article(empty_newsroom) -> None:
    form_id = empty_newsroom.get("/").field("form_id")
    first = empty_newsroom.post("/articles", text="Текст.", form_id=form_id)
    again = empty_newsroom.post("/articles", text="Текст.", form_id=form_id)
    edited = empty_newsroom.post("/articles", text="Другой текст.", form_id=form_id)
    anew = empty_newsroom.post("/articles", text="Текст.", form_id="another")
    assert first.location == again.location
    assert len({first.location, edited.location, anew.location}) == 3


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        ("text", "", "Paste the text that shall be checked."),
        ("text", " \r\n ", "Paste the text that shall be checked."),
        ("text", "нуль \x00", "There are characters in it that no text has."),
        ("text", "а" * 1_000_001, "too long: 1000001 characters, at most 1000000"),
        ("title", "о" * 501, "too long: 501 characters, at most 500"),
        ("published_at", "12.11.2025", "Write the date as YYYY-MM-DD."),
        ("published_at", "2025-02-30", "Write the date as YYYY-MM-DD."),
        ("url", "example.org", "An address starts with http:// or https://."),
        ("url", "javascript:alert(1)", "An address starts with http:// or https://."),
        ("url", "http://[oops", "An address starts with http:// or https://."),
        ("language", "xx", "Choose one of the list."),
    ],
)
def test_errors_keep_what_was_typed(empty_newsroom, field: str, typed: str, error: str) -> None:
    good = {"text": 'Ёж <b>&amp; "лось"</b>\r\nпришли.', "title": "Ёж", "publisher": "Лес"}
    fields = {**good, field: typed}
    response = empty_newsroom.client.post(
        "/articles", data=fields, headers={"Accept-Language": "en"}
    )
    assert response.status_code == 422
    page = type(empty_newsroom.get("/"))(response.text.replace("\x00", ""))
    assert error in page.error_of(field)
    kept = {name: value for name, value in fields.items() if name != field}
    assert {name: page.field(name).replace("\n", "\r\n") for name in kept} == kept
    assert page.notice == "One thing has to be mended; nothing was stored."
    assert not page.with_class("articles")


def test_pages_by_cursor(empty_newsroom) -> None:
    for number in range(21):
        empty_newsroom.post("/articles", text=f"Статья {number}.", title=f"Статья {number}")
    first = empty_newsroom.get("/")
    (link,) = first.all("//a[@rel='next']")
    second = empty_newsroom.get(link.get("href"))
    titles = first.texts("//ul[@class='articles']//h3") + second.texts(
        "//ul[@class='articles']//h3"
    )
    assert titles == [f"Статья {number}" for number in reversed(range(21))]
    assert not second.all("//a[@rel='next']")


def test_a_cursor_of_another_list_is_nothing_here(newsroom) -> None:
    assert newsroom.get("/?after=eyJ9", status=404).with_class("error-page")
