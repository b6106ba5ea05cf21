"""A real Chromium that stays on this machine, and a real server for it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Request, sync_playwright
from waitress.server import create_server

CHROMIUM = Path("/usr/bin/chromium")
MISSING = "Chromium is not installed, so pages were not looked at: apt-get install chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)
HEIGHTS = {1280: 900, 390: 844}


def require_chromium() -> None:
    """Without it the test is skipped, and fails under `CI=true`."""
    if CHROMIUM.exists():
        return
    if os.environ.get("CI") == "true":
        pytest.fail(MISSING)
    pytest.skip(MISSING)


@contextmanager
def open_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """The application on a free port of the loopback address; gives its address."""
    server = create_server(app, host="127.0.0.1", port=0, threads=8)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(10)


def open_page(browser: Browser, width: int, **options: object) -> Page:
    """A new visitor's page; what goes wrong on it is collected in `troubles_of`."""
    size = {"width": width, "height": HEIGHTS[width]}
    page = browser.new_context(viewport=size, **options).new_page()
    page.set_default_timeout(20_000)
    return page


def collect_troubles(page: Page) -> list[str]:
    """Console errors, exceptions and requests that fail or leave this machine, as they happen."""
    troubles: list[str] = []
    page.on("console", lambda one: troubles.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("requestfailed", lambda one: troubles.append(one.url) if has_failed(one) else None)
    page.on("request", lambda one: None if is_here(one.url) else troubles.append(one.url))
    return troubles


def has_failed(request: Request) -> bool:
    """Aborted is what the page itself gave up, as it does with the events of a check that ended."""
    return request.failure != "net::ERR_ABORTED"


def is_here(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:"))


OVERFLOWING = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .filter((one) => !one.closest(".visually-hidden"))
  .map((one) => `${one.tagName}.${one.className}`)
  .concat(document.documentElement.scrollWidth > innerWidth ? ["the page"] : [])"""

# WCAG 2.2, 1.4.3 (AA): text against the nearest background behind it.
LOW_CONTRAST = """() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const linear = (value) =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  const luminance = ([red, green, blue]) =>
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const background = (one) => {
    for (let place = one; place; place = place.parentElement) {
      const colour = channels(getComputedStyle(place).backgroundColor);
      if (colour.length === 3 || colour[3] > 0.99) return colour;
    }
    return [255, 255, 255];
  };
  const found = new Map();
  for (const one of document.querySelectorAll("body *")) {
    const hasText = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!hasText || !one.checkVisibility()) continue;
    const style = getComputedStyle(one);
    const pair = [luminance(channels(style.color)), luminance(background(one))];
    const contrast = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (contrast < (isLarge ? 3 : 4.5)) {
      const words = one.textContent.trim().slice(0, 60);
      found.set(`${one.tagName}.${one.className}`, `${contrast.toFixed(2)} ${words}`);
    }
  }
  return [...found].map(([name, rest]) => `${name} ${rest}`);
}"""
