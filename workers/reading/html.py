"""HTML: the main text of a page, without menus, scripts and comments; title, date and publisher."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import trafilatura
from trafilatura.metadata import extract_metadata

from indexes.records import InvalidRecord
from workers.reading.records import LanguageDetector, Read, build_source, identify, read_whole

NEVER_TEXT = ["//script", "//style", "//noscript", "//template", "//iframe", "//svg"]
# Only what the page says of itself: with a guessed date a source would testify for a wrong time.
DATE_RULES = {"extensive_search": False, "original_date": True}


def read_html(path: Path, detect_language: LanguageDetector) -> Iterator[Read]:
    """One source.

    Raises:
        InvalidRecord: it is no HTML, or has no text.
    """
    yield build_source(identify(page_fields(read_whole(path))), detect_language)


def page_fields(content: bytes) -> dict[str, Any]:
    """A source's fields, as far as the page has them. The encoding is what the page declares.

    Raises:
        InvalidRecord: it is no HTML, or has no text.
    """
    tree = trafilatura.load_html(content)
    if tree is None:
        raise InvalidRecord("no HTML page")
    language = str(tree.get("lang", "")).replace("_", "-").split("-")[0].lower()
    metadata = extract_metadata(tree, date_config=DATE_RULES)
    text = trafilatura.extract(
        tree, output_format="txt", include_comments=False, prune_xpath=NEVER_TEXT
    )
    if not text:
        raise InvalidRecord("the page has no text")
    return {
        "text": text,
        "title": metadata.title,
        "language": language if len(language) == 2 else "",
        "publisher": metadata.sitename,
        "url": metadata.url,
        "published_at": metadata.date,
    }
