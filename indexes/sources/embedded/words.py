"""The tantivy half: schema, documents, queries."""

from collections.abc import Iterable, Iterator, Sequence

from tantivy import Document, FieldType, Occur, Query, Schema, SchemaBuilder

from indexes.records import Passage, Source, to_json
from indexes.sources.analysis import QueryTerms, index_text
from indexes.sources.embedded.vectors import UNDATED, published_day
from indexes.sources.library import Filters

SOURCE, PASSAGE, STATE = "source", "passage", "state"
TITLE_WEIGHT = 0.5  # the title says what a passage is about, but it is the passage that is quoted
LATEST_DAY = 4_000_000  # after 9999-12-31


def build_schema() -> Schema:
    builder = SchemaBuilder()
    for name in ("kind", "source_id", "language", "publisher", "tier"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("words", "title_words"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    builder.add_unsigned_field("slot", indexed=True, fast=True)
    builder.add_integer_field("published", indexed=True, fast=True)
    builder.add_bytes_field("content_hash", stored=True)
    builder.add_bytes_field("payload", stored=True)
    builder.add_bytes_field("source", stored=True)
    return builder.build()


SCHEMA = build_schema()


def source_document(source: Source) -> Document:
    """For a source without a passage; all others stand in their first passage's document.

    Documents of their own would count for BM25: words would be rarer and passages longer than they
    are, and other ones found than in Elasticsearch.
    """
    document = Document()
    document.add_text("source_id", source.id)
    _add_source(document, source)
    return document


def _add_source(document: Document, source: Source) -> None:
    document.add_text("kind", SOURCE)
    document.add_bytes("content_hash", source.content_hash.encode())
    document.add_bytes("source", to_json(source).encode())


def passage_document(passage: Passage, slot: int, source: Source | None = None) -> Document:
    """`source`: the passage's, if it is the first of it."""
    document = Document()
    document.add_text("kind", PASSAGE)
    if source is not None:
        _add_source(document, source)
    for name in ("source_id", "language", "publisher"):
        document.add_text(name, getattr(passage, name))
    document.add_text("tier", passage.tier.value)
    document.add_integer("published", published_day(passage))
    document.add_unsigned("slot", slot)
    document.add_text("words", index_text(passage.text, passage.language))
    document.add_text("title_words", index_text(passage.title, passage.language))
    document.add_bytes("payload", to_json(passage).encode())
    return document


def state_document(payload: bytes) -> Document:
    document = Document()
    document.add_text("kind", STATE)
    document.add_bytes("payload", payload)
    return document


def of_kind(kind: str, *conditions: Query) -> Query:
    return _all_of([term("kind", kind), *conditions])


def term(field: str, value: str) -> Query:
    return Query.term_query(SCHEMA, field, value, index_option="basic")


def any_term(field: str, values: Iterable[str | int]) -> Query:
    return Query.term_set_query(SCHEMA, field, list(values))


def words_query(terms: QueryTerms, filters: Filters) -> Query:
    """Passages with any of the words and all of the phrases, through the filters; BM25 scores."""
    phrases = [_phrase(phrase) for phrase in terms.phrases]
    words = [query for word in terms.words for query in _word(word)]
    wanted = [(Occur.Must, phrase) for phrase in phrases]
    wanted += [(Occur.Should, word) for word in words]
    scored = Query.boolean_query(wanted) if wanted else Query.empty_query()
    conditions = [Query.const_score_query(one, 0.0) for one in _conditions(filters)]
    excluded = [(Occur.MustNot, one) for one in _exclusions(filters)]
    required = [(Occur.Must, one) for one in (scored, *conditions)]
    return Query.boolean_query(required + excluded) if conditions or excluded else scored


def _word(word: str) -> tuple[Query, Query]:
    in_title = Query.term_query(SCHEMA, "title_words", word)
    return (
        Query.term_query(SCHEMA, "words", word),
        Query.boost_query(in_title, TITLE_WEIGHT),
    )


def _phrase(words: Sequence[str]) -> Query:
    if len(words) == 1:
        return Query.term_query(SCHEMA, "words", words[0])
    return Query.phrase_query(SCHEMA, "words", list(words))


def _conditions(filters: Filters) -> Iterator[Query]:
    if filters.languages:
        yield any_term("language", sorted(filters.languages))
    if filters.publishers:
        yield any_term("publisher", sorted(filters.publishers))
    if filters.tiers:
        yield any_term("tier", sorted(tier.value for tier in filters.tiers))
    if filters.published_from or filters.published_until or not filters.include_undated:
        yield _published_between(filters)


def _published_between(filters: Filters) -> Query:
    first = filters.published_from.toordinal() if filters.published_from else UNDATED + 1
    last = filters.published_until.toordinal() if filters.published_until else LATEST_DAY
    dated = _days(first, last)
    if not filters.include_undated:
        return dated
    return Query.boolean_query([(Occur.Should, dated), (Occur.Should, _days(UNDATED, UNDATED))])


def _days(first: int, last: int) -> Query:
    return Query.range_query(SCHEMA, "published", FieldType.Integer, first, last)


def _exclusions(filters: Filters) -> Iterator[Query]:
    if filters.exclude_source_ids:
        yield any_term("source_id", sorted(filters.exclude_source_ids))


def _all_of(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries])
