"""Known names in running words: the gazetteer's, and the states inside adjectives."""

from collections.abc import Iterator, Sequence

from indexes.records import Span
from workers.languages.language import Entity, Token
from workers.languages.names.gazetteer import Gazetteer, KnownName, fold

LANGUAGES = frozenset({"язык", "language", "алфавит", "alphabet"})  # «китайский язык»: no state


def find_known(text: str, tokens: Sequence[Token], gazetteer: Gazetteer) -> Iterator[Entity]:
    """Known names that these tokens contain, not overlapping."""
    words = [token.text for token in tokens]
    number = 0
    while number < len(tokens):
        found = gazetteer.find(words[number : number + gazetteer.longest])
        if found is None or not _is_written_as_name(tokens, number, found[1]):
            number += 1
            continue
        known, size = found
        span = Span(tokens[number].span.start, tokens[number + size - 1].span.end)
        yield known_entity(text, span, known)
        number += size


def known_entity(text: str, span: Span, known: KnownName) -> Entity:
    return Entity(span, span.of(text), known.kind, known.normal, known.key)


def find_adjectives(text: str, tokens: Sequence[Token], gazetteer: Gazetteer) -> Iterator[Entity]:
    """States in adjectives: «казахстанско-российских» holds two."""
    for number, token in enumerate(tokens):
        following = tokens[number + 1].lemma if number + 1 < len(tokens) else ""
        if token.part_of_speech == "ADJ" and following not in LANGUAGES:
            yield from _states(text, token, gazetteer)


def _states(text: str, token: Token, gazetteer: Gazetteer) -> Iterator[Entity]:
    whole = gazetteer.adjectives.get(_stem(token.lemma))
    if whole is not None:
        yield known_entity(text, token.span, whole)
        return
    start = token.span.start
    for part in token.text.split("-") if "-" in token.text else ():
        known = gazetteer.adjectives.get(_stem(fold(part)))
        if known is not None:
            yield known_entity(text, Span(start, start + len(part)), known)
        start += len(part) + 1


def _stem(adjective: str) -> str:
    """«российский», «российско-», «российских» -> «российск»."""
    cut = adjective.rfind("ск")
    return adjective[: cut + 2] if cut > 0 else adjective.rpartition("к")[0] + "к"


def _is_written_as_name(tokens: Sequence[Token], number: int, size: int) -> bool:
    """«Того» may be a pronoun and «чад» a noun."""
    first = tokens[number]
    if not first.text[0].isupper():
        return False
    if size > 1 or first.text[:2].isupper():
        return True
    return first.part_of_speech == "PROPN" or (first.part_of_speech == "NOUN" and number > 0)
