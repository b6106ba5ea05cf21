"""Sentences of any language: Unicode's marks, and capitals where it has them."""

from collections.abc import Iterator

import regex

from indexes.records import Span
from workers.languages.sentences.lines import spans_between, split_lines

# Sentence_Terminal is Unicode's list: . ! ? and also 。 । ؟ ۔ ።
# Wide marks need no space after them.
END = regex.compile(
    r"(?<![\p{Sentence_Terminal}…])[\p{Sentence_Terminal}…]++(?:[\p{Pe}\p{Pf}\"']|\s»)*+"
    r"(?:\s+(?![\p{Ll}\p{Pd},;])|(?<=[。！？｡]\p{Pe}?)(?=.))"
)
INITIAL = regex.compile(r"(?:^|\P{L})\p{Lu}$")


def split_sentences(text: str) -> tuple[Span, ...]:
    """Spans of the sentences, in order."""
    return split_lines(text, lambda line: spans_between(len(line), _cuts(line)))


def _cuts(line: str) -> Iterator[int]:
    for found in END.finditer(line):
        if not INITIAL.search(line, max(0, found.start() - 2), found.start()):
            yield found.end()
