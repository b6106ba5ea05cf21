import pytest

from tests.service.dashboard.html import Html
from tests.service.dashboard.newsroom import REFUTED


@pytest.mark.parametrize(
    ("accepted", "language", "heading"),
    [
        ("ru", "ru", "Проверить статью"),
        ("ru-RU,ru;q=0.9,en;q=0.5", "ru", "Проверить статью"),
        ("kk,ru;q=0.9,en;q=0.8", "ru", "Проверить статью"),
        ("en-GB,en;q=0.9", "en", "Check an article"),
        ("de,fr;q=0.5", "en", "Check an article"),
        ("", "en", "Check an article"),
    ],
)
def test_what_the_browser_asks_for(empty_newsroom, accepted: str, language: str, heading) -> None:
    page = Html(empty_newsroom.client.get("/", headers={"Accept-Language": accepted}).text)
    assert page.language == language
    assert page.texts("//h1") == [heading]


def test_the_reader_s_choice_wins_and_stays(newsroom) -> None:
    response = newsroom.post("/language", language="ru", back="/claims?verdict=refuted")
    assert response.location == "/claims?verdict=refuted"
    cookie = response.headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    page = newsroom.get("/claims", language="en")
    assert page.language == "ru"
    assert page.texts("//button[@aria-pressed='true']") == ["Русский"]
    newsroom.post("/language", language="en")
    assert newsroom.get("/claims", language="ru").language == "en"


def test_an_unknown_choice_changes_nothing(empty_newsroom) -> None:
    response = empty_newsroom.post("/language", language="xx", back="/")
    assert "Set-Cookie" not in response.headers
    empty_newsroom.client.set_cookie("sverka_language", "../../etc")
    assert empty_newsroom.get("/").language == "en"


def test_dates_percents_and_plurals_are_of_the_language(newsroom) -> None:
    claim_id = newsroom.claim(REFUTED).claim.id
    page = newsroom.get(f"/claims/{claim_id}", language="ru")
    text = " ".join(page.root.text_content().replace("\xa0", " ").replace("\u202f", " ").split())
    assert "12 ноября 2025 г." in text
    assert "64 %" in text
    assert "2 источника, 2 независимых" in text
    assert (
        newsroom.get("/sources", language="ru")
        .texts("//p[@class='meta']")[0]
        .startswith("32 источника, 32 отрывка")
    )


@pytest.mark.parametrize(
    "back",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x", "", "\n/"],
)
def test_nobody_is_sent_to_another_site(empty_newsroom, back: str) -> None:
    assert empty_newsroom.post("/language", language="ru", back=back).location == "/"
