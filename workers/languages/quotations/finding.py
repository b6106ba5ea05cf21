"""Finds quotations in a parsed text."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexes.records import Span
from workers.languages.language import Quotation, Sentence
from workers.languages.quotations.direct import attribute_quote
from workers.languages.quotations.marks import find_quoted
from workers.languages.quotations.reported import Report, find_reported
from workers.languages.quotations.scenes import Quote, sentence_at, sentences_of
from workers.languages.quotations.vocabulary import SpeechWords
from workers.languages.sentences.lines import LINE

MOST_CHARACTERS_APART = 4  # between the author's full stop and the next quote


def find_quotations(
    text: str, sentences: Sequence[Sentence], words: SpeechWords
) -> tuple[Quotation, ...]:
    """Direct and reported speech, in order."""
    direct = list(_find_direct(text, sentences, words))
    taken = {part.span for one in direct for part in sentences_of(sentences, one.span)}
    reported = [
        one
        for sentence in sentences
        if sentence.span not in taken
        for one in find_reported(Report(text, sentence, words))
    ]
    return tuple(sorted([*direct, *reported], key=lambda one: one.span))


def _find_direct(
    text: str, sentences: Sequence[Sentence], words: SpeechWords
) -> Iterator[Quotation]:
    for line in LINE.finditer(text):
        last: Quotation | None = None
        marked = find_quoted(text, Span(*line.span()))
        ends = [*(one.start for one in marked), line.end()][1:]
        for one, end in zip(marked, ends, strict=True):
            quote = _quote(text, Span(one.start, end), one, sentences, words)
            found = attribute_quote(replace(quote, continues=_going_on(text, last, one)))
            yield from found
            last = found[-1] if found else None


def _quote(
    text: str, room: Span, marked: Span, sentences: Sequence[Sentence], words: SpeechWords
) -> Quote:
    """The quote with its surroundings; `room` reaches to the next quote."""
    opening = sentence_at(sentences, marked.start) or sentences[0]
    closing = sentence_at(sentences, marked.end - 1) or opening
    return Quote(
        text=text,
        marked=marked,
        opening=opening,
        closing=closing,
        before=Span(min(opening.span.start, marked.start), marked.start),
        after=Span(marked.end, max(marked.end, min(room.end, closing.span.end))),
        introduction=_introduction(text, marked, opening, sentences),
        words=words,
    )


def _going_on(text: str, last: Quotation | None, marked: Span) -> Quotation | None:
    """«„…“, — сказал он. „…“»: nothing but the author's words and a full stop stand between."""
    if last is None:
        return None
    stop = text.find(".", last.span.end, marked.start)
    reach = (stop if stop >= 0 else last.span.end) + MOST_CHARACTERS_APART
    return last if marked.start <= reach else None


def _introduction(
    text: str, marked: Span, opening: Sentence, sentences: Sequence[Sentence]
) -> Sentence | None:
    """«Токаев подчеркнул:», on a line of its own."""
    if opening.span.start != marked.start or not opening.span.start:
        return None
    before = sentence_at(sentences, opening.span.start - 1)
    return before if before and before.span.of(text).endswith(":") else None
