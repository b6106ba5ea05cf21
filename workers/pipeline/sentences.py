"""Article text to sentences, with what their place on the page says of them."""

from dataclasses import dataclass

from indexes.records import Span
from workers.languages.language import Language, Sentence

CLOSING = "»\"”)]'’"
SENTENCE_ENDS = (".", "!", "?", "…", ":", ";")
LONGEST_SENTENCE = 3000  # characters; more is a table, a list of codes, or an attack


@dataclass(frozen=True, slots=True)
class PlacedSentence:
    """A sentence and its place in the article."""

    sentence: Sentence
    is_own_line: bool  # nothing else stands on its line, and there are other lines
    is_closed: bool  # it ends with a sentence's punctuation


def blank_overlong(text: str, language: Language) -> str:
    """The text with every overlong sentence turned into spaces, so that all offsets hold."""
    pieces: list[str] = []
    end = 0
    for span in language.sentences(text):
        if len(span) > LONGEST_SENTENCE:
            pieces.extend((text[end : span.start], " " * len(span)))
            end = span.end
    return "".join((*pieces, text[end:]))


def place_sentences(text: str, language: Language) -> tuple[PlacedSentence, ...]:
    """All sentences of the text, in order."""
    return tuple(_place(text, sentence) for sentence in language.parse(text))


def _place(text: str, sentence: Sentence) -> PlacedSentence:
    written = sentence.span.of(text).rstrip(CLOSING)
    fills_line = _line_of(text, sentence.span) == sentence.span
    is_alone = "\n" not in text.strip()
    return PlacedSentence(sentence, fills_line and not is_alone, written.endswith(SENTENCE_ENDS))


def _line_of(text: str, span: Span) -> Span:
    """The line around the span, without surrounding white space."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    line = text[start : end if end >= 0 else len(text)]
    return Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
