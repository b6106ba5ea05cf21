"""What every back end of the library must do. A back end's test class inherits `LibraryContract`
and gives the two fixtures `url` (a fresh place) and `library` (opened there)."""

from datetime import date
from math import log

import numpy as np
import pytest

from indexes.records import Source, Span, Tier
from indexes.sources.back_ends import open_library
from indexes.sources.chunking import cut_passages
from indexes.sources.ingest import passage_for_embedding
from indexes.sources.library import (
    ANYTHING,
    EmbeddingModelMismatch,
    Filters,
    IndexedSource,
    Library,
    LibraryError,
    TextQuery,
)
from tests.indexes.sources.contract_tables import DATED, DIFFERENT, FILTERED, MATCHES
from tests.indexes.sources.hashed_embedder import HashedEmbedder

EMBEDDER = HashedEmbedder()


def indexed(source: Source, embedder: HashedEmbedder = EMBEDDER) -> IndexedSource:
    """The source as ingest would hand it over."""
    passages = cut_passages(source)
    texts = [passage_for_embedding(passage) for passage in passages]
    vectors = embedder.embed_passages(texts) if texts else np.empty((0, embedder.dimensions))
    return IndexedSource(source, passages, vectors)


def put_texts(library: Library, *texts: str, language: str = "ru") -> None:
    """Sources with the ids "0", "1", …"""
    library.put(
        [indexed(Source(id=str(i), text=text, language=language)) for i, text in enumerate(texts)]
    )


def found_by_text(
    library: Library, text: str, filters: Filters = ANYTHING, limit: int = 20
) -> list[str]:
    query = TextQuery(text, "ru")
    return [one.passage.source_id for one in library.search_text(query, limit, filters)]


def found_by_vector(
    library: Library, text: str, filters: Filters = ANYTHING, limit: int = 20
) -> list[str]:
    vector = EMBEDDER.embed_queries([text])[0]
    return [one.passage.source_id for one in library.search_vector(vector, limit, filters)]


class LibraryContract:
    """Inherit, and define the fixtures `url` and `library`."""

    def test_an_empty_library_answers_with_nothing(self, library: Library) -> None:
        assert found_by_text(library, "визит") == []
        assert found_by_vector(library, "визит") == []
        assert library.get("any") is None
        assert library.list_sources() == []
        assert library.content_hashes(["any"]) == {}
        assert library.remove(["any"]) == 0
        assert (library.status().source_count, library.status().passage_count) == (0, 0)

    @pytest.mark.parametrize(("written", "asked"), MATCHES)
    def test_words_match(self, library: Library, written: str, asked: str) -> None:
        put_texts(library, "Совсем о другом: погода и урожай.", written)
        assert found_by_text(library, asked) == ["1"]

    @pytest.mark.parametrize(("written", "asked"), DIFFERENT)
    def test_words_differ(self, library: Library, written: str, asked: str) -> None:
        put_texts(library, written)
        assert found_by_text(library, asked) == []

    def test_the_passage_with_more_of_the_query_comes_first(self, library: Library) -> None:
        put_texts(
            library,
            "Су-57 показали на выставке.",
            "Борт сопровождали истребители Су-35.",
            "На выставке показали 35 картин.",
        )
        assert found_by_text(library, "истребители Су-35")[0] == "1"

    def test_a_word_weighs_by_how_many_passages_have_it(self, library: Library) -> None:
        """BM25's ln(1 + (N - n + 0.5) / (n + 0.5)): the sources' own records are none of the N."""
        put_texts(library, "Мост открыт.", *["Завод закрыт."] * 20, *["Склад построен."] * 19)
        rare, common = (
            library.search_text(TextQuery(word, "ru"), 1, ANYTHING)[0].score
            for word in ("мост", "завод")
        )
        assert rare / common == pytest.approx(log(1 + 39.5 / 1.5) / log(1 + 20.5 / 20.5), rel=0.04)

    def test_phrases_stand_together(self, library: Library) -> None:
        put_texts(
            library,
            "Прошёл государственный визит в Москву.",
            "Визит прошёл, государственный гимн сыграли.",
        )
        assert set(found_by_text(library, "государственного визита")) == {"0", "1"}
        assert found_by_text(library, "«государственного визита»") == ["0"]
        assert found_by_text(library, '"визит государственный"') == []
        assert found_by_text(library, "Москва «визит прошёл»") == ["1"]

    @pytest.mark.parametrize("asked", ["", "  ", "!!!", "«»", '""', "+ - && || ( ) * ? ~ : \\"])
    def test_a_query_without_words_finds_nothing(self, library: Library, asked: str) -> None:
        put_texts(library, "Текст о визите.")
        assert found_by_text(library, asked) == []

    @pytest.mark.parametrize("asked", ["визит AND", "визит:*", "(визит", 'визит"', "«визит"])
    def test_query_syntax_is_only_text(self, library: Library, asked: str) -> None:
        put_texts(library, "Текст о визите.")
        assert found_by_text(library, asked) == ["0"]

    def test_a_query_of_any_length_is_answered(self, library: Library) -> None:
        put_texts(library, "Визит прошёл.", "Мост открыли.")
        words = " ".join(f"слово{chr(0x430 + i % 32)}{chr(0x430 + i // 32)}" for i in range(1000))
        assert found_by_text(library, f"визит {words * 20}") == ["0"]

    def test_titles_help_to_find_their_passages(self, library: Library) -> None:
        titled = Source(id="t", title="Визит Токаева", text="Он прибыл вечером.", language="ru")
        library.put([indexed(titled), indexed(Source(id="u", text="Дождь.", language="ru"))])
        assert found_by_text(library, "Токаев") == ["t"]

    def test_meaning_finds_the_nearest_first_with_its_cosine(self, library: Library) -> None:
        put_texts(library, "мост через реку", "визит президента", "визит президента в Москву")
        vector = EMBEDDER.embed_queries(["визит президента"])[0]
        found = library.search_vector(vector, 2)
        assert [one.passage.source_id for one in found] == ["1", "2"]
        assert found[0].score == pytest.approx(1.0, abs=0.01)
        assert 0.0 < found[1].score < 0.99

    def test_both_ways_at_once_bring_what_each_brings(self, library: Library) -> None:
        texts = ["мост через реку", "визит президента", *(f"визит номер {i}" for i in range(20))]
        put_texts(library, *texts)
        queries = [TextQuery(text, "ru") for text in texts]
        vectors = EMBEDDER.embed_queries(texts)
        filters = Filters(exclude_source_ids=frozenset({"3"}))
        found = library.search_both(queries, vectors, (5, 7), filters)
        assert [one.by_text for one in found] == [
            library.search_text(query, 5, filters) for query in queries
        ]
        assert [one.by_vector for one in found] == [
            library.search_vector(vector, 7, filters) for vector in vectors
        ]
        assert library.search_both([], vectors[:0], (5, 7)) == []
        with pytest.raises(ValueError, match="shorter"):
            library.search_both(queries, vectors[:-1], (5, 7))

    @pytest.mark.parametrize(("filters", "expected"), FILTERED)
    def test_filters_hold_for_words_and_meaning(
        self, library: Library, filters: Filters, expected: set[str]
    ) -> None:
        library.put([indexed(source) for source in DATED.values()])
        assert set(found_by_text(library, "мост", filters)) == expected
        assert set(found_by_vector(library, "мост", filters)) == expected

    def test_meaning_finds_what_the_filter_leaves_however_far(self, library: Library) -> None:
        near = [Source(id=f"n{i}", text="визит президента", language="ru") for i in range(50)]
        far = [Source(id=f"f{i}", text="мост через реку", language="kk") for i in range(5)]
        library.put([indexed(source) for source in near + far])
        kazakh = Filters(languages=frozenset({"kk"}))
        assert len(found_by_vector(library, "визит президента", kazakh, limit=5)) == 5

    def test_limits_hold(self, library: Library) -> None:
        put_texts(library, *["визит"] * 10)
        assert len(found_by_text(library, "визит", limit=3)) == 3
        assert len(found_by_vector(library, "визит", limit=3)) == 3

    def test_a_source_comes_back_as_it_was(self, library: Library) -> None:
        source = Source(
            id="x/ы?#1", text="Ёлка 🎄\n\u2028и «кавычки»\t— 𝔘nicode.", title="Заголовок",
            language="ru", publisher="Лента", url="https://lenta.ru/1",
            published_at=date(2024, 2, 29), tier=Tier.OFFICIAL,
        )  # fmt: skip
        library.put([indexed(source)])
        assert library.get(source.id) == source
        assert library.content_hashes([source.id, "y"]) == {source.id: source.content_hash}
        (found,) = library.search_text(TextQuery("ёлка", "ru"), 5)
        assert found.passage == indexed(source).passages[0]
        assert found.passage.span == Span(0, len(source.text))
        assert found.passage.span.of(source.text) == found.passage.text

    def test_putting_again_replaces(self, library: Library) -> None:
        put_texts(library, "Старый текст про мост.", "Другой.")
        library.put([indexed(Source(id="0", text="Новый текст про визит.", language="ru"))])
        assert found_by_text(library, "мост") == []
        assert found_by_text(library, "визит") == ["0"]
        assert sorted(found_by_vector(library, "мост")) == ["0", "1"]
        assert library.status().source_count == 2
        assert library.status().passage_count == 2

    def test_the_last_of_two_versions_in_one_batch_counts(self, library: Library) -> None:
        versions = [Source(id="0", text=text, language="ru") for text in ("мост", "визит")]
        library.put([indexed(source) for source in versions])
        assert found_by_text(library, "мост визит") == ["0"]
        assert library.get("0") == versions[1]
        assert library.status().passage_count == 1

    def test_removing_takes_all_passages(self, library: Library) -> None:
        long = Source(
            id="long", text="Визит прошёл в Москве, как и сообщалось. " * 60, language="ru"
        )
        library.put([indexed(long), indexed(Source(id="kept", text="Визит.", language="ru"))])
        assert library.status().passage_count > 3
        assert library.remove(["long", "nobody"]) == 1
        assert found_by_text(library, "визит") == ["kept"]
        assert found_by_vector(library, "визит") == ["kept"]
        assert library.get("long") is None
        assert library.status().passage_count == 1

    def test_a_source_without_passages_is_stored(self, library: Library) -> None:
        library.put([indexed(Source(id="blank", text="   "))])
        assert library.get("blank") is not None
        assert library.status().passage_count == 0

    def test_sources_are_listed_in_pages(self, library: Library) -> None:
        ids = ["a", "b", "Я", "ё", "10", "9"]
        library.put([indexed(Source(id=one, text="т")) for one in ids])
        first = library.list_sources(limit=4)
        rest = library.list_sources(after=first[-1].id, limit=4)
        assert [one.id for one in first + rest] == sorted(ids)
        assert library.list_sources(after="ё", limit=4) == []

    def test_the_version_changes_with_every_write(self, library: Library) -> None:
        versions = [library.status().version]
        put_texts(library, "один")
        versions.append(library.status().version)
        library.remove(["0"])
        versions.append(library.status().version)
        assert len(set(versions)) == 3
        assert library.status().version == versions[-1]

    def test_it_keeps_what_it_acknowledged(self, library: Library, url: str) -> None:
        put_texts(library, "Визит прошёл.", "Мост открыли.")
        library.close()
        reopened = open_library(url, embedding_model=EMBEDDER.name, dimensions=EMBEDDER.dimensions)
        assert found_by_text(reopened, "визит") == ["0"]
        assert found_by_vector(reopened, "Мост открыли.", limit=1) == ["1"]
        reopened.close()

    def test_another_opener_sees_each_write_at_once(self, library: Library, url: str) -> None:
        reader = open_library(url)
        for word in ("мост", "визит", "суд", "дом", "река"):
            library.put([indexed(Source(id=word, text=word, language="ru"))])
            assert found_by_text(reader, word) == [word]
            assert found_by_vector(reader, word, limit=1) == [word]
        reader.close()

    def test_another_model_is_refused(self, library: Library, url: str) -> None:
        put_texts(library, "Визит.")
        with pytest.raises(EmbeddingModelMismatch, match="sverka sources rebuild"):
            open_library(url, embedding_model="another", dimensions=EMBEDDER.dimensions)
        with pytest.raises(EmbeddingModelMismatch, match="rebuild"):
            open_library(url, embedding_model=EMBEDDER.name, dimensions=384)

    def test_vectors_of_another_width_are_refused(self, library: Library) -> None:
        wide = indexed(Source(id="0", text="Визит."), HashedEmbedder(dimensions=32))
        with pytest.raises(EmbeddingModelMismatch):
            library.put([wide])
        with pytest.raises(EmbeddingModelMismatch):
            library.search_vector(np.ones(32, dtype=np.float32), 5)
        with pytest.raises(EmbeddingModelMismatch):
            library.search_both([TextQuery("Визит.")], np.ones((1, 32), dtype=np.float32), (5, 5))
        assert library.status().source_count == 0

    def test_a_vector_for_each_passage(self, library: Library) -> None:
        whole = indexed(Source(id="0", text="Визит."))
        with pytest.raises(LibraryError, match="1 passages, 0 vectors"):
            library.put([IndexedSource(whole.source, whole.passages, whole.vectors[:0])])

    def test_words_of_any_length_and_script(self, library: Library) -> None:
        texts = ["ы" * 1_000_000, "日本語のテキスト", "ქართული ენა", "عربي نص", "९८ वर्ष", "👩‍👩‍👧"]
        put_texts(library, *texts)
        assert "0" in found_by_text(library, "ы" * 1_000_000)
        assert found_by_text(library, "ენა") == ["2"]
        assert found_by_text(library, "98") == ["4"]
        assert library.get("5") == Source(id="5", text="👩‍👩‍👧", language="ru")
