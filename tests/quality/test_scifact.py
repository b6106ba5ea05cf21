"""SciFact's scores on hand-made cases; the first is the example of the leaderboard's guide."""

import pytest

from indexes.records import Stance
from tests.quality.scifact import (
    Counts,
    Found,
    FoundAbstract,
    GoldAbstract,
    SciFactClaim,
    count_labels,
    count_rationalised,
    count_selected,
    count_sentence_labels,
    ndcg,
    recall,
    sum_f1,
)

SUPPORTS, REFUTES = Stance.SUPPORTS, Stance.REFUTES
ALDH1 = SciFactClaim(
    id=52,
    text="ALDH1 expression is associated with poorer prognosis for breast cancer primary tumors.",
    evidence={
        "11": GoldAbstract(SUPPORTS, (frozenset({0, 1}), frozenset({11}))),
        "15": GoldAbstract(SUPPORTS, (frozenset({4}),)),
    },
    cited=frozenset({"11", "15"}),
)
UNDECIDED = SciFactClaim(id=1, text="…", evidence={}, cited=frozenset({"31715818"}))

GUIDE = {"11": FoundAbstract(SUPPORTS, (1, 11, 13)), "16": FoundAbstract(REFUTES, (18, 20))}
WRONG_LABEL = {"11": FoundAbstract(REFUTES, (0, 1))}
TOO_LATE = {"11": FoundAbstract(SUPPORTS, (2, 3, 4, 11))}  # the fourth sentence counts no more


@pytest.mark.parametrize(
    ("claim", "found", "label", "rationalised", "selected", "sentence_label"),
    [
        (ALDH1, GUIDE, (2, 2, 1), (2, 2, 1), (4, 5, 1), (4, 5, 1)),
        (ALDH1, WRONG_LABEL, (2, 1, 0), (2, 1, 0), (4, 2, 2), (4, 2, 0)),
        (ALDH1, TOO_LATE, (2, 1, 1), (2, 1, 0), (4, 4, 1), (4, 4, 1)),
        (ALDH1, {}, (2, 0, 0), (2, 0, 0), (4, 0, 0), (4, 0, 0)),
        (UNDECIDED, GUIDE, (0, 2, 0), (0, 2, 0), (0, 5, 0), (0, 5, 0)),
        (UNDECIDED, {}, (0, 0, 0), (0, 0, 0), (0, 0, 0), (0, 0, 0)),
    ],
)
def test_counts(
    claim: SciFactClaim, found: Found, label: tuple[int, int, int],
    rationalised: tuple[int, int, int], selected: tuple[int, int, int],
    sentence_label: tuple[int, int, int],
) -> None:  # fmt: skip
    assert count_labels(claim, found) == Counts(*label)
    assert count_rationalised(claim, found) == Counts(*rationalised)
    assert count_selected(claim, found) == Counts(*selected)
    assert count_sentence_labels(claim, found) == Counts(*sentence_label)


def test_f1_is_of_all_claims_together() -> None:
    assert sum_f1([Counts(4, 5, 1)]) == pytest.approx(2 / 9)  # as in the guide
    assert sum_f1([Counts(2, 2, 2), Counts(2, 0, 0), Counts(0, 2, 0)]) == pytest.approx(0.5)
    assert sum_f1([Counts(0, 0, 0)]) == 0.0


@pytest.mark.parametrize(
    ("ranking", "value"),
    [
        (["a", "b"], 1.0),
        (["x", "a"], 1 / 1.5849625007211563 / (1 + 1 / 1.5849625007211563)),
        (["x"] * 10 + ["a"], 0.0),
        ([], 0.0),
    ],
)
def test_ndcg(ranking: list[str], value: float) -> None:
    assert ndcg(ranking, frozenset({"a", "b"})) == pytest.approx(value)


def test_recall() -> None:
    assert recall(["a", "x", "b"], frozenset({"a", "b"}), 2) == 0.5
