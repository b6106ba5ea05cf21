"""Markdown: its text without the marks; front matter, if any, gives title, date and the like."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from workers.reading.records import (
    LanguageDetector,
    Read,
    build_source,
    decode,
    identify,
    read_whole,
)

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
FIELD = re.compile(r"^(\w+)[ \t]*:[ \t]*(.*?)[ \t]*$", re.MULTILINE)
FIELD_NAMES = {  # what people write -> what a source has
    "id": "id", "title": "title", "language": "language", "lang": "language", "tier": "tier",
    "publisher": "publisher", "site": "publisher", "url": "url", "link": "url",
    "published_at": "published_at", "date": "published_at", "published": "published_at",
}  # fmt: skip
TEXT_TOKENS = {"text", "code_inline"}
CELL_END = " | "
SEPARATORS = {
    "paragraph_close": "\n\n", "heading_close": "\n\n", "fence": "\n\n", "code_block": "\n\n",
    "td_close": CELL_END, "th_close": CELL_END, "tr_close": "\n", "table_close": "\n",
}  # fmt: skip
BREAKS = {"softbreak": " ", "hardbreak": "\n"}


def read_markdown(path: Path, detect_language: LanguageDetector) -> Iterator[Read]:
    """One source; the first heading is its title, where the front matter gives none.

    Raises:
        InvalidRecord: it is no text, or a field of the front matter is wrong.
    """
    written = decode(read_whole(path)).replace("\r\n", "\n")
    front = FRONT_MATTER.match(written)
    fields = front_matter_fields(front[1]) if front else {}
    tokens = (
        MarkdownIt("commonmark").enable("table").parse(written[front.end() :] if front else written)
    )
    fields = {"title": _first_heading(tokens), **fields, "text": markdown_text(tokens)}
    yield build_source(identify(fields), detect_language)


def front_matter_fields(front_matter: str) -> dict[str, str]:
    """`key: value` lines; quotes around a value are taken off, nested YAML is ignored."""
    return {
        FIELD_NAMES[name.lower()]: value.strip("\"'")
        for name, value in FIELD.findall(front_matter)
        if name.lower() in FIELD_NAMES
    }


def markdown_text(tokens: Sequence[Token]) -> str:
    """The words of all blocks, a blank line between; HTML and pictures are left out."""
    text = "".join(_block_text(token) + SEPARATORS.get(token.type, "") for token in tokens)
    return re.sub(r"\n{3,}", "\n\n", text.replace(f"{CELL_END}\n", "\n")).strip()


def _block_text(token: Token) -> str:
    if token.type in {"fence", "code_block"}:
        return token.content.strip()
    return "".join(map(_inline_text, token.children or ())).strip()


def _inline_text(token: Token) -> str:
    return token.content if token.type in TEXT_TOKENS else BREAKS.get(token.type, "")


def _first_heading(tokens: Sequence[Token]) -> str:
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            return _block_text(inline)
    return ""
