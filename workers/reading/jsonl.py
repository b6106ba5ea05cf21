"""JSONL, plain or gzipped: one source a line, each checked on its own."""

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from indexes.records import InvalidRecord, Source
from workers.reading.records import LanguageDetector, Read, ReadError, build_source, decode

LONGEST_LINE_BYTES = 100_000_000  # also what a zip bomb gets before it is left


def read_jsonl(path: Path, detect_language: LanguageDetector) -> Iterator[Read]:
    """The lines' sources, and an error for each line that holds none."""
    seen: dict[str, int] = {}
    line_number = 0
    try:
        with _open(path) as file:
            while line := file.readline(LONGEST_LINE_BYTES):
                line_number += 1
                if line.strip():
                    yield _read_line(line, f"{path}", line_number, seen, detect_language)
                if len(line) == LONGEST_LINE_BYTES and not line.endswith(b"\n"):
                    return  # the rest of such a line is no source either
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        yield ReadError(str(path), line_number + 1, f"broken gzip file: {error}")


def _open(path: Path) -> IO[bytes]:
    if path.suffix == ".gz":
        return cast("IO[bytes]", gzip.open(path, "rb"))
    return path.open("rb")


def _read_line(
    line: bytes,
    path: str,
    line_number: int,
    seen: dict[str, int],
    detect_language: LanguageDetector,
) -> Read:
    try:
        source = _parse(line, detect_language)
    except InvalidRecord as error:
        return ReadError(path, line_number, str(error))
    first = seen.setdefault(source.id, line_number)
    if first != line_number:
        return ReadError(path, line_number, f"id {source.id!r} is already on line {first}")
    return source


def _parse(line: bytes, detect_language: LanguageDetector) -> Source:
    if len(line) >= LONGEST_LINE_BYTES:
        raise InvalidRecord(f"the line is longer than {LONGEST_LINE_BYTES} bytes")
    try:
        fields = json.loads(decode(line))
    except json.JSONDecodeError as error:
        raise InvalidRecord(f"no JSON: {error.msg} at column {error.colno}") from error
    except RecursionError as error:
        raise InvalidRecord("no JSON: nested too deep") from error
    if not isinstance(fields, dict):
        raise InvalidRecord("not a JSON object")
    return build_source(fields, detect_language)
