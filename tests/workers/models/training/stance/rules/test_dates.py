"""Dates moved, and days left out."""

import re

import pytest

from tests.workers.models.training.stance.rules.changing import change
from workers.models.training.stance.rules.dates import drop_day, shift_date


@pytest.mark.parametrize(
    ("sentence", "pattern"),
    [
        ("Мост открыли в августе.", r"Мост открыли в (?!августе)[а-я]+(?:е|ле|ре)\."),
        ("Он родился в 1975 году.", r"Он родился в (?!1975)\d{4} году\."),
        ("Парламент собрался во вторник.", r"Парламент собрался в (?!вторник)[а-я]+\."),
        ("Поезд прибыл утром.", r"Поезд прибыл (?:вечером|ночью|днём)\."),
        ("Выборы прошли 5 марта.", r"Выборы прошли (?:(?!5 )\d+ марта|5 (?!марта)[а-я]+)\."),
    ],
)
def test_date_moves(sentence: str, pattern: str) -> None:
    changed = change(shift_date, sentence)
    assert len(changed) > 1
    assert all(re.fullmatch(pattern, one) for one in changed)


def test_preposition_follows_weekday() -> None:
    assert "Суд собрался во вторник." in change(shift_date, "Суд собрался в среду.")


@pytest.mark.parametrize(
    "sentence",
    ["С каждым днём поезд прибывал позже.", "Завод выпустил 2015 тракторов.", "Мост открыли."],
)
def test_no_date_to_move(sentence: str) -> None:
    assert change(shift_date, sentence) == set()


@pytest.mark.parametrize(
    ("sentence", "changed"),
    [
        ("Выборы прошли 5 марта 2018 года.", {"Выборы прошли в марте 2018 года."}),
        ("Выставка идёт с 5 марта.", set()),
        ("Он выступил в субботу 8 января.", set()),
        ("Выставка пройдёт 5-7 марта.", set()),
    ],
)
def test_day_is_left_out(sentence: str, changed: set[str]) -> None:
    assert change(drop_day, sentence) == changed
