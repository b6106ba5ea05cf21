"""Names in English text: spaCy's and known ones, with the keys that Russian names have too."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from indexes.records import Span
from workers.languages.language import Entity, EntityKind, Token
from workers.languages.listed import listed
from workers.languages.names.choosing import choose_names, is_covered, overlaps
from workers.languages.names.gazetteer import WORD, Gazetteer, fold, open_gazetteer
from workers.languages.names.keys import surname_key, words_key
from workers.languages.names.known import find_known, known_entity
from workers.languages.names.unfolding import name_people_in_full, unfold_acronyms

if TYPE_CHECKING:  # importing spaCy takes seconds: only at the first English text
    import spacy.tokens

KINDS = {
    "PERSON": EntityKind.PERSON,
    "GPE": EntityKind.PLACE,
    "LOC": EntityKind.PLACE,
    "FAC": EntityKind.PLACE,
    "ORG": EntityKind.ORGANISATION,
    "NORP": EntityKind.OTHER,
    "PRODUCT": EntityKind.OTHER,
    "EVENT": EntityKind.OTHER,
    "WORK_OF_ART": EntityKind.OTHER,
    "LAW": EntityKind.OTHER,
}
TITLE = (
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen)\.?|(?:[Pp]rime |[Ff]oreign |[Vv]ice[- ])?"
    r"(?:[Pp]resident|[Mm]inister|[Pp]remier|[Cc]hancellor|[Ss]ecretary(?:[- ][Gg]eneral)?"
    r"|[Ll]eader|[Ss]pokes(?:man|woman|person)|[Aa]mbassador|[Gg]overnor|[Ss]enator|[Kk]ing"
    r"|[Qq]ueen|[Pp]rince|[Cc]hairman|[Cc]hairwoman|[Dd]irector(?:[- ][Gg]eneral)?|CEO))"
)
CAPITALISED = r"[A-Z][^\W\d_]*(?:[-’'][A-Z][^\W\d_]+)*"
RUN = rf"{CAPITALISED}(?:\.? (?:{CAPITALISED}|al|bin|von|van|der|de))*(?<!\bde)"
TITLED = re.compile(rf"\b{TITLE}(?P<of> (?:of|for)(?: the)?)?,? (?P<name>{RUN})")
LEADING = re.compile(rf"(?:(?:the|a|an|{TITLE}) )+", re.IGNORECASE)
TRAILING = re.compile(r"(?:[’']s?|,? (?:Jr|Sr)\.?| I{2,3})$")
FAMILY_FIRST = listed("xi wang zhang liu zhao zhou huang nguyen kim yoon moon")
GENITIVE = re.compile(r"(?<=\w)[’']s?$")
DESIGNATION = re.compile(r"(?<![\w-])[A-Z]\w{0,9}-\d+[\w-]*")
NO_NAMES = listed(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri
    sat sun january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec mr mrs ms dr sir madam president
    """
)
LANGUAGE = re.compile(r"\s+(?:language|alphabet)\b")


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence and what is known of it."""

    text: str
    sentence: Span
    tagged: tuple[Entity, ...]  # spaCy's names
    known: tuple[Entity, ...]  # states, cities and organisations, states in adjectives
    proper: frozenset[int]  # where the tagger sees a proper noun begin


Finder = Callable[[Scene], Iterator[Entity]]


def find_names(
    text: str, documents: "Sequence[spacy.tokens.Doc]", sentences: Sequence[Span]
) -> tuple[Entity, ...]:
    """Names of parsed sentences, in order."""
    names = [
        name
        for document, sentence in zip(documents, sentences, strict=True)
        for name in choose_names(FINDERS, _scene(text, document, sentence))
    ]
    return tuple(name_people_in_full(unfold_acronyms(text, names)))


def titled_people(scene: Scene) -> Iterator[Entity]:
    """«President of Kazakhstan Kassym-Jomart Tokayev»."""
    for found in TITLED.finditer(scene.text, scene.sentence.start, scene.sentence.end):
        name = Span(*found.span("name"))
        span = _behind_known(name, scene.known)
        is_of = found["of"] is not None and span == name  # «President of Sberbank»
        if span is not None and not is_of and not is_covered(span, [span], scene.known):
            yield _person(scene.text, span)


def tagged_people(scene: Scene) -> Iterator[Entity]:
    """spaCy's people, unless the gazetteer knows better."""
    for name in scene.tagged:
        if name.kind is EntityKind.PERSON and not is_covered(name.span, [name.span], scene.known):
            yield _person(scene.text, name.span)


def tagged_names(scene: Scene) -> Iterator[Entity]:
    """Places, organisations and others that are not put together of known names."""
    for name in scene.tagged:
        words = [word.span for word in _words(scene.text, name.span)]
        is_known = name.kind is EntityKind.PERSON or is_covered(name.span, words, scene.known)
        if not is_known:
            yield name


def known_names(scene: Scene) -> Iterator[Entity]:
    """«the U.S.», «Russian», «Shanghai Cooperation Organisation»."""
    return iter(scene.known)


def designations(scene: Scene) -> Iterator[Entity]:
    """«Su-35»."""
    for found in DESIGNATION.finditer(scene.text, scene.sentence.start, scene.sentence.end):
        yield _other(scene.text, Span(*found.span()))


def proper_nouns(scene: Scene) -> Iterator[Entity]:
    """Capitals that the tagger calls proper nouns and the name finder missed."""
    for found in re.compile(RUN).finditer(scene.text, scene.sentence.start, scene.sentence.end):
        span = _trim(scene.text, Span(*found.span()))
        if span.start in scene.proper and len(span) > 1:
            yield _other(scene.text, span)


FINDERS: tuple[Finder, ...] = (
    titled_people,
    tagged_people,
    tagged_names,
    known_names,
    designations,
    proper_nouns,
)


def _other(text: str, span: Span) -> Entity:
    name = span.of(text)
    return Entity(span, name, EntityKind.OTHER, name, words_key(name))


def _scene(text: str, document: "spacy.tokens.Doc", sentence: Span) -> Scene:
    gazetteer = open_gazetteer("en")
    words = _words(text, sentence)
    known = [*find_known(text, words, gazetteer)]
    known += [one for one in _states(text, words, gazetteer) if not overlaps(one.span, known)]
    tagged = (
        _tagged(text, one, sentence.start)
        for one in document.ents
        if one.label_ in KINDS and fold(one.text) not in gazetteer.adjectives
    )
    no_names = NO_NAMES | gazetteer.adjectives.keys()
    proper = (
        sentence.start + word.idx
        for word in document
        if word.pos_ == "PROPN" and fold(word.text) not in no_names
    )
    return Scene(
        text, sentence, tuple(one for one in tagged if one), tuple(known), frozenset(proper)
    )


def _words(text: str, span: Span) -> list[Token]:
    """Words as the gazetteer knows them: spaCy cuts «Guinea-Bissau» in three."""
    spans = (Span(*one.span()) for one in WORD.finditer(text, span.start, span.end))
    return [_word(text, one) for one in spans]


def _word(text: str, span: Span) -> Token:
    """Without the genitive's «’s» and, but for «U.S.», the full stop."""
    word = GENITIVE.sub("", span.of(text))
    word = word.removesuffix(".") if word.count(".") == 1 else word
    return Token(Span(span.start, span.start + len(word)), word, word.lower(), "PROPN")


def _states(text: str, words: Sequence[Token], gazetteer: Gazetteer) -> Iterator[Entity]:
    """States in adjectives: «Russian-Kazakh» holds two, «North Korean» one."""
    for number, word in enumerate(words):
        pair = " ".join(fold(one.text) for one in words[number : number + 2])
        if pair in gazetteer.adjectives and number + 1 < len(words):
            span = Span(word.span.start, words[number + 1].span.end)
            yield known_entity(text, span, gazetteer.adjectives[pair])
        elif not LANGUAGE.match(text, word.span.end):
            yield from _states_in_word(text, word, gazetteer)


def _states_in_word(text: str, word: Token, gazetteer: Gazetteer) -> Iterator[Entity]:
    start = word.span.start
    for part in word.text.split("-"):
        known = gazetteer.adjectives.get(fold(part)) if part[:1].isupper() else None
        if known is not None:
            yield known_entity(text, Span(start, start + len(part)), known)
        start += len(part) + 1


def _tagged(text: str, found: "spacy.tokens.Span", offset: int) -> Entity | None:
    span = _trim(text, Span(offset + found.start_char, offset + found.end_char))
    name = span.of(text)
    if not any(letter.isalpha() for letter in name):
        return None
    return Entity(span, name, KINDS[found.label_], name, words_key(name))


def _trim(text: str, span: Span) -> Span:
    """Without «the», titles and the genitive's «’s»."""
    leading = LEADING.match(text, span.start, span.end)
    start = leading.end() if leading else span.start
    trailing = TRAILING.search(text[start : span.end])
    return Span(start, start + trailing.start() if trailing else span.end)


def _behind_known(span: Span, known: Sequence[Entity]) -> Span | None:
    """«Kazakhstan Kassym-Jomart Tokayev» without the state."""
    for name in known:
        if name.span.start <= span.start < name.span.end:
            return Span(name.span.end + 1, span.end) if name.span.end + 1 < span.end else None
    return span


def _person(text: str, span: Span) -> Entity:
    trimmed = _trim(text, span)
    name = trimmed.of(text)
    words = name.split()
    surname = words[0] if words[0].lower() in FAMILY_FIRST and len(words) > 1 else words[-1]
    entity = Entity(trimmed, name, EntityKind.PERSON, name, surname_key(surname))
    return replace(entity, key=entity.key or words_key(name))
