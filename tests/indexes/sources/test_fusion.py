import pytest

from indexes.sources.fusion import fuse_ranks, fuse_scores

CASES = [
    ([], []),
    ([[], []], []),
    ([["a", "b"]], ["a", "b"]),
    ([["a", "b"], ["b", "c"]], ["b", "a", "c"]),  # two seconds beat one first
    ([["a", "b"], ["c", "d"]], ["a", "c", "b", "d"]),  # ties: earlier rankings first
    ([["a", "b", "c"], ["c", "b", "a"], ["b"]], ["b", "a", "c"]),
]


@pytest.mark.parametrize(("rankings", "fused"), CASES)
def test_order(rankings: list[list[str]], fused: list[str]) -> None:
    assert list(fuse_ranks(rankings)) == fused


def test_scores_are_those_of_the_paper() -> None:
    assert fuse_ranks([["a"], ["b", "a"]]) == {
        "a": pytest.approx(1 / 61 + 1 / 62),
        "b": pytest.approx(1 / 61),
    }


def test_damping() -> None:
    rankings = [["a", "b", "c", "d"], ["d", "c", "b", "e"]]
    assert next(iter(fuse_ranks(rankings, damping=0))) == "d"
    assert fuse_ranks(rankings, damping=0)["a"] == 1.0


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
