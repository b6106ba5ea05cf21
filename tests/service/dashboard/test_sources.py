import io
import json
from urllib.parse import quote

import pytest

from indexes.records import Tier
from indexes.sources.library import LibraryError, LibraryLocked
from tests.service.dashboard.html import Html, words

PAGE = """<html lang="ru"><head><title>Заголовок</title></head><body><article>
<h1>Заголовок</h1><p>Текст заметки о новой школе в городе.</p></article></body></html>"""


def upload(newsroom, name: str, content: bytes, status: int = 200) -> Html:
    response = newsroom.client.post(
        "/sources",
        data={"file": (io.BytesIO(content), name)},
        headers={"Accept-Language": "en"},
    )
    assert response.status_code == status, response.text
    return Html(response.text)


def titles(page: Html) -> list[str]:
    return page.texts("//ul[@class='sources']/li/h2")


def test_list(newsroom) -> None:
    page = newsroom.get("/sources")
    assert len(titles(page)) == 32
    (item,) = page.all("//li[h2='Вылет Токаева в Россию']")
    assert words(item.find("p")) == "24.kg · November 11, 2025 · Russian · news"
    assert "32 sources, 32 passages" in page.texts("//p[@class='meta']")[0]


@pytest.mark.parametrize(
    ("query", "first", "is_found"),
    [
        ("истребители эскорт", "Песков о сопровождении борта", True),
        ("истребителями", "Истребители вылетели к борту Токаева", True),  # another form of the word
        ("гиппопотам", "", False),
    ],
)
def test_search_by_words(newsroom, query: str, first: str, is_found: bool) -> None:
    page = newsroom.get(f"/sources?q={quote(query)}")
    assert (first in titles(page)) == is_found
    assert bool(page.with_class("empty")) != is_found
    assert page.all("//form[@role='search']")[0].fields["q"] == query


def test_pages(empty_newsroom) -> None:
    lines = [json.dumps({"id": f"s{number:03}", "text": "Текст."}) for number in range(60)]
    upload(empty_newsroom, "many.jsonl", "\n".join(lines).encode())
    first = empty_newsroom.get("/sources")
    second = empty_newsroom.get(first.one("//a[@rel='next']").get("href"))
    assert (len(titles(first)), len(titles(second))) == (50, 10)
    assert not second.all("//a[@rel='next']")


def test_empty_library(empty_newsroom) -> None:
    page = empty_newsroom.get("/sources")
    assert "every claim gets the verdict “not enough evidence”" in words(
        page.with_class("empty")[0]
    )


def test_adding_a_pasted_source(empty_newsroom) -> None:
    response = empty_newsroom.post(
        "/sources",
        status=200,
        title="Байконур",
        text="Космодром построен в 1955 году.\r\nОн в Казахстане.",
        publisher="Справочник",
        published_at="2020-01-02",
        url="https://example.org/b",
        tier="reference",
    )
    page = Html(response.text)
    assert "Added: 1, replaced: 0, unchanged: 0." in page.notice
    assert titles(page) == ["Байконур"]
    (stored,) = empty_newsroom.services.library.list_sources()
    assert stored.text == "Космодром построен в 1955 году.\nОн в Казахстане."
    assert (stored.language, stored.tier) == ("ru", Tier.REFERENCE)
    assert page.field("title") == ""  # ready for the next one


def test_the_same_address_replaces(empty_newsroom) -> None:
    fields = {"title": "Байконур", "text": "Построен.", "url": "https://example.org/b"}
    empty_newsroom.post("/sources", status=200, **fields)
    again = empty_newsroom.post("/sources", status=200, **fields)
    changed = empty_newsroom.post("/sources", status=200, **fields | {"text": "Построен в 1955."})
    assert "Added: 0, replaced: 0, unchanged: 1." in again.text
    assert "Added: 0, replaced: 1, unchanged: 0." in changed.text


@pytest.mark.parametrize(
    ("fields", "field", "error"),
    [
        ({"title": "Б", "text": " "}, "text", "Paste the source's text, or choose a file."),
        ({"title": "", "text": "Текст."}, "title", "Give the source a title."),
        ({"title": "Б", "text": "Текст.", "published_at": "2020"}, "published_at", "YYYY-MM-DD"),
        ({"title": "Б", "text": "Текст.", "url": "ftp://x"}, "url", "http:// or https://"),
        ({"title": "Б", "text": "Текст.", "tier": "gossip"}, "tier", "Choose one of the list."),
    ],
)
def test_errors_keep_what_was_typed(empty_newsroom, fields, field: str, error: str) -> None:
    page = Html(empty_newsroom.post("/sources", status=422, **fields).text)
    assert error in page.error_of(field)
    assert page.field("title") == fields["title"]
    assert not titles(page)


@pytest.mark.parametrize(
    ("name", "content", "title"),
    [
        ("заметка.txt", "Заголовок\n\nТекст заметки о школе.", "Заголовок"),
        ("notes.md", "# Заголовок\n\nТекст **заметки** о школе.", "Заголовок"),
        (
            "page.HTML",
            PAGE,
            "Заголовок",
        ),
        ("one.jsonl", '{"id": "a", "title": "Заголовок", "text": "Текст."}', "Заголовок"),
    ],
)
def test_uploads(empty_newsroom, name: str, content: str, title: str) -> None:
    page = upload(empty_newsroom, name, content.encode())
    assert "Added: 1," in page.notice
    assert titles(page) == [title]


def test_a_bad_line_stops_nothing(empty_newsroom) -> None:
    lines = ['{"id": "a", "text": "Текст."}', "{oops", '{"id": "b"}', '{"id": "c", "text": "Ещё."}']
    page = upload(empty_newsroom, "mixed.jsonl", "\n".join(lines).encode())
    assert "Added: 2," in page.notice
    assert "2 were left out:" in page.notice
    problems = page.texts("//div[@role='status']//li")
    assert [one.split(":")[0] for one in problems] == ["Line 2", "Line 3"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("scan.pdf", b"%PDF-1.7", "Files of these types are read: .jsonl"),
        ("../../evil", b"x", "Files of these types are read: .jsonl"),
        ("binary.txt", b"\x00\x01\xff", "not UTF-8 text"),
        ("empty.txt", b"", "the text is empty"),
        ("empty.jsonl", b"", "Added: 0"),
    ],
)
def test_files_that_are_no_sources(empty_newsroom, name: str, content: bytes, said: str) -> None:
    page = upload(empty_newsroom, name, content, status=422)
    told = page.notice + " ".join(words(one) for one in page.with_class("field-error"))
    assert said in told
    assert not titles(page)


@pytest.mark.parametrize("error", [LibraryLocked("busy"), LibraryError("disk full")])
def test_a_library_that_does_not_take_it_says_why(empty_newsroom, monkeypatch, error) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("service.services.ingest_sources", refuse)
    response = empty_newsroom.post("/sources", status=503, title="Школа", text="Построена.")
    page = Html(response.text)
    assert str(error) in page.error_of("text")
    assert (page.field("title"), page.field("text")) == ("Школа", "Построена.")


def test_removing_asks_first(newsroom) -> None:
    page = newsroom.get("/sources/remove?id=bn350")
    assert words(page.one("//h1")) == "Remove this source?"
    assert newsroom.services.library.get("bn350") is not None
    form = page.one("//main//form")
    done = newsroom.follow(form.get("action"), id=form.fields["id"])
    assert done.notice == "The source is removed."
    assert newsroom.services.library.get("bn350") is None
    newsroom.get("/sources/remove?id=bn350", status=404)


@pytest.mark.parametrize("source_id", ["a/../b", "a?b=c&d", "ж «id» #1", "<script>"])
def test_ids_may_hold_any_characters(empty_newsroom, source_id: str) -> None:
    line = json.dumps({"id": source_id, "text": "Текст о школе.", "title": "Школа"})
    page = upload(empty_newsroom, "one.jsonl", line.encode())
    link, remove = (one.get("href") for one in page.all("//ul[@class='sources']//a"))
    assert words(empty_newsroom.get(link).one("//h1")) == "Школа"
    form = empty_newsroom.get(remove).one("//main//form")
    empty_newsroom.post(form.get("action"), id=form.fields["id"])
    assert empty_newsroom.services.library.list_sources() == []


def test_an_address_that_runs_a_script_is_no_link(empty_newsroom) -> None:
    line = json.dumps({"id": "a", "text": "Текст.", "title": "Т", "url": "javascript:alert(1)"})
    page = upload(empty_newsroom, "one.jsonl", line.encode())
    shown = empty_newsroom.get("/sources/one?id=a")
    assert not [link for link in page.links() + shown.links() if link.startswith("javascript")]


def test_one_source_s_text(newsroom) -> None:
    page = newsroom.get("/sources/one?id=bn350")
    stored = newsroom.services.library.get("bn350")
    assert page.texts("//div[contains(@class, 'source-text')]") == [stored.text]
    newsroom.get("/sources/one?id=nowhere", status=404)
    newsroom.get("/sources/one", status=404)
