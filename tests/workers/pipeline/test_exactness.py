"""What of a claim's numbers and dates a passage lacks."""

from datetime import date

import pytest

from workers.languages.factory import open_language
from workers.pipeline.checks import Facts, read_facts
from workers.pipeline.exactness import (
    share_of_missing_numbers,
    share_of_rivalled_dates,
    share_of_rivalled_numbers,
)

DAY = date(2024, 3, 14)


def read(text: str) -> Facts:
    return read_facts(text, open_language("ru"), DAY)


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


@pytest.mark.parametrize(
    ("claim", "passage", "rivalled"),
    [
        ("Мост открыли 5 мая 2023 года.", "Мост открыли 5 мая 2023 года.", 0.0),
        ("Мост открыли в мае 2023 года.", "Мост открыли 5 мая 2023 года.", 0.0),
        ("Мост открыли 5 мая 2023 года.", "Мост открыли 9 мая 2023 года.", 1.0),
        ("Мост открыли 5 мая 2023 года.", "Мост открыли.", 0.0),
    ],
)
def test_dates(claim: str, passage: str, rivalled: float) -> None:
    assert share_of_rivalled_dates(read(claim), [read(passage)]) == rivalled
