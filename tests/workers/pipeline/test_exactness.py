"""What of a claim's numbers and dates a passage lacks."""

from datetime import date

import pytest

from workers.languages.factory import open_language
from workers.pipeline.checks import Facts, read_facts
from workers.pipeline.exactness import (
    share_of_challenged_numbers,
    share_of_met_dates,
    share_of_met_names,
    share_of_met_numbers,
    share_of_missing_numbers,
    share_of_rivalled_dates,
    share_of_rivalled_names,
    share_of_rivalled_numbers,
)

DAY = date(2024, 3, 14)


def read(text: str, language: str = "ru") -> Facts:
    return read_facts(text, open_language(language), DAY)


@pytest.mark.parametrize(
    ("claim", "passage", "missing", "rivalled"),
    [
        ("В школе 120 учеников.", "В школе 120 учеников.", 0.0, 0.0),
        ("В школе 120 учеников.", "В школе учится 140 учеников.", 1.0, 1.0),
        ("В школе 120 учеников.", "В школе новая крыша.", 1.0, 0.0),
        ("Рост составил 5 %.", "Рост составил 7 %.", 1.0, 1.0),
        ("Рост составил 5 %.", "Построено 5 домов.", 1.0, 0.0),
        ("Собрано около 2500 тонн.", "Собрано две с половиной тысячи тонн.", 0.0, 0.0),
        ("Мост открыли.", "Мост открыли.", 0.0, 0.0),
        ("За 80 рублей дали 3 кг.", "За 80 рублей дали 4 кг.", 0.5, 0.5),
    ],
)
def test_numbers(claim: str, passage: str, missing: float, rivalled: float) -> None:
    assert share_of_missing_numbers(read(claim), [read(passage)]) == missing
    assert share_of_rivalled_numbers(read(claim), [read(passage)]) == rivalled
    has_numbers = bool(read(claim).quantities)
    assert share_of_met_numbers(read(claim), [read(passage)]) == (1 - missing) * has_numbers


@pytest.mark.parametrize(
    ("claim", "passage", "language", "challenged"),
    [
        ("Против голосовали шесть депутатов.", "Итог: «за» — 27, «против» — 4.", "ru", 1.0),
        ("Против голосовали шесть депутатов.", "Итог: «за» — 27, «против» — 6.", "ru", 0.0),
        ("Приехали военные шести стран.", "Troops from seven nations came.", "en", 1.0),
        ("Приехали военные шести стран.", "Troops came in June.", "en", 0.0),
        ("Построено 12 домов.", "Построено 3 школы.", "ru", 0.0),
        ("Построено 12 домов на 5 млн рублей.", "12 домов стоили 5 млн рублей.", "ru", 0.0),
        ("Из 216 квартир 48 отдали врачам.", "В доме 216 квартир, врачам — 62.", "ru", 0.5),
        ("Рост составил 5 %.", "Рост за год — 7 %.", "ru", 1.0),
    ],
)
def test_challenged_numbers(claim: str, passage: str, language: str, challenged: float) -> None:
    assert share_of_challenged_numbers(read(claim), [read(passage, language)]) == challenged


@pytest.mark.parametrize(
    ("claim", "passage", "met", "rivalled"),
    [
        ("Театр возглавил Олег Зимин.", "О. Зимин руководит театром с мая.", 1.0, 0.0),
        ("Театр возглавил Олег Зимин.", "Руководить театром поручено Анне Лесковой.", 0.0, 1.0),
        ("Театр возглавил Олег Зимин.", "В театре новый занавес.", 0.0, 0.0),
        ("Театр открыли.", "Театр открыл Олег Зимин.", 0.0, 0.0),
    ],
)
def test_names(claim: str, passage: str, met: float, rivalled: float) -> None:
    assert share_of_met_names(read(claim), [read(passage)]) == met
    assert share_of_rivalled_names(read(claim), [read(passage)]) == rivalled


@pytest.mark.parametrize(
    ("claim", "passage", "met", "rivalled"),
    [
        ("Мост открыли 5 мая 2023 года.", "Мост открыли 5 мая 2023 года.", 1.0, 0.0),
        ("Мост открыли в мае 2023 года.", "Мост открыли 5 мая 2023 года.", 1.0, 0.0),
        ("Мост открыли 5 мая 2023 года.", "Мост открыли 9 мая 2023 года.", 0.0, 1.0),
        ("Мост открыли 5 мая 2023 года.", "Мост открыли.", 0.0, 0.0),
        ("Мост открыли.", "Мост открыли 5 мая 2023 года.", 0.0, 0.0),
    ],
)
def test_dates(claim: str, passage: str, met: float, rivalled: float) -> None:
    assert share_of_met_dates(read(claim), [read(passage)]) == met
    assert share_of_rivalled_dates(read(claim), [read(passage)]) == rivalled
