"""Names in English text: spaCy's, with the keys that Russian names have too."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from indexes.records import Span
from workers.languages.language import Entity, EntityKind
from workers.languages.names.keys import surname_key, words_key

if TYPE_CHECKING:
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


def find_names(
    documents: "Sequence[spacy.tokens.Doc]", sentences: Sequence[Span]
) -> tuple[Entity, ...]:
    """Names of parsed sentences, in order."""
    return tuple(
        _entity(found, sentence.start)
        for document, sentence in zip(documents, sentences, strict=True)
        for found in document.ents
        if found.label_ in KINDS
    )


def _entity(found: "spacy.tokens.Span", offset: int) -> Entity:
    kind = KINDS[found.label_]
    last = found.text.split()[-1]
    key = surname_key(last) if kind is EntityKind.PERSON else words_key(found.text)
    span = Span(offset + found.start_char, offset + found.end_char)
    return Entity(span, found.text, kind, found.text, key)
