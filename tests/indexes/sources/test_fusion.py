import pytest

from indexes.sources.fusion import fuse_scores

SCORES: list[tuple[list[dict[str, float]], dict[str, float]]] = [
    ([], {}),
    ([{}, {}], {}),
    ([{"a": 12.0}], {"a": 1.0}),
    ([{"a": 9.0, "b": 5.0, "c": 1.0}], {"a": 1.0, "b": 0.5, "c": 0.0}),
    # whatever scales the rankings have; what a ranking lacks counts as its last
    ([{"a": 20.0, "b": 10.0}, {"b": 0.9, "c": 0.8}], {"a": 0.5, "b": 0.5, "c": 0.0}),
    # far ahead by words, hardly behind by meaning: first
    ([{"a": 30.0, "b": 12.0, "c": 10.0}, {"b": 0.9, "a": 0.89, "c": 0.8}],
     {"a": 0.95, "b": 0.55, "c": 0.0}),
    ([{"a": 3.0, "b": 3.0}], {"a": 1.0, "b": 1.0}),
]  # fmt: skip


@pytest.mark.parametrize(("rankings", "fused"), SCORES)
def test_scores_are_stretched_and_averaged(
    rankings: list[dict[str, float]], fused: dict[str, float]
) -> None:
    found = fuse_scores(rankings)
    assert found == pytest.approx(fused)
    assert list(found) == list(fused)
