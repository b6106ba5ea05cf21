"""Sources into the library: in batches, only what is new, one bad source stops nothing."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from indexes.records import Passage, Source
from indexes.sources.chunking import cut_passages
from indexes.sources.embeddings import Embedder
from indexes.sources.library import IndexedSource, Library

BATCH_PASSAGES = 256  # a commit costs a tenth of a second
LONGEST_TEXT = 20_000_000  # characters; a longer "document" is a file of something else
LONGEST_ID = 512
BROKEN = re.compile("[\x00\ud800-\udfff]")  # no database stores them

Progress = Callable[[int], None]  # how many sources are done
BeforeStoring = Callable[[], None]
Store = Callable[[Sequence[IndexedSource]], None]


@dataclass(frozen=True, slots=True)
class IngestError:
    """A source that was left out."""

    source_id: str
    message: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of the sources."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    failed: tuple[IngestError, ...] = ()

    def plus(self, other: "IngestReport") -> "IngestReport":
        return IngestReport(
            added=self.added + other.added,
            replaced=self.replaced + other.replaced,
            unchanged=self.unchanged + other.unchanged,
            failed=self.failed + other.failed,
        )


@dataclass(frozen=True, slots=True)
class CutSource:
    """A source with its passages, before their vectors."""

    source: Source
    passages: tuple[Passage, ...]


def ingest_sources(
    sources: Iterable[Source],
    library: Library,
    embedder: Embedder,
    *,
    batch_size: int = BATCH_PASSAGES,
    on_progress: Progress | None = None,
    before_storing: BeforeStoring | None = None,
    on_stored: Store | None = None,
) -> IngestReport:
    """Store what the library does not have yet, `batch_size` passages a commit.

    Doing it twice changes nothing. What was reported as progress is durable. `on_stored` is told
    of what is new in each batch, once it can be found; what can be refused for it is better done
    in `before_storing`, which leaves a batch to be stored another time if it fails.

    Raises:
        LibraryError: the library cannot be written; batches before this one are stored.
    """
    report, done = IngestReport(), 0

    def store(indexed: Sequence[IndexedSource]) -> None:
        if indexed and before_storing:
            before_storing()
        library.put(indexed)
        if indexed and on_stored:
            on_stored(indexed)

    for batch in _batches(sources, batch_size):
        report = report.plus(_ingest_batch(batch, library, embedder, store))
        done += len(batch)
        if on_progress:
            on_progress(done)
    return report


def export_sources(library: Library, page_size: int = 200) -> Iterator[Source]:
    """Every stored source, in the order of ids."""
    page = library.list_sources(limit=page_size)
    while page:
        yield from page
        page = library.list_sources(after=page[-1].id, limit=page_size)


def passage_for_embedding(passage: Passage) -> str:
    """What the vector stands for: the title names who and what the passage only calls «он»."""
    return f"{passage.title}. {passage.text}" if passage.title else passage.text


def _batches(sources: Iterable[Source], batch_size: int) -> Iterator[list[Source]]:
    """About `batch_size` passages each; no id twice in one batch, so that the last one wins."""
    batch: dict[str, Source] = {}
    characters = 0
    for source in sources:
        if batch and (source.id in batch or characters >= batch_size * 600):
            yield list(batch.values())
            batch, characters = {}, 0
        batch[source.id] = source
        characters += max(600, len(source.text))  # a passage has about 600
    if batch:
        yield list(batch.values())


def _ingest_batch(
    batch: Sequence[Source], library: Library, embedder: Embedder, store: Store
) -> IngestReport:
    problems = {source.id: problem for source in batch if (problem := find_problem(source))}
    sound = [source for source in batch if source.id not in problems]
    stored = library.content_hashes(source.id for source in sound)
    changed = [one for one in sound if stored.get(one.id) != one.content_hash]
    indexed, unembedded = _embed([CutSource(one, cut_passages(one)) for one in changed], embedder)
    store(indexed)
    replaced = sum(one.source.id in stored for one in indexed)
    errors = [IngestError(source_id, problem) for source_id, problem in problems.items()]
    return IngestReport(
        added=len(indexed) - replaced,
        replaced=replaced,
        unchanged=len(sound) - len(changed),
        failed=(*errors, *unembedded),
    )


def find_problem(source: Source) -> str:
    """Why the source cannot be stored; "" if it can."""
    if not source.id or len(source.id) > LONGEST_ID:
        return f"an id has 1 to {LONGEST_ID} characters"
    if not source.text.strip():
        return "the text is empty"
    if len(source.text) > LONGEST_TEXT:
        return f"the text has {len(source.text)} characters, at most {LONGEST_TEXT} are stored"
    if any(BROKEN.search(written) for written in (source.id, source.title, source.text)):
        return "broken characters (a zero or half a surrogate pair)"
    return ""


def _embed(
    cut: Sequence[CutSource], embedder: Embedder
) -> tuple[list[IndexedSource], list[IngestError]]:
    """All at once; one by one if that fails, to find the text that the model cannot take."""
    try:
        return _embed_together(cut, embedder), []
    except Exception as error:  # noqa: BLE001 - whatever a model raises, other sources go on
        if len(cut) == 1:
            return [], [IngestError(cut[0].source.id, f"cannot be embedded: {error}")]
    halves = [_embed([one], embedder) for one in cut]
    indexed = [one for stored, _ in halves for one in stored]
    return indexed, [one for _, errors in halves for one in errors]


def _embed_together(cut: Sequence[CutSource], embedder: Embedder) -> list[IndexedSource]:
    texts = [passage_for_embedding(passage) for one in cut for passage in one.passages]
    if not texts:
        return []
    vectors, start, indexed = embedder.embed_passages(texts), 0, []
    for one in cut:
        end = start + len(one.passages)
        indexed.append(IndexedSource(one.source, one.passages, vectors[start:end]))
        start = end
    return indexed
