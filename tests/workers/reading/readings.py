"""Writing a file and reading its sources, for the tests of each kind of file."""

from collections.abc import Callable
from pathlib import Path

from indexes.records import Source
from workers.reading.files import read_sources
from workers.reading.records import Read

Write = Callable[[str, bytes | str], Path]


def guess_language(text: str) -> str:
    return "ru" if any("а" <= letter <= "я" for letter in text) else "en"


def read(path: Path) -> list[Read]:
    return list(read_sources(path, guess_language))


def read_one(path: Path) -> Source:
    (source,) = read(path)
    assert isinstance(source, Source)
    return source
