"""Plain text: the file is the source."""

from collections.abc import Iterator
from pathlib import Path

from workers.reading.records import (
    LanguageDetector,
    Read,
    build_source,
    decode,
    identify,
    read_whole,
)

LONGEST_TITLE = 150  # characters


def read_plain(path: Path, detect_language: LanguageDetector) -> Iterator[Read]:
    """One source, undated, titled by its first line if that looks like a title.

    Raises:
        InvalidRecord: it is no text.
    """
    text = decode(read_whole(path)).replace("\r\n", "\n").replace("\r", "\n").strip()
    yield build_source(identify({"text": text, "title": first_line_title(text)}), detect_language)


def first_line_title(text: str) -> str:
    """The first line, where it is short, ends without a full stop and a blank line follows."""
    first, *rest = text.split("\n", 2)
    is_title = (
        len(first) <= LONGEST_TITLE
        and not first.rstrip().endswith((".", "…", ":", ";", ","))
        and bool(rest)
        and not rest[0].strip()
    )
    return first.strip() if is_title else ""
