from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from indexes.records import Source
from indexes.sources.embedded.library import EmbeddedLibrary, open_embedded
from indexes.sources.library import Filters, TextQuery
from indexes.sources.search import RetrievalLimits, retrieve_passages
from tests.indexes.sources.library_contract import EMBEDDER, indexed

SOURCES = [
    Source(id="escort", language="ru", published_at=date(2025, 11, 11),
           text="Борт Токаева сопровождали истребители Су-35."),
    Source(id="plan", language="ru", published_at=date(2025, 11, 10),
           text="В Москве готовят встречу президентов."),
    Source(id="exhibition", language="ru", text="На выставке показали 35 картин."),
]  # fmt: skip


@pytest.fixture
def library(tmp_path: Path) -> Iterator[EmbeddedLibrary]:
    library = open_embedded(tmp_path, embedding_model=EMBEDDER.name, dimensions=64)
    library.put([indexed(source) for source in SOURCES])
    yield library
    library.close()


def test_each_query_gets_its_own_candidates_with_both_ranks(library: EmbeddedLibrary) -> None:
    texts = ["Самолёт Токаева сопровождали Су-35", "встреча президентов в Москве"]
    vectors = EMBEDDER.embed_queries(texts)
    first, second = retrieve_passages(library, [TextQuery(text, "ru") for text in texts], vectors)
    assert (first[0].passage.source_id, first[0].text_rank, first[0].vector_rank) == (
        "escort",
        1,
        1,
    )
    assert (second[0].passage.source_id, second[0].text_rank) == ("plan", 1)
    assert first[0].fused_score == 1.0  # both put it first
    assert {one.passage.source_id for one in first} == {"escort", "plan", "exhibition"}
    by_meaning_only = [one for one in first if one.text_rank is None]
    assert [one.passage.source_id for one in by_meaning_only] == ["plan"]
    assert all(one.vector_rank for one in first)


def test_a_claims_quotation_marks_demand_no_phrase(library: EmbeddedLibrary) -> None:
    text = "Токаева сопровождали «лучшие истребители»"
    vectors = EMBEDDER.embed_queries([text])
    (found,) = retrieve_passages(library, [TextQuery(text, "ru")], vectors)
    assert found[0].text_rank == 1


def test_filters_and_limits_hold(library: EmbeddedLibrary) -> None:
    queries = [TextQuery("Токаева сопровождали Су-35", "ru")]
    vectors = EMBEDDER.embed_queries([queries[0].text])
    early = Filters(published_until=date(2025, 11, 10), include_undated=False)
    (found,) = retrieve_passages(library, queries, vectors, filters=early)
    assert [one.passage.source_id for one in found] == ["plan"]
    limits = RetrievalLimits(by_text=1, by_vector=1, fused=1)
    (found,) = retrieve_passages(library, queries, vectors, limits=limits)
    assert [one.passage.source_id for one in found] == ["escort"]


def test_a_vector_for_each_query(library: EmbeddedLibrary) -> None:
    with pytest.raises(ValueError, match="shorter"):
        retrieve_passages(library, [TextQuery("а"), TextQuery("б")], np.ones((1, 64), np.float32))
    assert retrieve_passages(library, [], np.empty((0, 64), np.float32)) == []
