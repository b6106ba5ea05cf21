"""One writer and several readers, each a process."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from indexes.records import Source
from indexes.sources.embedded.library import open_embedded
from indexes.sources.library import LibraryLocked
from tests.indexes.sources.embedded import locking_process, reading_process
from tests.indexes.sources.library_contract import EMBEDDER, found_by_text, indexed, put_texts

WORDS = ["мост", "визит", "суд", "школа", "закон"]


@contextmanager
def running(module: str, folder: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", module, str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            process.stdout.readline()  # it says that it is ready
            yield process
        finally:
            process.kill()


def ask(reader: "subprocess.Popen[str]", word: str) -> str:
    assert reader.stdin is not None
    assert reader.stdout is not None
    reader.stdin.write(f"{word}\n")
    reader.stdin.flush()
    return reader.stdout.readline().strip()


def test_readers_see_every_commit_at_once_and_never_half_of_one(tmp_path: Path) -> None:
    library = open_embedded(tmp_path, embedding_model=EMBEDDER.name, dimensions=64)
    put_texts(library, "слово")
    with ExitStack() as stack:
        readers = [
            stack.enter_context(running(reading_process.__name__, tmp_path)) for _ in range(3)
        ]
        for word in WORDS:
            replaced = [Source(id=f"{i}", text=f"слово {i}", language="ru") for i in range(20)]
            library.put([indexed(source) for source in replaced])
            library.put([indexed(Source(id=word, text=word, language="ru"))])
            assert [ask(reader, word) for reader in readers] == [f"{word} {word}"] * 3
        library.remove(WORDS[:1])
        assert not any(WORDS[0] in ask(reader, WORDS[0]) for reader in readers)
        for reader in readers:
            assert reader.communicate("\n", timeout=30)[0] == ""
            assert reader.returncode == 0
    library.verify()


def test_a_second_writer_gets_a_clear_error_until_the_first_is_gone(tmp_path: Path) -> None:
    library = open_embedded(
        tmp_path, embedding_model=EMBEDDER.name, dimensions=64, lock_wait_seconds=0.1
    )
    with running(locking_process.__name__, tmp_path) as holder:
        with pytest.raises(LibraryLocked, match=rf"process {holder.pid} is writing") as caught:
            put_texts(library, "мост")
        assert caught.value.retry
        assert found_by_text(library, "мост") == []  # reading goes on
        holder.kill()
        holder.wait(timeout=30)
        put_texts(library, "мост")
    assert found_by_text(library, "мост") == ["0"]
