"""Tokens back to words: phrases and stretches of a sentence as they are written."""

import re
from collections.abc import Sequence

from indexes.records import Span
from workers.pipeline.trees import RELATIVES, Tree

OPENING, CLOSING = '«“„"([', '»”“")]%'
LEADING_WORDS = frozenset({"причем", "притом", "однако", "зато", "впрочем", "however", "moreover"})
EDGE = " \t\n,;:—–-"


def write_tokens(tree: Tree, text: str, indexes: Sequence[int]) -> str:
    """The tokens' own words, or what overrides them; where some were left out, the gap closes."""
    written = ""
    for before, index in zip((None, *indexes), indexes, strict=False):
        words = tree.overrides.get(index, tree.tokens[index].text)
        if before is None or not words:
            written += words
        elif index == before + 1:
            written += _gap(tree, text, before, index) + words
        elif words not in EDGE:
            written = f"{written.rstrip(EDGE)} {words}"
    return _tidy(written)


def _gap(tree: Tree, text: str, left: int, right: int) -> str:
    """What the article writes between two neighbouring tokens."""
    return text[tree.tokens[left].span.end : tree.tokens[right].span.start]


def _tidy(written: str) -> str:
    joined = re.sub(r"\s+([,.;:!?»”)])", r"\1", written)
    return re.sub(r"\s+", " ", re.sub(r",\s*(?=[,.;]|$)", "", joined)).strip(EDGE)


def write_phrase(tree: Tree, text: str, index: int) -> str:
    """A noun phrase without the clauses that hang on it."""
    left_out: set[int] = set()
    for one in tree.subtree(index):
        relation = tree.tokens[one].relation
        if one > index and (relation in RELATIVES or relation in {"acl", "parataxis"}):
            left_out.update(tree.subtree(one))
    kept = [one for one in tree.subtree(index) if one not in left_out]
    return write_tokens(tree, text, trim(tree, kept))


def trim(tree: Tree, indexes: Sequence[int]) -> tuple[int, ...]:
    """Without conjunctions and punctuation at the edges."""
    start, end = 0, len(indexes)
    while start < end and _is_joiner(tree, indexes[start], OPENING):
        start += 1
    while end > start and _is_joiner(tree, indexes[end - 1], CLOSING):
        end -= 1
    return tuple(indexes[start:end])


def _is_joiner(tree: Tree, index: int, kept: str) -> bool:
    token = tree.tokens[index]
    if token.text in kept:
        return False
    is_word = any(character.isalnum() for character in token.text)
    if token.lemma.replace("ё", "е") in LEADING_WORDS:
        return True
    is_pronoun = token.part_of_speech in {"PRON", "ADV"}
    return not is_word or (token.relation in {"cc", "mark"} and not is_pronoun)


def balance(text: str, span: Span, limit: Span) -> Span:
    """The span, grown by a quotation mark or bracket whose partner it holds."""
    start, end = span.start, span.end
    for left, right in ("«»", "“”", "()", "[]", '""'):
        written = text[start:end]
        opened, closed = written.count(left), written.count(right)
        is_open = opened % 2 == 1 if left == right else opened > closed
        is_closed = opened % 2 == 1 if left == right else closed > opened
        if is_open and end < limit.end and text[end] == right:
            end += 1
        elif is_closed and start > limit.start and text[start - 1] == left:
            start -= 1
    return Span(start, end)
