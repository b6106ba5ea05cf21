"""Numbers far off, rounded, and written in another way."""

import re

import pytest

from tests.workers.models.training.stance.rules.changing import change
from workers.models.training.stance.rules.numbers import (
    change_number,
    rewrite_number,
    round_number,
)

DIGITS = "0123456789"


@pytest.mark.parametrize(
    ("sentence", "pattern", "ends"),
    [
        ("Пожар уничтожил 45 домов.", r"Пожар уничтожил (\d*[05-9]|\d*1[1-4]) домов\.", DIGITS),
        ("В школе открыли 22 класса.", r"В школе открыли (\d+) класса\.", "234"),
        ("Суд оштрафовал 34-летнего водителя.", r"Суд оштрафовал (\d+)-летнего водителя\.", "234"),
        ("Цены выросли на 18,3 процента.", r"Цены выросли на (\d+,\d) процента\.", DIGITS),
    ],
)
def test_number_is_far_off_and_agrees(sentence: str, pattern: str, ends: str) -> None:
    written = float(re.search(r"[\d,]+", sentence)[0].replace(",", "."))  # type: ignore[index]
    changed = change(change_number, sentence)
    assert changed
    for one in changed:
        match = re.fullmatch(pattern, one)
        assert match, one
        assert match[1][-1] in ends
        assert abs(float(match[1].replace(",", ".")) - written) / written > 0.2


@pytest.mark.parametrize(
    "sentence",
    [
        "Сборная выиграла матч со счётом 2:1.",
        "На митинг вышли более 500 человек.",  # 700 would not be denied
        "Суд состоялся 5 марта 2018 года.",
        "Команда заняла второе место.",
        "Цены выросли в 2-3 раза.",
    ],
)
def test_number_stays(sentence: str) -> None:
    assert change(change_number, sentence) == set()


@pytest.mark.parametrize(
    ("sentence", "rounded"),
    [
        ("Завод выпустил 1284 трактора.", set()),  # «около 1300 трактора»
        ("В стране умерло 1449 наркоманов.", {"В стране умерло около 1400 наркоманов.",
                                             "В стране умерло более 1400 наркоманов."}),
        ("Завод выпустил более 1287 тракторов.", set()),
        ("Завод выпустил 1300 тракторов.", set()),
    ],
)  # fmt: skip
def test_rounding(sentence: str, rounded: set[str]) -> None:
    assert change(round_number, sentence) == rounded


@pytest.mark.parametrize(
    ("sentence", "other"),
    [
        ("Цены выросли на 18 процентов.", "Цены выросли на 18%."),
        ("На ремонт ушло 40 миллионов рублей.", "На ремонт ушло 40 млн рублей."),
        ("Задержали 5 человек.", "Задержали пять человек."),
        ("На площади собралось более 400 человек.", "На площади собралось свыше 400 человек."),
    ],
)
def test_number_in_another_form(sentence: str, other: str) -> None:
    assert other in change(rewrite_number, sentence)
