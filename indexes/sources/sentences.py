"""Sentence spans for cutting passages; the pipeline has finer rules of its own."""

import re
from collections.abc import Iterator

import razdel

from indexes.records import Span

LONGEST_LINE = 20_000  # razdel looks around every full stop; longer lines go in stretches
ABBREVIATIONS = frozenset(
    {"mr", "mrs", "ms", "dr", "st", "jr", "sr", "vs", "no", "prof", "gen", "sen", "gov", "inc"}
)
END = re.compile(r"(?<![.!?…])[.!?…]+[\"'»”’)\]]*(?=\s)|[。！？]+[」』”]*")
LAST_WORD = re.compile(r"(?:^|[\s(«“\"])((?:\w\.)*\w+)\.$")


def sentence_spans(text: str, language: str = "") -> list[Span]:
    """Sentences without the white space around them; a line break ends one."""
    return [
        span
        for line in _lines(text)
        for stretch in _stretches(text, line)
        for span in _line_sentences(text, stretch, language)
    ]


def trim(text: str, span: Span) -> Span | None:
    """The span without white space at its ends; None, if nothing is left."""
    stretch = span.of(text)
    start = span.start + len(stretch) - len(stretch.lstrip())
    end = span.end - len(stretch) + len(stretch.rstrip())
    return Span(start, end) if start < end else None


def _lines(text: str) -> Iterator[Span]:
    for found in re.finditer(r"[^\r\n\u2028\u2029]+", text):
        line = trim(text, Span(*found.span()))
        if line:
            yield line


def _stretches(text: str, line: Span) -> Iterator[Span]:
    """The line, in parts that end at white space where it is very long."""
    start = line.start
    while line.end - start > LONGEST_LINE:
        space = text.rfind(" ", start + LONGEST_LINE // 2, start + LONGEST_LINE)
        end = space if space > 0 else start + LONGEST_LINE
        yield Span(start, end)
        start = end
    yield Span(start, line.end)


def _line_sentences(text: str, line: Span, language: str) -> Iterator[Span]:
    split = _russian if language == "ru" else _any_language
    for one in split(line.of(text)):
        span = trim(text, one.shifted(line.start))
        if span:
            yield span


def _russian(line: str) -> Iterator[Span]:
    for sentence in razdel.sentenize(line):
        yield Span(sentence.start, sentence.stop)


def _any_language(line: str) -> Iterator[Span]:
    start = 0
    for found in END.finditer(line):
        end = found.end()
        if not _goes_on(line[max(start, end - 40) : end], line[end : end + 8]):
            yield Span(start, end)
            start = end
    yield Span(start, len(line))


def _goes_on(before: str, after: str) -> bool:
    """«Mr. Smith», «the U.S. Senate», "J. Doe", «etc. and so on»."""
    if after.lstrip()[:1].islower():
        return True
    found = LAST_WORD.search(before)
    word = found[1].lower() if found else ""
    return word in ABBREVIATIONS or (word[-1:].isalpha() and len(word.rpartition(".")[2]) == 1)
