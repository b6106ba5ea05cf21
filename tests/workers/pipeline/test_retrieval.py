"""Two rankings of candidates become one."""

from indexes.records import Article, Candidate, Passage, Span
from workers.pipeline.retrieval import find_own_sources, merge_candidates


def candidate(name: str, score: float, url: str = "") -> Candidate:
    return Candidate(Passage(f"{name}#0", name, Span(0, 1), "т", url=url), score)


def test_a_passage_in_both_rankings_adds_up() -> None:
    own = [candidate("a", 0.5), candidate("b", 0.4)]
    context = [candidate("b", 0.4), candidate("c", 0.3)]
    merged = merge_candidates(own, context)
    assert [one.passage.source_id for one in merged] == ["b", "a", "c"]
    assert merged[0].fused_score == 0.8


def test_equal_scores_keep_one_order() -> None:
    one, other = candidate("a", 0.5), candidate("b", 0.5)
    assert merge_candidates([one, other], []) == merge_candidates([other, one], [])


def test_the_articles_own_page_is_known_by_its_address() -> None:
    article = Article(id="x", text="т", url="https://a.example/1")
    found = [[candidate("a", 1, url="https://a.example/1"), candidate("b", 1)]]
    assert find_own_sources(article, found) == {"a"}
    assert find_own_sources(Article(id="x", text="т"), found) == frozenset()
