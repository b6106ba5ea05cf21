from pathlib import Path

import pytest

import service
from indexes.claims.articles import submit_article
from indexes.records import Article, VerdictLabel
from tests.service.dashboard.html import words
from tests.service.dashboard.newsroom import FIGHTERS, INSIDE, NUCLEAR, REFUTED, TEXT

STATIC = Path(service.__file__).parent / "static"
PARAGRAPHS = "//*[@id='text']/p"


def panel_of(newsroom, start: str, **query: str):
    claim_id = newsroom.claim(start).claim.id
    return newsroom.get(f"/articles/{newsroom.article_id}?claim={claim_id}", **query)


def test_the_whole_text_is_shown(newsroom) -> None:
    page = newsroom.get(f"/articles/{newsroom.article_id}")
    for number in page.with_class("claim-number"):
        number.drop_tree()
    written = [" ".join(line.split()) for line in TEXT.split("\n\n")]
    assert page.texts(PARAGRAPHS) == written
    assert page.by_id("text").get("lang") == "ru"


def test_every_claim_can_be_reached_by_link_and_by_keyboard(newsroom) -> None:
    page = newsroom.get(f"/articles/{newsroom.article_id}")
    numbers = page.with_class("claim-number")
    assert [words(one) for one in numbers].count("1") == 1
    assert {int(words(one)) for one in numbers} == set(range(1, 21))
    for link in numbers:
        claim_id = link.get("data-claim")
        assert link.get("href") == f"/articles/{newsroom.article_id}?claim={claim_id}#q-{claim_id}"
        assert page.by_id(f"q-{claim_id}") is not None  # where the link leads
        assert link.get("tabindex") is None
        assert link.get("aria-label").startswith(f"Claim {words(link)}: ")
    pieces = page.with_class("claim")
    assert pieces
    assert {one.get("tabindex") for one in pieces} == {"-1"}  # the numbers are enough stops


def test_nested_claims_share_their_words(newsroom) -> None:
    page = newsroom.get(f"/articles/{newsroom.article_id}")
    (inner,) = page.with_class("is-shared")
    assert words(inner) == INSIDE
    assert inner.get("data-claim") == newsroom.claim(INSIDE).claim.id
    assert inner.get("title") == "7: Sources conflict; 6: Sources conflict"
    outer = newsroom.claim(NUCLEAR).claim.id
    pieces = page.all(f"//a[@data-claim='{outer}'][contains(@class, 'claim ')]")
    assert len(pieces) == 2  # before and after the inner one
    assert not page.all("//a//a")


def test_text_is_escaped(empty_newsroom) -> None:
    text = 'Он сказал: <script>alert("1")</script> & «привет» 🚀.'
    location = empty_newsroom.post("/articles", text=text, title="<i>Заголовок</i>").location
    page = empty_newsroom.get(location)
    assert page.texts(PARAGRAPHS) == [text]
    assert page.texts("//h1") == ["<i>Заголовок</i>"]
    assert not page.all("//*[@id='text']//script")


def test_legend_counts_and_filters(newsroom) -> None:
    url = f"/articles/{newsroom.article_id}"
    page = newsroom.get(url)
    assert page.texts("//*[@id='legend']/a") == [
        "All claims 20",
        "Supported 12",
        "Refuted 1",
        "Sources conflict 2",
        "Not enough evidence 5",
    ]
    filtered = newsroom.get(f"{url}?verdict=conflicting")
    assert {words(one) for one in filtered.with_class("claim-number")} == {"6", "7"}
    assert filtered.texts("//*[@id='legend']/a[@aria-current]") == ["Sources conflict 2"]
    assert len(filtered.all("//ol[@class='claim-list']/li")) == 2
    unknown = newsroom.get(f"{url}?verdict=true")
    assert len(unknown.with_class("claim-number")) == 20


def test_the_open_claim_is_marked_whatever_is_filtered(newsroom) -> None:
    claim_id = newsroom.claim(FIGHTERS).claim.id
    page = newsroom.get(f"/articles/{newsroom.article_id}?verdict=refuted&claim={claim_id}")
    (piece,) = page.all("//a[contains(@class, 'claim ')][contains(@class, 'is-selected')]")
    assert words(piece) == FIGHTERS
    assert len(page.with_class("claim-number")) == 2


def test_panel_says_what_is_held_now_and_what_was_then(newsroom) -> None:
    page = panel_of(newsroom, REFUTED)
    now, then = page.with_class("verdict")
    assert words(now).startswith("Refuted Confidence 64%")
    assert "everything that the library held on" in words(now)
    assert "Only sources dated November 12, 2025 or earlier" in words(then)
    assert words(page.by_id("panel").find("header/h2")) == "Claim 1"


def test_evidence_with_its_quote_inside_the_passage(newsroom) -> None:
    page = panel_of(newsroom, FIGHTERS)
    first, second, neutral = page.with_class("evidence")
    assert "24.kg" in words(first)
    assert "November 11, 2025" in words(first)
    assert "news" in words(first)
    assert words(first.find(".//blockquote")).startswith("11 ноября 2025 года Касым-Жомарт Токаев")
    assert words(first.find(".//mark")).startswith("По сообщению Акорды")
    assert "decides nothing" in words(neutral)
    assert neutral.getparent().getparent().tag == "details"
    # both have it from one origin
    assert page.texts("//*[@class='count-line']") == ["2 sources, 1 independent"]
    assert "Same origin as 24.kg" in words(second)


def test_reasons_are_sentences_in_the_interface_s_language(newsroom) -> None:
    english, russian = panel_of(newsroom, REFUTED), panel_of(newsroom, REFUTED, language="ru")
    assert "The number differs: 208 ≠ 108" in english.texts("//ul[@class='reasons']/li")
    assert "Число расходится: 208 ≠ 108" in russian.texts("//ul[@class='reasons']/li")
    assert russian.texts("//section[1]/ul[@class='reasons']/li") == [
        "Опровергают 2 независимых источника: ТАСС, TASS."
    ]


def test_later_sources_count_only_for_now(newsroom) -> None:
    page = panel_of(newsroom, REFUTED)
    (late,) = [one for one in page.with_class("evidence") if "November 13" in words(one)]
    assert "Published after the article" in words(late)


def test_a_source_that_is_gone_leaves_its_quote(newsroom) -> None:
    newsroom.services.library.remove(["24kg-escort"])
    page = panel_of(newsroom, FIGHTERS)
    first = page.with_class("evidence")[0]
    assert words(first.find(".//blockquote")).startswith("По сообщению Акорды")
    assert "no longer in the library with these words" in words(first)


def test_neighbours(newsroom) -> None:
    page = panel_of(newsroom, REFUTED)
    assert not page.all("//a[@rel='prev']")
    second = newsroom.get(page.one("//a[@rel='next']").get("href"))
    assert words(second.by_id("panel").find("header/h2")) == "Claim 2"
    assert second.one("//a[@rel='prev']").get("data-claim") == newsroom.claim(REFUTED).claim.id


def test_what_was_not_checked_and_why(newsroom) -> None:
    page = newsroom.get(f"/articles/{newsroom.article_id}")
    (rejected,) = page.with_class("rejected")
    assert words(rejected.find("summary")) == "7 stretches were not checked"
    assert "a heading Протокольные особенности встречи" in [
        words(one) for one in rejected.iter("li")
    ]
    assert "Протокольные особенности встречи" in {
        words(one) for one in page.with_class("is-heading")
    }


def test_progress_refreshes_without_scripts_until_the_end(empty_newsroom) -> None:
    location = empty_newsroom.post("/articles", text="Байконур основан в 1955 году.").location
    waiting = empty_newsroom.get(location)
    assert waiting.one("//head/noscript/meta").get("http-equiv") == "refresh"
    assert waiting.all("//progress")
    with empty_newsroom.working():
        empty_newsroom.wait_for(empty_newsroom.article_id)
    done = empty_newsroom.get(location)
    assert not done.all("//head/noscript")
    assert not done.all("//progress")
    assert done.by_id("progress").get("data-events") is None
    assert done.texts("//*[@id='legend']/a") == ["All claims 1", "Refuted 1"]


def test_cancelling(empty_newsroom) -> None:
    location = empty_newsroom.post("/articles", text="Байконур основан в 1955 году.").location
    page = empty_newsroom.follow(f"{location}/cancel")
    assert "The check is cancelled" in page.notice
    assert "The check was cancelled" in page.notice
    assert empty_newsroom.post("/articles/nowhere/cancel", status=404)


def test_more_claims_than_one_read_takes(empty_newsroom) -> None:
    text = " ".join(f"Школа {number} построена в 1991 году." for number in range(250))
    article = Article(id="many", text=text)
    with empty_newsroom.working():
        services = empty_newsroom.services
        services.bell.ring(submit_article(services.database, article).steps)
        empty_newsroom.wait_for("many")
    page = empty_newsroom.get("/articles/many")
    assert len(page.with_class("claim-number")) == 250


@pytest.mark.parametrize("url", ["/articles/nowhere", "/articles/%2e%2e%2fetc"])
def test_no_such_article(newsroom, url: str) -> None:
    assert newsroom.get(url, status=404).with_class("error-page")


def test_a_claim_of_another_article_is_not_opened(newsroom) -> None:
    page = newsroom.get(f"/articles/{newsroom.article_id}?claim=nowhere")
    assert page.with_class("claim-list")


def test_labels_have_their_own_tone(newsroom) -> None:
    """A verdict without a style of its own would look like nothing."""
    page = newsroom.get(f"/articles/{newsroom.article_id}")
    shown = {
        name
        for one in page.with_class("claim")
        for name in one.get("class").split()
        if name.startswith("tone-")
    }
    assert shown == {f"tone-{label}" for label in VerdictLabel}
    style = (STATIC / "frame.css").read_text()
    assert all(f".{tone}" in style for tone in (*shown, "tone-pending"))
