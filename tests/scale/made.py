"""Passages made of real ones, as many as a library shall have, always the same.

The first are the real passages themselves. Each of the others begins with half of one real passage
and ends with half of another of its language, its numbers changed; its vector lies between the two
real ones, with noise of half their spread in each dimension. A real library of a million passages
has more different words than this one, and its vectors crowd together more: words are found a
little faster here, and neighbours are harder to tell apart.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexes.records import Passage, Source, Span, make_id
from indexes.sources.library import IndexedSource, Vector
from indexes.sources.sentences import sentence_spans
from tests.scale.options import A_SOURCE
from tests.scale.texts import SEED, Base

BLOCK = 4_096  # passages made at once, whatever the batches are
NOISE = 0.5  # of the spread of real vectors, in each dimension
PUBLISHERS = 40
FIRST_DAY = date(2010, 1, 1)
DAYS = 5_800
SEPARATOR = "\n\n"
NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class MadeLibrary:
    """Sources and vectors by the numbers of their passages."""

    base: Base

    @property
    def dimensions(self) -> int:
        return self.base.passages.shape[1]

    def sources(self, start: int, stop: int) -> Iterator[IndexedSource]:
        """Those with the passages from `start` up to `stop`."""
        for block in range(start // BLOCK, -(-stop // BLOCK)):
            first = block * BLOCK
            made = self._make_block(block)
            yield from made[max(0, start - first) // A_SOURCE : (stop - first) // A_SOURCE]

    def _make_block(self, block: int) -> list[IndexedSource]:
        numbers = np.arange(block * BLOCK, (block + 1) * BLOCK)
        begins, ends, vectors = self._choose(block, numbers)
        return [
            self._make_source(
                int(numbers[at]),
                [
                    self._write(*chosen)
                    for chosen in zip(
                        numbers[at : at + A_SOURCE].tolist(),
                        begins[at : at + A_SOURCE].tolist(),
                        ends[at : at + A_SOURCE].tolist(),
                        strict=True,
                    )
                ],
                self.base.texts.passages[int(begins[at])],
                vectors[at : at + A_SOURCE],
            )
            for at in range(0, BLOCK, A_SOURCE)
        ]

    def _choose(self, block: int, numbers: Numbers) -> tuple[Numbers, Numbers, Vector]:
        """Which real passage each begins and ends with, and its vector."""
        chance = np.random.default_rng([SEED, block])
        languages = np.repeat(chance.integers(0, 2, BLOCK // A_SOURCE), A_SOURCE)
        lowest, count = self._ranges[languages, 0], self._ranges[languages, 1]
        begins = lowest + chance.integers(0, 1 << 40, BLOCK) % count
        ends = lowest + chance.integers(0, 1 << 40, BLOCK) % count
        noise = chance.standard_normal((BLOCK, self.dimensions), dtype=np.float32) * self._noise
        vectors = (self.base.passages[begins] + self.base.passages[ends]) / 2 + noise
        real = numbers[numbers < len(self.base.passages)]
        here = real - numbers[0]
        begins[here] = ends[here] = real
        vectors[here] = self.base.passages[real]
        return begins, ends, vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def _write(self, number: int, begins: int, ends: int) -> str:
        if number < len(self.base.passages):
            return self.base.texts.passages[number].text
        text = f"{self._halves[begins][0]} {self._halves[ends][1]}"
        return NUMBER.sub(lambda found: change_number(found[0], number), text)

    def _make_source(
        self, number: int, texts: Sequence[str], first: Passage, vectors: Vector
    ) -> IndexedSource:
        source = Source(
            id=f"made-{number:09}",
            text=SEPARATOR.join(texts),
            title=f"{first.title} № {number}",
            language=first.language,
            publisher=f"Вестник {number // A_SOURCE % PUBLISHERS}",
            published_at=FIRST_DAY + timedelta(days=number // A_SOURCE * 37 % DAYS),
        )
        starts = np.cumsum([0, *(len(text) + len(SEPARATOR) for text in texts)]).tolist()
        passages = tuple(
            make_passage(source, number + at, Span(start, start + len(text)))
            for at, (start, text) in enumerate(zip(starts, texts, strict=False))
        )
        return IndexedSource(source, passages, vectors)

    @cached_property
    def _halves(self) -> list[tuple[str, str]]:
        return [split_in_half(one.text, one.language) for one in self.base.texts.passages]

    @cached_property
    def _ranges(self) -> Numbers:
        """Of each language the first number and the count of its real passages, (2, 2)."""
        languages = [one.language for one in self.base.texts.passages]
        first = languages.count("ru")
        return np.array([[0, first], [first, len(languages) - first]])

    @cached_property
    def _noise(self) -> Vector:
        spread: Vector = NOISE * self.base.passages.std(axis=0)
        return spread


def make_passage(source: Source, number: int, span: Span) -> Passage:
    return Passage(
        id=passage_id(number),
        source_id=source.id,
        span=span,
        text=span.of(source.text),
        language=source.language,
        title=source.title,
        publisher=source.publisher,
        published_at=source.published_at,
    )


def passage_id(number: int) -> str:
    return make_id("made", str(number))


def change_number(written: str, shift: int) -> str:
    """Another number with as many digits."""
    return f"{(int(written) + shift) % 10 ** len(written):0{len(written)}}"


def split_in_half(text: str, language: str) -> tuple[str, str]:
    """Between two sentences; a single one between two words."""
    ends = [span.end for span in sentence_spans(text, language)][:-1]
    spaces = [found.start() for found in re.finditer(" ", text)]
    middle = min(ends or spaces or [len(text)], key=lambda end: abs(end - len(text) / 2))
    return text[:middle].strip(), text[middle:].strip()
