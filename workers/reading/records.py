"""What every reader shares: its limits, its errors, and how a source is checked at the edge."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from indexes.records import InvalidRecord, Source, from_dict, make_id
from indexes.sources.ingest import find_problem

LARGEST_FILE_BYTES = 50_000_000  # of a text, Markdown or HTML file; JSONL is read by the line
DETECTED_CHARACTERS = 2_000  # enough to tell the language

LanguageDetector = Callable[[str], str]  # text -> ISO 639-1 code


@dataclass(frozen=True, slots=True)
class ReadError:
    """What could not be read; the rest of the file goes on."""

    path: str
    line: int  # from 1; 0: the file as a whole
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}"


Read = Source | ReadError
Reader = Callable[[Path, LanguageDetector], Iterator[Read]]


def build_source(fields: dict[str, Any], detect_language: LanguageDetector) -> Source:
    """A checked source from outside fields; null counts as missing, unknown ones are ignored.

    Raises:
        InvalidRecord: saying what is missing or wrong.
    """
    given = {name: value for name, value in fields.items() if not _is_missing(name, value)}
    if "published_at" in given:
        given["published_at"] = _checked_day(given["published_at"])
    source = from_dict(Source, given)
    if not source.language:
        given["language"] = detect_language(source.text[:DETECTED_CHARACTERS])
        source = from_dict(Source, given)
    problem = find_problem(source)
    if problem:
        raise InvalidRecord(problem)
    return source


def identify(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with an id: its own, or the same one for the same address or the same text."""
    known = fields.get("id") or make_id(str(fields.get("url") or fields.get("text") or ""))[:16]
    return {**fields, "id": known}


def decode(content: bytes) -> str:
    """UTF-8, or UTF-16 with a byte order mark, as text with the line breaks it has.

    Raises:
        InvalidRecord: it is no text, or another encoding.
    """
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise InvalidRecord(f"not UTF-8 text (byte {error.start}); convert it first") from error
    if "\0" in text:
        raise InvalidRecord("binary, not text (it has zero bytes)")
    return text


def read_whole(path: Path) -> bytes:
    """The file's bytes.

    Raises:
        InvalidRecord: it is larger than `LARGEST_FILE_BYTES`.
    """
    size = path.stat().st_size
    if size > LARGEST_FILE_BYTES:
        raise InvalidRecord(f"{size} bytes, at most {LARGEST_FILE_BYTES} are read")
    return path.read_bytes()


def _is_missing(name: str, value: object) -> bool:
    return value is None or (value == "" and name in {"published_at", "tier"})


def _checked_day(value: object) -> str:
    """ISO 8601: a day, or a time of which the day counts as written."""
    if not isinstance(value, str) or not re.match(r"\d{4}-\d{2}-\d{2}", value):
        raise InvalidRecord(f"published_at: {value!r} is no date like 2025-11-12")
    try:
        return datetime.fromisoformat(value).date().isoformat()
    except ValueError as error:
        raise InvalidRecord(f"published_at: {value!r}: {error}") from error
