"""Where a passage speaks of a claim: its closest sentence and what stands around it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexes.records import Candidate, Claim, Passage, Span
from indexes.sources.analysis import index_tokens
from indexes.sources.library import Vector
from workers.pipeline.reranking import CutPassage

STRETCH_CHARACTERS = 450  # what the model reads of a passage; it learned on two or three sentences
WORDS_WEIGHT = 0.1  # of shared words beside the cosine, which hardly moves between sentences


@dataclass(frozen=True, slots=True)
class Place:
    """The stretch of a passage that speaks of a claim: its closest sentence and neighbours."""

    candidate: Candidate
    spans: tuple[Span, ...]  # sentences of the stretch, in the passage
    closest: int  # which of them is the closest
    similarity: float  # of the closest

    @property
    def passage(self) -> Passage:
        return self.candidate.passage

    @property
    def text(self) -> str:
        return Span(self.spans[0].start, self.spans[-1].end).of(self.passage.text)


def choose_place(claim: Claim, vector: Vector, candidate: Candidate, cut: CutPassage) -> Place:
    """The passage's closest sentence, by meaning and shared words, with its neighbours.

    `vector`: the claim's, (dimensions,). A passage in which no sentence was found is one sentence.
    """
    passage = candidate.passage
    if not cut.spans:
        return Place(candidate, (Span(0, len(passage.text)),), 0, 0.0)
    similarities = cut.vectors @ vector
    wanted = frozenset(token.text for token in index_tokens(claim.text, claim.language))
    shared = [share_words(wanted, span.of(passage.text), passage.language) for span in cut.spans]
    closest = int(np.argmax(similarities + WORDS_WEIGHT * np.array(shared)))
    first, last = widen(cut.spans, closest)
    return Place(
        candidate, tuple(cut.spans[first:last]), closest - first, float(similarities[closest])
    )


def share_words(wanted: frozenset[str], sentence: str, language: str) -> float:
    """Share of the wanted index tokens that the sentence has."""
    found = {token.text for token in index_tokens(sentence, language)}
    return len(wanted & found) / len(wanted) if wanted else 0.0


def widen(spans: Sequence[Span], closest: int) -> tuple[int, int]:
    """First and last + 1 of the sentences around the closest that fit a stretch."""
    first, last = closest, closest + 1
    while True:
        before = first > 0 and spans[last - 1].end - spans[first - 1].start <= STRETCH_CHARACTERS
        if before:
            first -= 1
        after = last < len(spans) and spans[last].end - spans[first].start <= STRETCH_CHARACTERS
        if after:
            last += 1
        if not before and not after:
            return first, last
