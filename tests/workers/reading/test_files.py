"""Files of every kind to sources; what is wrong with them is told by file and line."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from indexes.records import Source, Tier
from tests.workers.reading.readings import Write, read, read_one
from workers.reading.files import READERS
from workers.reading.records import ReadError

SEEDS = Path(__file__).parents[3] / "seeds" / "sources.jsonl"


def test_the_seed_library_is_read_whole(tmp_path: Path) -> None:
    sources = read(SEEDS)
    assert len(sources) == len(SEEDS.read_text().splitlines())
    assert all(isinstance(source, Source) for source in sources)
    packed = tmp_path / "sources.JSONL.gz"
    packed.write_bytes(gzip.compress(SEEDS.read_bytes()))
    assert read(packed) == sources


def test_a_jsonl_line_gives_every_field(write: Write) -> None:
    line = {
        "id": "a", "text": "Текст.", "title": "Т", "language": "ru", "publisher": "РБК",
        "url": "https://rbc.ru", "published_at": "2025-11-12", "tier": "official", "extra": [1],
    }  # fmt: skip
    assert read_one(write("a.jsonl", json.dumps(line))) == Source(
        id="a", text="Текст.", title="Т", language="ru", publisher="РБК", url="https://rbc.ru",
        published_at=date(2025, 11, 12), tier=Tier.OFFICIAL,
    )  # fmt: skip


LENIENT = [
    ('{"id": "a", "text": "Да.", "published_at": null, "title": null, "tier": null}', None, "ru"),
    ('{"id": "a", "text": "Да.", "published_at": "", "tier": "", "language": ""}', None, "ru"),
    (
        '{"id": "a", "text": "Yes.", "published_at": "2025-11-12T23:30:00+03:00"}',
        "2025-11-12",
        "en",
    ),
    ('{"id": "a", "text": "Yes.", "published_at": "2025-11-12T00:00:00Z"}', "2025-11-12", "en"),
    ('\ufeff{"id": "a", "text": "Да."}\r\n\r\n', None, "ru"),
]


@pytest.mark.parametrize(("line", "published_at", "language"), LENIENT)
def test_what_feeds_write_is_understood(
    write: Write, line: str, published_at: str | None, language: str
) -> None:
    source = read_one(write("a.jsonl", line))
    assert source.published_at == (date.fromisoformat(published_at) if published_at else None)
    assert (source.language, source.tier) == (language, Tier.NEWS)


BAD_LINES = [
    ('{"text": "Да."}', "id: Field required"),
    ('{"id": "a"}', "text: Field required"),
    ('{"id": "", "text": "Да."}', "an id has 1 to 512 characters"),
    ('{"id": 7, "text": "Да."}', "id: Input should be a valid string"),
    ('{"id": "a", "text": ["Да."]}', "text: Input should be a valid string"),
    ('{"id": "a", "text": "  "}', "the text is empty"),
    ('{"id": "a", "text": "Да.", "tier": "blog"}', "tier: Input should be 'official'"),
    ('{"id": "a", "text": "Да.", "published_at": "12.11.2025"}', "is no date like 2025-11-12"),
    ('{"id": "a", "text": "Да.", "published_at": "2025-02-30"}', "published_at"),
    ('{"id": "a", "text": "Да.", "published_at": 1762905600}', "is no date like 2025-11-12"),
    ('{"id": "a", "text": "a\\u0000b"}', "broken characters"),
    ('{"id": "a", "text": "\\ud83d"}', "broken characters"),
    ('{"id": "a", "text": ', "no JSON"),
    ("not json", "no JSON"),
    ("[1, 2]", "not a JSON object"),
    ("null", "not a JSON object"),
    ("[" * 100_000, "no JSON"),
    (b'{"id": "a", "text": "\xcf\xf0\xe8"}', "not UTF-8 text (byte 21)"),
    ('{"id": "first", "text": "Снова."}', "id 'first' is already on line 1"),
]


@pytest.mark.parametrize(("line", "message"), BAD_LINES, ids=[row[1] for row in BAD_LINES])
def test_a_bad_line_is_told_and_the_others_are_read(
    write: Write, line: bytes | str, message: str
) -> None:
    bad = line if isinstance(line, bytes) else line.encode()
    good = [json.dumps({"id": one, "text": "Да."}).encode() for one in ("first", "last")]
    path = write("a.jsonl", b"\n".join([good[0], b"", bad, good[1]]))
    first, error, last = read(path)
    assert isinstance(first, Source)
    assert isinstance(last, Source)
    assert isinstance(error, ReadError)
    assert message in error.message
    assert str(error).startswith(f"{path}:3: ")


def test_a_broken_archive_gives_what_came_before(write: Write) -> None:
    lines = "".join(json.dumps({"id": f"{i}", "text": "Да."}) + "\n" for i in range(5))
    whole = gzip.compress(lines.encode())
    *sources, error = read(write("a.jsonl.gz", whole[:-6]))
    assert len(sources) == 5
    assert isinstance(error, ReadError)
    assert "broken gzip" in error.message
    (error,) = read(write("b.jsonl.gz", b"no archive"))
    assert isinstance(error, ReadError)
    assert "broken gzip" in error.message


def test_an_endless_line_ends(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.reading.jsonl.LONGEST_LINE_BYTES", 1000)
    bomb = gzip.compress(b'{"id": "a", "text": "' + b"a" * 1_000_000)
    (error,) = read(write("a.jsonl.gz", bomb))
    assert isinstance(error, ReadError)
    assert error.message == "the line is longer than 1000 bytes"


def test_plain_text(write: Write) -> None:
    source = read_one(write("a.txt", "\ufeffИтоги визита\r\n\r\nОн прилетел.\r\nОн улетел.\r\n"))
    assert source.text == "Итоги визита\n\nОн прилетел.\nОн улетел."
    assert source.title == "Итоги визита"
    assert source.language == "ru"
    assert source.published_at is None


@pytest.mark.parametrize(
    "text", ["Он прилетел.\n\nИ улетел.", "Одна строка", "Строка\nСтрока", "а" * 200 + "\n\nб"]
)
def test_not_every_first_line_is_a_title(write: Write, text: str) -> None:
    assert read_one(write("a.txt", text)).title == ""


def test_utf_16_with_its_mark(write: Write) -> None:
    assert read_one(write("a.txt", "Он прилетел.".encode("utf-16"))).text == "Он прилетел."


NO_SOURCES = [
    ("a.pdf", b"%PDF", "no source file"),
    ("a", b"text", "no source file"),
    ("a.txt", b"", "the text is empty"),
    ("a.txt", b"\xcf\xf0\xe8", "not UTF-8 text (byte 0)"),
    ("a.txt", b"MZ\x00\x00", "binary, not text"),
    ("a.md", b"---\n---\n", "the text is empty"),
]


@pytest.mark.parametrize(("name", "content", "message"), NO_SOURCES)
def test_a_file_without_a_source_is_told(
    write: Write, name: str, content: bytes, message: str
) -> None:
    path = write(name, content)
    (error,) = read(path)
    assert isinstance(error, ReadError)
    assert error.message.startswith(message)
    assert str(error).startswith(f"{path}: ")


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    (missing,) = read(tmp_path / "none.txt")
    (folder,) = read(tmp_path.with_suffix(".txt").mkdir() or tmp_path.with_suffix(".txt"))
    assert isinstance(missing, ReadError)
    assert missing.message == "No such file or directory"
    assert isinstance(folder, ReadError)
    assert folder.message == "Is a directory"


def test_a_huge_file_is_not_read(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.reading.records.LARGEST_FILE_BYTES", 10)
    for name in ("a.txt", "a.md", "a.html"):
        (error,) = read(write(name, "слишком много"))
        assert isinstance(error, ReadError)
        assert "at most 10 are read" in error.message


@pytest.mark.parametrize("ending", [one for one in READERS if "jsonl" not in one])
def test_ids_are_the_same_for_the_same_content(write: Write, ending: str) -> None:
    frame = "<html><body><p>{}</p></body></html>" if ending.startswith(".htm") else "{}"
    texts = [frame.format(text) for text in ("Мост открыли.", "Мост открыли.", "Мост закрыли.")]
    ids = [read_one(write(f"{i}{ending}", text)).id for i, text in enumerate(texts)]
    assert ids[0] == ids[1] != ids[2]
