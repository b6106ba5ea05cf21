"""The facts that people annotated in the factRuEval devset, and where its texts tell them."""

import tarfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from indexes.records import Span
from tests.quality.gold import SHARED

ARCHIVE = SHARED / "data" / "factrueval2016-devset.tar.xz"
PLACED = ("obj", "span")  # arguments that have a place in the text


@dataclass(frozen=True, slots=True)
class Fact:
    """«X holds office Y», «X met Y», with every place where each of its arguments is mentioned."""

    id: str
    kind: str
    arguments: tuple[tuple[Span, ...], ...]

    def find_spans(self, sentences: Sequence[Span]) -> list[Span]:
        """Where it is told: in each sentence that names most of its arguments, the shortest
        stretch that does; only there where its position stands, if that is annotated.

        What no sentence tells together («Он вошёл в совет директоров») is left to the context.
        """
        told = [self._within(sentence) for sentence in sentences]
        most = max(map(len, told))
        return [_shortest(arguments) for arguments in told if len(arguments) == most]

    def _within(self, sentence: Span) -> list[list[Span]]:
        own = [[one for one in mentions if sentence.contains(one)] for mentions in self.arguments]
        return [mentions for mentions in own if mentions]


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A news text, its sentences and its facts."""

    name: str
    text: str
    sentences: tuple[Span, ...]
    facts: tuple[Fact, ...]


def _shortest(arguments: Sequence[Sequence[Span]]) -> Span:
    """The shortest stretch with one mention of each argument."""
    stretches = []
    for start in sorted({one.start for mentions in arguments for one in mentions}):
        ends = [
            min((one.end for one in mentions if one.start >= start), default=None)
            for mentions in arguments
        ]
        if None not in ends:
            stretches.append(Span(start, max(end for end in ends if end is not None)))
    return min(stretches, key=len)


@cache
def read_texts() -> tuple[AnnotatedText, ...]:
    """All texts, in the order of their names."""
    with tarfile.open(ARCHIVE) as archive:
        files = {
            member.name.rpartition("/")[2]: archive.extractfile(member).read().decode()  # type: ignore[union-attr]
            for member in archive.getmembers()
            if member.isfile() and "devset/" in member.name
        }
    names = sorted(name.removesuffix(".txt") for name in files if name.endswith(".txt"))
    return tuple(_read_text(name, files) for name in names)


def _read_text(name: str, files: Mapping[str, str]) -> AnnotatedText:
    reader = LayerReader({layer: files[f"{name}.{layer}"] for layer in LAYERS})
    return AnnotatedText(name, files[f"{name}.txt"], reader.sentences(), reader.facts())


LAYERS = ("tokens", "spans", "objects", "coref", "facts")


@dataclass
class LayerReader:
    """One text's layers of annotation: tokens, spans of them, objects of those, objects that are
    one, facts about these."""

    layers: Mapping[str, str]
    places: dict[str, tuple[Span, ...]] = field(init=False)  # by «span12» and «obj34»

    def __post_init__(self) -> None:
        spans = {row[0]: _span(row[2], row[3]) for row in self._rows("spans")}
        mentions = {
            row[0]: _around([spans[one] for one in row[2:] if one in spans])
            for row in self._rows("objects")
        }
        self.places = {f"span{name}": (span,) for name, span in spans.items()}
        for (name, *members), *_ in self._blocks("coref"):
            self.places[f"obj{name}"] = tuple(mentions[one] for one in members)

    def sentences(self) -> tuple[Span, ...]:
        blocks = self._blocks("tokens")
        return tuple(_around([_span(row[1], row[2]) for row in block]) for block in blocks)

    def facts(self) -> tuple[Fact, ...]:
        return tuple(
            Fact(name, kind, tuple(self.places[row[1]] for row in rows if self._is_placed(row)))
            for (name, kind, *_), *rows in self._blocks("facts")
        )

    def _is_placed(self, row: Sequence[str]) -> bool:
        return len(row) > 1 and row[1].startswith(PLACED) and row[1] in self.places

    def _rows(self, layer: str) -> Iterator[list[str]]:
        for line in self.layers[layer].splitlines():
            row = line.partition("#")[0].split()
            if row:
                yield row

    def _blocks(self, layer: str) -> Iterator[list[list[str]]]:
        for block in self.layers[layer].split("\n\n"):
            rows = [line.split() for line in block.splitlines() if line.strip()]
            if rows:
                yield rows


def _span(start: str, length: str) -> Span:
    return Span(int(start), int(start) + int(length))


def _around(spans: Sequence[Span]) -> Span:
    return Span(min(one.start for one in spans), max(one.end for one in spans))
