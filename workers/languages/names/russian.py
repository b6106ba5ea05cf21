"""Names in Russian text: slovnet's, with their dictionary form and key."""

from collections.abc import Iterator, Sequence

from indexes.records import Span
from workers.languages.language import Entity, EntityKind, Sentence, Token
from workers.languages.names.keys import surname_key, words_key

KINDS = {"PER": EntityKind.PERSON, "LOC": EntityKind.PLACE, "ORG": EntityKind.ORGANISATION}


def find_names(
    text: str, sentences: Sequence[Sentence], labels: Sequence[Sequence[str]]
) -> tuple[Entity, ...]:
    """Names of a parsed text; `labels` are BIO labels of the sentences' tokens."""
    return tuple(
        _entity(text, kind, words)
        for sentence, bio in zip(sentences, labels, strict=True)
        for kind, words in _group(sentence.tokens, bio)
    )


def _group(tokens: Sequence[Token], labels: Sequence[str]) -> Iterator[tuple[str, list[Token]]]:
    """Neighbouring tokens of one name."""
    kind, words = "", list[Token]()
    for token, label in zip(tokens, labels, strict=True):
        position, _, label_kind = label.partition("-")
        if words and (position != "I" or label_kind != kind):
            yield kind, words
            words = []
        if position != "O":
            kind = label_kind
            words.append(token)
    if words:
        yield kind, words


def _entity(text: str, label: str, words: list[Token]) -> Entity:
    span = Span(words[0].span.start, words[-1].span.end)
    normal = " ".join(word.lemma.title() for word in words)
    kind = KINDS[label]
    key = surname_key(words[-1].lemma) if kind is EntityKind.PERSON else words_key(normal)
    return Entity(span, span.of(text), kind, normal, key)
