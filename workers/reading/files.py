"""Files to sources, by the ending of their names."""

from collections.abc import Iterator
from pathlib import Path

from indexes.records import InvalidRecord
from workers.reading.html import read_html
from workers.reading.jsonl import read_jsonl
from workers.reading.markdown import read_markdown
from workers.reading.plain import read_plain
from workers.reading.records import LanguageDetector, Read, Reader, ReadError

READERS: dict[str, Reader] = {
    ".jsonl": read_jsonl,
    ".jsonl.gz": read_jsonl,
    ".txt": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
}


def read_sources(path: Path, detect_language: LanguageDetector) -> Iterator[Read]:
    """The file's sources and, in their place, what could not be read. Bad input raises nothing."""
    reader = find_reader(path)
    if reader is None:
        yield ReadError(str(path), 0, f"no source file; these are read: {', '.join(READERS)}")
        return
    try:
        yield from reader(path, detect_language)
    except InvalidRecord as error:
        yield ReadError(str(path), 0, str(error))
    except OSError as error:
        yield ReadError(str(path), 0, error.strerror or str(error))


def find_reader(path: Path) -> Reader | None:
    name = path.name.lower()
    return next((reader for ending, reader in READERS.items() if name.endswith(ending)), None)
