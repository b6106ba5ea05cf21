"""Units, ordinals and words for how many."""

import pytest

from tests.workers.models.training.stance.rules.changing import change
from workers.models.training.stance.rules.measures import (
    add_all,
    change_ordinal,
    change_quantifier,
    change_unit,
)
from workers.models.training.stance.rules.statement import Rule


@pytest.mark.parametrize(
    ("rule", "sentence", "changed"),
    [
        (
            change_unit,
            "Ремонт обошёлся в 5 миллионов рублей.",
            {"Ремонт обошёлся в 5 миллиардов рублей.", "Ремонт обошёлся в 5 миллионов долларов."},
        ),
        (change_unit, "До школы 3 км.", {"До школы 3 м."}),
        (change_unit, "Он родился 12 лет назад.", set()),
        (change_quantifier, "Все школы закрыты.", {"Не все школы закрыты."}),
        (change_quantifier, "Дожди здесь часто идут.", {"Дожди здесь редко идут."}),
        (change_quantifier, "Все школы не закрыты.", set()),
        (add_all, "Пенсионеры получили выплаты.", {"Все пенсионеры получили выплаты."}),
        (add_all, "Грабители скрылись с места преступления.", set()),
        (add_all, "Многие пенсионеры получили выплаты.", set()),
    ],
)
def test_measure(rule: Rule, sentence: str, changed: set[str]) -> None:
    assert change(rule, sentence) == changed


def test_ordinal_with_its_preposition() -> None:
    changed = change(change_ordinal, "Он забил гол в третьем матче.")
    assert "Он забил гол во втором матче." in changed
    assert all(one.endswith("ом матче.") or "седьмом" in one for one in changed)


@pytest.mark.parametrize(
    "sentence", ["Дом построили после Второй мировой войны.", "Во вторую очередь открыли школу."]
)
def test_no_rank(sentence: str) -> None:
    assert change(change_ordinal, sentence) == set()
