"""Details that are left out or put in."""

import pytest

from tests.workers.models.training.stance.rules.changing import change
from workers.models.training.stance.rules.additions import (
    CIRCUMSTANCES,
    add_circumstance,
    add_place,
    add_time,
)
from workers.models.training.stance.rules.details import drop_detail, drop_quality, drop_relative
from workers.models.training.stance.rules.statement import Rule


@pytest.mark.parametrize(
    ("rule", "sentence", "changed"),
    [
        (
            drop_detail,
            "В ноябре 2010 года власти Таиланда выдали торговца оружием.",
            {"Власти Таиланда выдали торговца оружием."},
        ),
        (drop_detail, "В ноябре власти не выдали торговца оружием.", set()),
        (drop_detail, "Завод Volkswagen находится в Калуге на берегу реки.", set()),
        (
            drop_relative,
            "Жюри, в котором Россию представляет блогер, назовёт победителей.",
            {"Жюри назовёт победителей."},
        ),
        (drop_relative, "Обама выступил после того, как прошла минута молчания.", set()),
        (
            drop_quality,
            "Пожарные вынесли из деревянного дома двоих детей.",
            {"Пожарные вынесли из дома двоих детей."},
        ),
        (drop_quality, "Пожарные вынесли из дома бывшего министра.", set()),
        (drop_quality, "Стороны договорились о взаимной отмене виз.", set()),  # «о отмене»
    ],
)
def test_left_out(rule: Rule, sentence: str, changed: set[str]) -> None:
    assert change(rule, sentence) == changed


def test_time_put_in() -> None:
    changed = change(add_time, "Полиция задержала грабителя.")
    assert len(changed) > 1
    assert all(one.endswith(" полиция задержала грабителя.") for one in changed)


def test_place_put_in() -> None:
    changed = change(add_place, "Полиция задержала грабителя.")
    assert "В Перми полиция задержала грабителя." in changed


def test_circumstance_put_in() -> None:
    changed = change(add_circumstance, "Полиция задержала грабителя.")
    assert changed <= {f"Полиция задержала грабителя {one}." for one in CIRCUMSTANCES}
    assert len(changed) > 1


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (add_time, "Вчера полиция задержала грабителя."),
        (add_time, "Полиция задержала грабителя в августе."),
        (add_time, "Полиция задерживает грабителя."),
        (add_place, "Полиция Москвы задержала грабителя."),
        (add_circumstance, "Полиция задержала грабителя, который бежал."),
        (add_circumstance, "Полиция не задержала грабителя."),
    ],
)
def test_nothing_put_in(rule: Rule, sentence: str) -> None:
    assert change(rule, sentence) == set()
