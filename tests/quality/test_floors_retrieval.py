"""Floors under retrieval, known claims and extraction, on fixed samples of the benchmarks' sets."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from indexes.records import Source
from indexes.sources.back_ends import open_library
from indexes.sources.embeddings import Embedder
from indexes.sources.ingest import ingest_sources
from indexes.sources.library import Library, TextQuery
from indexes.sources.search import retrieve_passages
from tests.quality.bench_claims import read_claims as read_news_claims
from tests.quality.bench_claims import share_alone, share_covered
from tests.quality.bench_known_claims import WORDS_SHARE, KnownClaims, near_precision
from tests.quality.factrueval import ARCHIVE, read_texts
from tests.quality.findings import mean
from tests.quality.known_claims import (
    PARAPHRASER,
    POLITIFACT,
    average_precision,
    measure_likeness,
    read_known_claims,
    read_pairs,
    read_queries,
)
from tests.quality.scifact import SCIFACT, ndcg, read_claims, read_sources
from workers.checking import open_models
from workers.settings import read_settings

NEEDED = (SCIFACT, POLITIFACT, PARAPHRASER, ARCHIVE)
pytestmark = pytest.mark.skipif(
    not all(one.exists() for one in NEEDED),
    reason=f"{SCIFACT.parent.name} lies beside the repository; not here",
)


def fill(folder: Path, sources: Sequence[Source], embedder: Embedder) -> Library:
    library = open_library(
        f"embedded://{folder}", embedding_model=embedder.name, dimensions=embedder.dimensions
    )
    assert not ingest_sources(sources, library, embedder).failed
    return library


def sample(sources: Sequence[Source], wanted: frozenset[str], others: int) -> list[Source]:
    """The wanted ones and evenly spread others."""
    spread = sources[:: len(sources) // others]
    return list({one.id: one for one in sources if one.id in wanted or one in spread}.values())


def test_scifact(tmp_path: Path, embedder: Embedder) -> None:
    claims = read_claims("dev")[::15]
    cited = frozenset[str]().union(*(one.cited for one in claims))
    library = fill(tmp_path, sample(list(read_sources()), cited, 80), embedder)
    queries = [TextQuery(one.text, "en") for one in claims]
    vectors = embedder.embed_queries([one.text for one in claims])
    found = retrieve_passages(library, queries, vectors)
    rankings = [list(dict.fromkeys(one.passage.source_id for one in own)) for own in found]
    values = [ndcg(own, one.cited) for own, one in zip(rankings, claims, strict=True)]
    assert mean(values) >= 0.83


def test_known_claims(tmp_path: Path, embedder: Embedder) -> None:
    queries = read_queries(is_test=True)[::3]
    relevant = frozenset[str]().union(*(one.relevant for one in queries))
    library = fill(tmp_path, sample(read_known_claims(), relevant, 300), embedder)
    matcher = KnownClaims(library, embedder)
    vectors = embedder.embed_queries([one.text for one in queries])
    values = [
        average_precision(matcher.match(one, vector), one.relevant)
        for one, vector in zip(queries, vectors, strict=True)
    ]
    assert mean(values) >= 0.6


def test_headline_pairs(embedder: Embedder) -> None:
    pairs = read_pairs()[::5]
    left, right = [one.left for one in pairs], [one.right for one in pairs]
    likeness = measure_likeness(left, right, embedder, "ru", WORDS_SHARE)
    grades = np.array([one.grade for one in pairs])
    assert near_precision(list(zip(grades, likeness, strict=True))) >= 0.90


def test_facts_of_russian_news() -> None:
    models = open_models(read_settings({}))
    language = models.open_language("ru")
    texts = [read_news_claims(one, models, language) for one in read_texts()[::12]]
    assert share_covered(texts) >= 0.80
    assert share_alone(texts) >= 0.94
