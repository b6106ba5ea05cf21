"""A library folder for workers and the API: notes about the articles, and others."""

from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from indexes.records import Article, Source
from indexes.sources.back_ends import open_library
from indexes.sources.ingest import ingest_sources
from tests.quality.factrueval import read_texts
from tests.quality.gold import E2E, read_articles
from tests.scale.embedding import open_model
from tests.scale.made import BLOCK, MadeLibrary
from tests.scale.options import A_SOURCE, Options
from tests.scale.texts import embed_real_texts, read_real_texts
from workers.languages.detection import detect_language
from workers.reading.files import read_sources

OTHER_PASSAGES = 10_000


def fill_folder(folder: Path, options: Options) -> None:
    """The articles' 180 notes and 10,000 other passages."""
    embedder = open_model()
    base = embed_real_texts(read_real_texts(options.base, options.queries), embedder)
    notes = [
        one
        for one in read_sources(E2E / "sources.jsonl", detect_language)
        if isinstance(one, Source)
    ]
    library = open_library(
        f"embedded://{folder}", embedding_model=embedder.name, dimensions=embedder.dimensions
    )
    with closing(library):
        ingest_sources(notes, library, embedder)
        others = MadeLibrary(base).sources(0, OTHER_PASSAGES)
        while batch := list(islice(others, BLOCK // A_SOURCE)):
            library.put(batch)


def read_all_articles() -> list[Article]:
    """Real ones, each another text: those that the notes are about, then news."""
    news = [Article("", one.text, one.name, "ru") for one in read_texts()]
    return [*read_articles(E2E / "articles.jsonl"), *news]


def draw_rounds(rounds: int, articles: int) -> Iterator[list[Article]]:
    """As many of each kind in every round; no article twice."""
    everything = read_all_articles()
    for number in range(rounds):
        yield everything[number::rounds][:articles]
