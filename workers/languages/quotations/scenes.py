"""What the rules for quotations look at."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from indexes.records import Span
from workers.languages.language import Quotation, Sentence, join_spans
from workers.languages.quotations.vocabulary import SpeechWords

WORDS_END = ",;—– \u00a0"  # the author's, not the speaker's: "We agreed," he said


@dataclass(frozen=True, slots=True)
class Quote:
    """A pair of quotation marks with the sentences around it."""

    text: str
    marked: Span  # with the marks
    opening: Sentence  # where it begins
    closing: Sentence  # where it ends
    before: Span  # of the opening sentence
    after: Span  # of the closing sentence, up to the next quote
    introduction: Sentence | None  # the sentence with a colon right before, if it is another one
    words: SpeechWords
    continues: Quotation | None = None  # a quotation that the same speaker may go on with

    @property
    def quoted(self) -> Span:
        return trim_words(self.text, Span(self.marked.start + 1, self.marked.end - 1))


def trim_words(text: str, span: Span) -> Span:
    """The words without the commas and dashes that part them from the author's."""
    start, end = span.start, span.end
    while start < end and text[start] in WORDS_END:
        start += 1
    while start < end and text[end - 1] in WORDS_END:
        end -= 1
    return Span(start, end)


def make_quotation(
    quoted: Span, speaker: Span | None, verb: Span | None, *, is_direct: bool, whole: Span
) -> Quotation:
    """A quotation whose span takes in speaker and verb."""
    parts = [part for part in (whole, speaker, verb) if part is not None]
    return Quotation(join_spans(parts), quoted, is_direct, speaker, verb)


def sentence_at(sentences: Sequence[Sentence], place: int) -> Sentence | None:
    """The sentence that holds this character, or the last before it."""
    number = bisect_right(sentences, place, key=lambda one: one.span.start)
    return sentences[number - 1] if number else None


def sentences_of(sentences: Sequence[Sentence], span: Span) -> Sequence[Sentence]:
    """The sentences that the span touches."""
    first = bisect_right(sentences, span.start, key=lambda one: one.span.end)
    last = bisect_left(sentences, span.end, key=lambda one: one.span.start)
    return sentences[first:last]
