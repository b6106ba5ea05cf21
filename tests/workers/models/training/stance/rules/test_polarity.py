"""Negation and words of the opposite meaning."""

import pytest

from tests.workers.models.training.stance.rules.changing import change
from workers.models.training.stance.rules.polarity import (
    add_negation,
    remove_negation,
    turn_verb,
    turn_word,
)
from workers.models.training.stance.rules.statement import Rule


@pytest.mark.parametrize(
    ("rule", "sentence", "changed"),
    [
        (add_negation, "Суд признал директора виновным.", {"Суд не признал директора виновным."}),
        (
            add_negation,
            "Задержали водителя в центре города.",
            {"Не задержали водителя в центре города."},
        ),
        (
            remove_negation,
            "Суд не признал директора виновным.",
            {"Суд признал директора виновным."},
        ),
        (turn_word, "Дома стоят в северной части города.", {"Дома стоят в южной части города."}),
        (turn_word, "Соседи живут выше.", {"Соседи живут ниже."}),
    ],
)
def test_turned(rule: Rule, sentence: str, changed: set[str]) -> None:
    assert change(rule, sentence) == changed


@pytest.mark.parametrize(
    ("sentence", "some"),
    [
        (
            "Цены на хлеб выросли вдвое.",
            {"Цены на хлеб упали вдвое.", "Цены на хлеб снизились вдвое."},
        ),
        ("Совет одобрил бюджет города.", {"Совет отклонил бюджет города."}),
        ("Завод снизил цены на тракторы.", {"Завод повысил цены на тракторы."}),
    ],
)
def test_verb_of_the_opposite_meaning(sentence: str, some: set[str]) -> None:
    assert change(turn_verb, sentence) >= some


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (add_negation, "Суд не признал директора виновным."),
        (add_negation, "Только суд признал директора виновным."),
        (add_negation, "Если суд признал директора виновным, его уволят."),
        (remove_negation, "Водитель не получил ответа."),  # «получил ответа»
        (remove_negation, "Никто не признал директора виновным."),
        (turn_verb, "Полиция открыла огонь по толпе."),
        (turn_verb, "Цены на хлеб не выросли."),
        (turn_word, "Фирма «Северный ветер» закрылась."),
        (turn_word, "Книгу издали к 10-летнему юбилею."),
    ],
)
def test_left_alone(rule: Rule, sentence: str) -> None:
    assert change(rule, sentence) == set()
