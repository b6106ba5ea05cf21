"""Pictures of a running instance for the README.

    python -m tests.service.dashboard.take_screenshots http://127.0.0.1:8400

Opens the newest article that has claims, and one of its claims with the most to show.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page

from tests.service.dashboard.browser import open_browser

DOCS = Path(__file__).parents[3] / "docs"
CLAIM_ORDER = ("conflicting", "refuted", "supported", "not_enough_evidence")


def take_screenshots(address: str, folder: Path, language: str, claim: str) -> list[Path]:
    """`dashboard.png` (a desk's screen) and `dashboard-phone.png`.

    `claim`: words of the claim to open; empty: one with the most to show.
    """
    folder.mkdir(parents=True, exist_ok=True)
    taken = []
    with open_browser() as browser:
        for name, size in (("dashboard", (1280, 900)), ("dashboard-phone", (390, 844))):
            page = browser.new_page(
                viewport={"width": size[0], "height": size[1]},
                locale=language,
                device_scale_factor=2 if size[0] < 500 else 1,
            )
            open_claim(page, address, claim)
            taken.append(folder / f"{name}.png")
            page.screenshot(path=taken[-1])
    return taken


def open_claim(page: Page, address: str, claim: str) -> None:
    """The newest article's page with a claim in the panel."""
    page.goto(address)
    page.locator("ul.articles li:has(.tallies) h3 a").first.click()
    links = page.locator("#panel .claim-list li")
    wanted = [links.filter(has_text=claim)] if claim else []
    by_tone = [page.locator(f"#panel .claim-list li.tone-{tone}") for tone in CLAIM_ORDER]
    chosen = next(one for one in (*wanted, *by_tone) if one.count())
    chosen.first.locator("a").click()
    page.locator("#panel .claim-text").wait_for()
    page.evaluate("document.activeElement.blur()")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", nargs="?", default="http://127.0.0.1:8400")
    parser.add_argument("--folder", type=Path, default=DOCS)
    parser.add_argument("--language", choices=("ru", "en"), default="ru")
    parser.add_argument("--claim", default="", help="words of the claim to open")
    given = parser.parse_args(arguments)
    for path in take_screenshots(given.address, given.folder, given.language, given.claim):
        print(path)


if __name__ == "__main__":
    main()
