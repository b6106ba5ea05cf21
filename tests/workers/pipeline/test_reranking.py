"""The closest sentence moves a candidate up."""

import numpy as np

from indexes.records import Candidate, Passage, Span
from workers.pipeline.reranking import KEPT, CutPassage, rerank

CLAIM = np.array([1.0, 0.0], dtype=np.float32)
FAR, NEAR = (0.0, 1.0), (1.0, 0.0)


def candidate(name: str) -> Candidate:
    return Candidate(Passage(name, name, Span(0, 1), "т"), 0.1)


def cut(name: str, *vectors: tuple[float, float]) -> CutPassage:
    spans = tuple(Span(place, place + 1) for place in range(len(vectors)))
    own = np.array(vectors, dtype=np.float32).reshape(len(vectors), 2)
    return CutPassage(candidate(name).passage, spans, own)


def test_one_telling_sentence_is_enough() -> None:
    found = [candidate("a"), candidate("b"), candidate("c")]
    passages = {"a": cut("a", FAR), "b": cut("b", FAR, NEAR, FAR), "c": cut("c", FAR)}
    ranked = rerank(CLAIM, found, passages)
    assert ranked[0].passage.id == "b"
    assert ranked[0].rerank_score == 1.0


def test_equal_sentences_keep_the_order_of_retrieval() -> None:
    found = [candidate("b"), candidate("a")]
    ranked = rerank(CLAIM, found, {"a": cut("a", FAR), "b": cut("b", FAR)})
    assert [one.passage.id for one in ranked] == ["b", "a"]


def test_only_the_best_are_kept() -> None:
    found = [candidate(str(number)) for number in range(KEPT + 5)]
    passages = {one.passage.id: cut(one.passage.id, NEAR) for one in found}
    assert len(rerank(CLAIM, found, passages)) == KEPT


def test_a_passage_without_a_sentence_comes_last() -> None:
    ranked = rerank(CLAIM, [candidate("a"), candidate("b")], {"a": cut("a"), "b": cut("b", NEAR)})
    assert ranked[0].passage.id == "b"
