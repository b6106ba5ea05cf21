"""Sources to passages: a few sentences each, with exact offsets into the stored text."""

import re
from collections.abc import Iterator, Sequence

from indexes.records import Passage, Source, Span, make_id
from indexes.sources.sentences import sentence_spans, trim

MOST_WORDS = 120
MOST_SENTENCES = 6
WHOLE_WORDS = 150  # a document up to here is one passage
MOST_CHARACTERS = 1_500  # where words are not written apart, or are no words
HEADING_WORDS = 14
LONGEST_INDENT = 100
WORD = re.compile(r"\S+")
SENTENCE_END = re.compile(r"[.!?…。！？:;,][\"'»”’)\]]*$")


def cut_passages(source: Source) -> tuple[Passage, ...]:
    """The source's passages in order; each begins with the last sentence of the one before it.

    Every passage's text is byte for byte `source.text[span.start:span.end]`.
    """
    return tuple(_passage(source, span) for span in passage_spans(source.text, source.language))


def passage_spans(text: str, language: str = "") -> list[Span]:
    """Where passages begin and end. Nothing but white space lies outside all of them."""
    whole = trim(text, Span(0, len(text)))
    if whole is None:
        return []
    if _fits(text, whole, WHOLE_WORDS):
        return [whole]
    return list(_packed(text, _units(text, sentence_spans(text, language))))


def _units(text: str, sentences: Sequence[Span]) -> list[Span]:
    """Sentences, headings joined to what follows them, giant ones cut."""
    units: list[Span] = []
    heading: Span | None = None
    for sentence in sentences:
        joined = Span(heading.start, sentence.end) if heading else sentence
        if _is_heading(text, sentence) and _fits(text, joined, MOST_WORDS):
            heading = joined
            continue
        units.extend(_cut(text, joined))
        heading = None
    return [*units, heading] if heading else units


def _is_heading(text: str, line: Span) -> bool:
    """A short line of its own without a sentence's end: «Итоги визита», "## Background"."""
    before = text[max(0, line.start - LONGEST_INDENT) : line.start].rstrip(" \t")
    written = line.of(text)
    return (
        text[line.end : line.end + 1] in {"\n", "\r"}
        and before[-1:] in {"\n", "\r", ""}
        and len(WORD.findall(written)) <= HEADING_WORDS
        and not SENTENCE_END.search(written)
    )


def _packed(text: str, units: Sequence[Span]) -> Iterator[Span]:
    first = 0
    while first < len(units):
        last = first
        while last + 1 < len(units) and _can_grow(text, units, first, last + 1):
            last += 1
        yield Span(units[first].start, units[last].end)
        if last + 1 >= len(units):
            return
        has_room = last > first and _can_grow(text, units, last, last + 1)
        first = last if has_room else last + 1


def _can_grow(text: str, units: Sequence[Span], first: int, last: int) -> bool:
    joined = Span(units[first].start, units[last].end)
    return last - first < MOST_SENTENCES and _fits(text, joined, MOST_WORDS)


def _fits(text: str, span: Span, words: int) -> bool:
    return len(span) <= MOST_CHARACTERS and len(WORD.findall(span.of(text))) <= words


def _cut(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence, or, if it is giant, pieces of it that end between words where there are any."""
    rest: Span | None = sentence
    while rest and not _fits(text, rest, MOST_WORDS):
        end = _cutting_point(text, rest)
        yield Span(rest.start, end)
        rest = trim(text, Span(end, rest.end))
    if rest:
        yield rest


def _cutting_point(text: str, span: Span) -> int:
    ends = [
        found.end()
        for found, _ in zip(
            WORD.finditer(text, span.start, span.end), range(MOST_WORDS), strict=False
        )
        if found.end() - span.start <= MOST_CHARACTERS
    ]
    return ends[-1] if ends else span.start + MOST_CHARACTERS


def _passage(source: Source, span: Span) -> Passage:
    text = span.of(source.text)
    return Passage(
        id=make_id(source.id, str(span.start), str(span.end), text),
        source_id=source.id,
        span=span,
        text=text,
        language=source.language,
        title=source.title,
        publisher=source.publisher,
        url=source.url,
        published_at=source.published_at,
        tier=source.tier,
    )
