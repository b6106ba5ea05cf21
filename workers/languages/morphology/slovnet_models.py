"""The slovnet models that the `natasha` wheel carries: morphology, syntax and names of Russian.

`natasha` itself is never imported: it pulls in pymorphy2, which does not run on Python 3.11.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from navec import Navec
from slovnet import NER, Morph, Syntax
from threadpoolctl import ThreadpoolController

# Syntax compares every word with every other one, so its memory grows with the square.
MOST_WORDS_AT_ONCE = 160
SENTENCES_AT_ONCE = 8


class _Infer(Protocol):
    """The three steps of a slovnet model, from words to labels."""

    def encoder(self, batch: list[Sequence[str]]) -> Iterator[object]: ...
    def process(self, inputs: Iterator[object]) -> Iterator[object]: ...
    def decoder(self, predictions: Iterator[object]) -> Iterator[Any]: ...


class ModelDataMissing(RuntimeError):
    """The data files of an installed package are not where they should be."""


@dataclass(frozen=True, slots=True)
class TaggedWords:
    """What the models say of each word of a sentence; all lists have the words' length."""

    tags: list[str]  # "NOUN|Case=Gen|Number=Sing"
    heads: list[int]  # index of the head; -1: root
    relations: list[str]  # "nsubj"
    names: list[str]  # "B-PER", "I-PER", "O"


class SlovnetTagger:
    """Tags sentences given as lists of words."""

    def __init__(self, folder: Path) -> None:
        embedding = Navec.load(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")
        models = folder / "model"
        self._morph = Morph.load(models / "slovnet_morph_news_v1.tar").navec(embedding).infer
        self._syntax = Syntax.load(models / "slovnet_syntax_news_v1.tar").navec(embedding).infer
        self._threads = ThreadpoolController()
        self._names = NER.load(models / "slovnet_ner_news_v1.tar").navec(embedding).infer

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[TaggedWords]:
        """Tags of every sentence, in the order given."""
        pieces = [piece for words in sentences for piece in _pieces(words)]
        # Matrices this small lose by threads: on a busy machine BLAS spins five times as long.
        with self._threads.limit(limits=1, user_api="blas"):
            tagged = self._tag_by_length(pieces)
        return [_join([next(tagged) for _ in _pieces(words)]) for words in sentences]

    def _tag_by_length(self, pieces: list[Sequence[str]]) -> Iterator[TaggedWords]:
        """Sentences of like length share a batch, so little of it is padding."""
        order = sorted(range(len(pieces)), key=lambda index: len(pieces[index]))
        tagged: list[TaggedWords | None] = [None] * len(pieces)
        for start in range(0, len(order), SENTENCES_AT_ONCE):
            batch = order[start : start + SENTENCES_AT_ONCE]
            found = self._tag_batch([pieces[index] for index in batch])
            for index, words in zip(batch, found, strict=True):
                tagged[index] = words
        return (words for words in tagged if words is not None)

    def _tag_batch(self, batch: list[Sequence[str]]) -> list[TaggedWords]:
        morph = _decode(self._morph, batch)
        syntax = _decode(self._syntax, batch)
        names = _decode(self._names, batch)
        return [
            TaggedWords(tags, [_head(one, number) for number, one in enumerate(heads)], rels, bio)
            for tags, (_, heads, rels), bio in zip(morph, syntax, names, strict=True)
        ]


def load_slovnet_tagger() -> SlovnetTagger:
    """Load the models (about a second, 100 MB)."""
    spec = find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise ModelDataMissing("the package natasha, which carries the Russian models, is missing")
    return SlovnetTagger(Path(spec.submodule_search_locations[0]) / "data")


def _decode(infer: "_Infer", batch: list[Sequence[str]]) -> Iterable[Any]:
    return list(infer.decoder(infer.process(infer.encoder(batch))))


def _head(written: str, position: int) -> int:
    """slovnet counts words from 1 and calls the root's head 0; a word may hang on itself."""
    head = int(written) - 1
    return -1 if head == position else head


def _pieces(words: Sequence[str]) -> list[Sequence[str]]:
    return [words[at : at + MOST_WORDS_AT_ONCE] for at in range(0, len(words), MOST_WORDS_AT_ONCE)]


def _join(pieces: list[TaggedWords]) -> TaggedWords:
    whole = TaggedWords([], [], [], [])
    for piece in pieces:
        offset = len(whole.tags)
        whole.tags.extend(piece.tags)
        whole.heads.extend(head if head < 0 else head + offset for head in piece.heads)
        whole.relations.extend(piece.relations)
        whole.names.extend(piece.names)
    return whole
