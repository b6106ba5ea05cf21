import pytest

from indexes.sources.fusion import fuse_ranks

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
