"""The pages in Chromium, on a desk's and on a phone's screen, with and without scripts."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from indexes.claims.articles import list_articles
from indexes.claims.claims import list_claims
from indexes.claims.stored import ClaimFilter
from service.app import create_app
from service.settings import ServiceSettings
from tests.service.dashboard.browser import (
    HEIGHTS,
    LOW_CONTRAST,
    OVERFLOWING,
    collect_troubles,
    open_browser,
    open_page,
    require_chromium,
    serving,
)
from tests.service.dashboard.conftest import open_services, working
from tests.service.dashboard.newsroom import REFUTED, TEXT, GoldChecker

WIDTHS = sorted(HEIGHTS)
PAGES = {
    "home": "/",
    "article": "/articles/{article}",
    "panel": "/articles/{article}?claim={claim}#q-{claim}",
    "filtered": "/articles/{article}?verdict=conflicting",
    "queue": "/claims",
    "empty": "/claims?q=гиппопотам",
    "claim": "/claims/{claim}",
    "sources": "/sources",
    "search": "/sources?q=истребители",
    "source": "/sources/one?id=bn350",
    "remove": "/sources/remove?id=bn350",
}


@dataclass(frozen=True)
class Site:
    """A running newsroom, and what its addresses need."""

    address: str
    article: str
    claim: str

    def url(self, path: str) -> str:
        return self.address + path.format(article=self.article, claim=self.claim)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    require_chromium()
    expect.set_options(timeout=20_000)  # a busy machine takes its time
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def site(checked_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(checked_folder, folder, dirs_exist_ok=True)
    services = open_services(folder)
    article = list_articles(services.database).items[0].article.id
    claims = list_claims(services.database, ClaimFilter(article_id=article), limit=500).items
    claim = next(one.claim.id for one in claims if one.claim.text.startswith(REFUTED))
    app = create_app(services, ServiceSettings())
    with working(services, GoldChecker(services.library, seconds=0.05)), serving(app) as address:
        yield Site(address, article, claim)
    services.database.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("language", "scheme"), [("ru", "light"), ("en", "dark")])
def test_every_page_fits_and_can_be_read(browser, site, width, language, scheme) -> None:
    page = open_page(browser, width, locale=language, color_scheme=scheme)
    troubles = collect_troubles(page)
    for name, path in PAGES.items():
        page.goto(site.url(path))
        assert page.evaluate(OVERFLOWING) == [], name
        assert page.evaluate(LOW_CONTRAST) == [], name
    assert troubles == []
    page.context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_from_text_to_review(browser: Browser, site: Site, width: int) -> None:
    page = open_page(browser, width, locale="ru")
    troubles = collect_troubles(page)
    submit(page, site)
    expect(page.locator("#progress progress")).to_be_visible()  # live, without a reload
    page.evaluate("window.isTheSamePage = true")
    expect(page.locator("#legend a").first).to_have_text("Все утверждения 20")
    expect(page.locator("#progress progress")).to_have_count(0)
    expect(page.locator("#legend a.tone-refuted")).to_have_text("Опровергается 1")
    page.locator("a.claim-number").first.click()
    expect(page.locator("#panel .claim-text")).to_contain_text(REFUTED)
    expect(page.locator("#panel mark").first).to_be_visible()
    assert page.evaluate("window.isTheSamePage") is True
    assert is_seen(page, "#text .claim.is-selected")
    review(page, "Анна")
    expect(page.locator(".notice")).to_have_text("Ваш отзыв сохранён. Спасибо.")
    expect(page.locator("#panel .review-note")).to_contain_text("Анна: согласие — Опровергается")
    assert troubles == []
    page.context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_from_text_to_review_without_scripts(browser: Browser, site: Site, width: int) -> None:
    page = open_page(browser, width, locale="en", java_script_enabled=False)
    submit(page, site)
    expect(page.locator("#legend a.tone-refuted")).to_have_text("Refuted 1")  # the page refreshes
    page.locator("a.claim-number").first.click()
    expect(page.locator("#panel .claim-text")).to_contain_text(REFUTED)
    review(page, "Anna")
    expect(page.locator(".notice")).to_have_text("Your review is stored. Thank you.")
    expect(page.locator("#panel .review-note")).to_contain_text("Anna agreed: Refuted")
    page.context.close()


def submit(page: Page, site: Site) -> None:
    page.goto(site.address)
    page.locator("#text").fill(TEXT.strip())
    page.locator("#title").fill("Визит")
    page.locator("#published_at").fill("2025-11-12")
    page.locator("main button.primary").click()
    page.wait_for_url("**/articles/*")


def review(page: Page, name: str) -> None:
    form = page.locator("#panel form.review")
    form.locator("input[name=reviewer]").fill(name)
    form.locator("textarea").fill("Смотрела протокол")
    form.locator("button[value=agree]").click()


def is_seen(page: Page, selector: str) -> bool:
    """Whether the element is in the window and nothing lies over its beginning."""
    return page.locator(selector).first.evaluate(
        """(one) => {
          const place = one.getClientRects()[0];
          const top = document.elementFromPoint(place.left + 3, place.top + place.height / 2);
          return one.contains(top);
        }"""
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_by_keyboard(browser: Browser, site: Site, width: int) -> None:
    page = open_page(browser, width, locale="en")
    page.goto(site.url(PAGES["article"]))
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    outline = page.locator("a.skip").evaluate("(one) => getComputedStyle(one).outlineWidth")
    assert outline == "3px"
    page.locator("a.claim-number").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_focused()
    expect(page.locator("#panel h2")).to_have_text("Claim 1")
    page.keyboard.press("Escape")
    expect(page.locator("#panel .claim-list")).to_have_count(1)
    page.go_back()
    expect(page.locator("#panel h2")).to_have_text("Claim 1")
    page.context.close()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_new_check_shows_its_verdict(browser: Browser, site: Site, has_scripts: bool) -> None:
    page = open_page(browser, 1280, locale="en", java_script_enabled=has_scripts)
    page.goto(site.url(PAGES["claim"]))
    checks = page.locator(".timeline .badge").count()
    page.locator("button", has_text="Run now").click()
    expect(page.locator(".notice")).to_have_count(0)  # the page shows itself again
    expect(page.locator(".timeline .badge")).to_have_count(checks + 1)
    page.context.close()


def test_moments_are_in_the_reader_s_time(browser: Browser, site: Site) -> None:
    shown = {}
    for zone in ("UTC", "Asia/Almaty"):
        page = open_page(browser, 1280, locale="en", timezone_id=zone)
        page.goto(site.url(PAGES["claim"]))
        time = page.locator(".timeline time").first
        shown[zone] = (time.text_content(), time.get_attribute("title"))
        page.locator("summary", has_text="Set a schedule").click()
        expect(page.locator("#time_zone")).to_have_value(zone)
        page.context.close()
    assert shown["UTC"][0] != shown["Asia/Almaty"][0]
    assert shown["UTC"][1] == shown["Asia/Almaty"][1]
