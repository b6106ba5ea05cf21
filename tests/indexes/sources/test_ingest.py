from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from indexes.records import Source, from_json
from indexes.sources.embedded.library import EmbeddedLibrary, open_embedded
from indexes.sources.embedded.lock import writer_lock
from indexes.sources.ingest import IngestError, IngestReport, export_sources, ingest_sources
from indexes.sources.library import LibraryLocked, TextQuery, Vector
from tests.indexes.sources.hashed_embedder import HashedEmbedder
from tests.indexes.sources.library_contract import EMBEDDER

SEEDS = Path(__file__).parents[3] / "seeds" / "sources.jsonl"


class StumblingEmbedder(HashedEmbedder):
    """Cannot take one word."""

    def embed_passages(self, texts: Sequence[str]) -> Vector:
        if any("непроизносимо" in text for text in texts):
            raise RuntimeError("token out of vocabulary")
        return self.embed_queries(texts)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[EmbeddedLibrary]:
    library = open_embedded(
        tmp_path, embedding_model=EMBEDDER.name, dimensions=64, lock_wait_seconds=0.05
    )
    yield library
    library.verify()
    library.close()


def seeds() -> list[Source]:
    return [from_json(Source, line) for line in SEEDS.read_text().splitlines()]


def test_the_seed_library_goes_in_once_and_comes_out_as_it_was(library: EmbeddedLibrary) -> None:
    sources = seeds()
    assert ingest_sources(sources, library, EMBEDDER) == IngestReport(added=len(sources))
    version = library.status().version
    assert ingest_sources(sources, library, EMBEDDER) == IngestReport(unchanged=len(sources))
    assert library.status().version == version
    assert list(export_sources(library, page_size=7)) == sorted(sources, key=lambda one: one.id)


def test_only_what_changed_is_written(library: EmbeddedLibrary) -> None:
    sources = [Source(id=f"{i}", text=f"Текст {i}.") for i in range(10)]
    ingest_sources(sources, library, EMBEDDER)
    changed = [*sources[:8], Source(id="8", text="Новый."), Source(id="10", text="Ещё.")]
    report = ingest_sources(changed, library, EMBEDDER)
    assert report == IngestReport(added=1, replaced=1, unchanged=8)
    changed_title = [Source(id="0", text="Текст 0.", title="Заголовок")]
    assert ingest_sources(changed_title, library, EMBEDDER).replaced == 1


def test_bad_sources_are_reported_and_the_others_go_in(library: EmbeddedLibrary) -> None:
    sources = [
        Source(id="good", text="Хороший."),
        Source(id="empty", text=" \n"),
        Source(id="", text="Без имени."),
        Source(id="x" * 600, text="Имя длинное."),
        Source(id="zero", text="a\0b"),
        Source(id="half", text="\ud83d"),
        Source(id="hard", text="Это непроизносимо."),
        Source(id="good too", text="Тоже хороший."),
    ]
    report = ingest_sources(sources, library, StumblingEmbedder())
    assert report.added == 2
    assert {one.source_id: one.message.split(":")[0] for one in report.failed} == {
        "empty": "the text is empty",
        "": "an id has 1 to 512 characters",
        "x" * 600: "an id has 1 to 512 characters",
        "zero": "broken characters (a zero or half a surrogate pair)",
        "half": "broken characters (a zero or half a surrogate pair)",
        "hard": "cannot be embedded",
    }
    assert {one.id for one in library.list_sources()} == {"good", "good too"}


def test_a_source_that_fails_keeps_its_old_version(library: EmbeddedLibrary) -> None:
    ingest_sources([Source(id="a", text="Старый.")], library, StumblingEmbedder())
    new = [Source(id="a", text="Новый и непроизносимо.")]
    report = ingest_sources(new, library, StumblingEmbedder())
    assert report.failed == (IngestError("a", "cannot be embedded: token out of vocabulary"),)
    stored = library.get("a")
    assert stored is not None
    assert stored.text == "Старый."


def test_progress_counts_sources_and_is_durable(library: EmbeddedLibrary) -> None:
    sources = [Source(id=f"{i}", text="Предложение. " * 60) for i in range(20)]
    seen: list[tuple[int, int]] = []

    def note(done: int) -> None:
        seen.append((done, library.status().source_count))

    ingest_sources(sources, library, EMBEDDER, batch_size=4, on_progress=note)
    assert seen[-1] == (20, 20)
    assert len(seen) > 3
    assert all(done == stored for done, stored in seen)


def test_the_last_version_of_an_id_wins(library: EmbeddedLibrary) -> None:
    versions = [Source(id="a", text=f"Версия {i}.") for i in range(3)]
    report = ingest_sources(versions, library, EMBEDDER)
    assert (report.added, report.replaced) == (1, 2)
    stored = library.get("a")
    assert stored is not None
    assert stored.text == "Версия 2."


def test_titles_go_into_the_vector(library: EmbeddedLibrary) -> None:
    ingest_sources([Source(id="a", title="Визит Токаева", text="Он прибыл.")], library, EMBEDDER)
    vector = EMBEDDER.embed_queries(["Визит Токаева. Он прибыл."])[0]
    assert library.search_vector(vector, 1)[0].score == pytest.approx(1.0, abs=0.01)


def test_a_locked_library_stops_the_ingest_with_its_reason(
    library: EmbeddedLibrary, tmp_path: Path
) -> None:
    with (
        writer_lock(tmp_path / "writer.lock", 0),
        pytest.raises(LibraryLocked, match="one writer at a time"),
    ):
        ingest_sources([Source(id="a", text="т")], library, EMBEDDER)
    assert library.search_text(TextQuery("т"), 1) == []
