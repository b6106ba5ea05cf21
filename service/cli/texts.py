"""Articles out of files, and out of what is piped in."""

import sys
from datetime import date, datetime
from pathlib import Path

import click
from pydantic_core import PydanticCustomError

from indexes.records import Article, InvalidRecord
from service.api.fields import read_language
from service.settings import ServiceSettings
from workers.languages.detection import detect_language
from workers.reading.files import read_sources
from workers.reading.records import ReadError, decode

STANDARD_INPUT = "-"
MARKED_UP = (".md", ".markdown", ".html", ".htm")


class Day(click.ParamType[date]):
    """A date like 2025-11-12."""

    name = "date"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            self.fail(f"{value!r} is no date like 2025-11-12", param, ctx)


class LanguageCode(click.ParamType[str]):
    """An ISO 639 code like ru."""

    name = "code"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return read_language(value)
        except PydanticCustomError as error:
            self.fail(error.message(), param, ctx)


def read_article(
    file: str, *, title: str = "", published_at: date | None = None, language: str = ""
) -> Article:
    """The article in a file: text, or the main text of Markdown or HTML; `-`: standard input.

    Raises:
        InvalidRecord: it is no text, empty, or too long.
        OSError: it cannot be read.
    """
    found = _read(file)
    if not found.text.strip():
        raise InvalidRecord(f"{file}: the text is empty")
    longest = ServiceSettings().longest_text
    if len(found.text) > longest:
        raise InvalidRecord(f"{file}: {len(found.text)} characters; at most {longest} are checked")
    return Article(
        id="",
        text=found.text,
        title=title or found.title,
        language=language or found.language or detect_language(found.text),
        published_at=published_at or found.published_at,
        publisher=found.publisher,
        url=found.url,
    )


def _read(file: str) -> Article:
    if file == STANDARD_INPUT:
        return Article(id="", text=_decode(file, sys.stdin.buffer.read()))
    path = Path(file)
    if path.name.lower().endswith(MARKED_UP):
        return _read_marked_up(path)
    return Article(id="", text=_decode(file, path.read_bytes()))


def _decode(file: str, content: bytes) -> str:
    try:
        return decode(content)
    except InvalidRecord as error:
        raise InvalidRecord(f"{file}: {error}") from error


def _read_marked_up(path: Path) -> Article:
    (found,) = read_sources(path, detect_language)
    if isinstance(found, ReadError):
        raise InvalidRecord(str(found))
    return Article(
        id="",
        text=found.text,
        title=found.title,
        language=found.language,
        published_at=found.published_at,
        publisher=found.publisher,
        url=found.url,
    )
