import re

import pytest

from tests.service.dashboard.newsroom import REFUTED

PAGES = ("/", "/claims", "/sources", "/claims/{claim}", "/articles/{article}?claim={claim}", "/no")


@pytest.fixture(params=PAGES)
def url(request: pytest.FixtureRequest, newsroom) -> str:
    claim = newsroom.claim(REFUTED).claim
    return request.param.format(claim=claim.id, article=claim.article_id)


def test_pages_load_nothing_from_elsewhere_and_run_nothing_inline(newsroom, url: str) -> None:
    response = newsroom.client.get(url, headers={"Accept": "text/html"})
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    status = 404 if url == "/no" else 200
    page = newsroom.get(url, status=status)
    assert not page.all("//style | //*[@style] | //script[not(@src)]")
    assert not page.all("//@*[starts-with(name(), 'on')]")
    loaded = page.all("//script/@src | //link/@href | //img/@src | //*[local-name()='use']/@href")
    assert loaded
    assert all(re.match(r"/static/[\w.]+(#\w+)?$", address) for address in loaded)


def test_everything_that_is_loaded_is_there(newsroom, url: str) -> None:
    page = newsroom.get(url, status=404 if url == "/no" else 200)
    loaded = {one.split("#")[0] for one in page.all("//script/@src | //link/@href")}
    for address in loaded | {"/static/icons.svg"}:
        with newsroom.client.get(address) as response:
            assert response.status_code == 200
            assert response.data
    names = {one.partition("#")[2] for one in page.all("//*[local-name()='use']/@href")}
    with newsroom.client.get("/static/icons.svg") as response:
        assert names <= set(re.findall(r'id="(\w+)"', response.text))


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:1"])
@pytest.mark.parametrize("path", ["/articles", "/claims/{claim}/reviews", "/sources/remove"])
def test_forms_of_other_sites_are_refused(newsroom, origin: str, path: str) -> None:
    claim_id = newsroom.claim(REFUTED).claim.id
    response = newsroom.client.post(
        path.format(claim=claim_id),
        data={"text": "Текст.", "id": "bn350", "decision": "agree", "reviewer": "x"},
        headers={"Origin": origin, "Accept-Language": "en"},
    )
    assert response.status_code == 403
    assert "This form came from another site" in response.text
    assert newsroom.services.library.get("bn350") is not None
    assert newsroom.claim(REFUTED).review is None


def test_our_own_forms_are_taken(newsroom) -> None:
    response = newsroom.client.post(
        "/articles", data={"text": "Текст."}, headers={"Origin": "http://localhost"}
    )
    assert response.status_code == 303


def test_every_page_has_its_landmarks(newsroom, url: str) -> None:
    page = newsroom.get(url, status=404 if url == "/no" else 200)
    assert page.language == "en"
    assert len(page.all("//main")) == len(page.all("//h1")) == 1
    assert page.all("//body/a[@class='skip'][@href='#main']")
    assert page.all("//nav[not(@aria-label)]") == []
    unlabelled = page.all(
        "//main//*[self::input or self::select or self::textarea]"
        "[not(@type='hidden')][not(@id = //label/@for)][not(ancestor::label)]"
    )
    assert unlabelled == []
    nameless = page.all("//a[not(normalize-space())][not(@aria-label)]")
    assert nameless == []
    ids = page.all("//@id")
    assert len(ids) == len(set(ids))
