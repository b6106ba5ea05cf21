"""Numbers across languages, turned round, and with the rest of the passage in sight."""

import pytest

from tests.workers.pipeline.checks.reading import run, run_across, run_in_passage
from workers.pipeline.checks.numbers import check_numbers

DIFFERENT = [
    ("Комиссия проверила 208 школ области.", "Комиссия проверила 108 школ области."),
    ("Завод выпустил 50 тракторов за месяц.", "Завод выпустил 1500 тракторов за месяц."),
    ("Музей купил картину за 3 млн евро.", "Музей купил картину за 8 млн евро."),
]


@pytest.mark.parametrize(("claim", "evidence"), DIFFERENT)
def test_what_differs_never_agrees_the_other_way_round(claim: str, evidence: str) -> None:
    assert run(check_numbers, evidence, claim).outcome == "differs"


@pytest.mark.parametrize(
    ("claim", "evidence", "outcome"),
    [
        (("На пароме плыли 214 человек.", "ru"), ("The ferry carried 214 people.", "en"), "agrees"),
        (
            ("The bridge cost 30 billion rubles.", "en"),
            ("Мост стоил 29,8 млрд рублей.", "ru"),
            "agrees",
        ),
        (("На пароме плыли 214 человек.", "ru"), ("The ferry carried 241 people.", "en"), "silent"),
        (("Закрыли 12 школ.", "ru"), ("Twelve hospitals were closed.", "en"), "silent"),
        (("Закрыли 12 школ.", "ru"), ("Twelve schools were closed.", "en"), "agrees"),
        (
            ("Прибыль Газпрома выросла на 9 %.", "ru"),
            ("Gazprom's profit fell by 9%.", "en"),
            "differs",
        ),
    ],
)
def test_across_languages(claim: tuple[str, str], evidence: tuple[str, str], outcome: str) -> None:
    assert run_across(check_numbers, claim, evidence).outcome == outcome


@pytest.mark.parametrize(
    ("claim", "sentences", "outcome"),
    [
        (  # another sentence of the passage has the claim's number
            "Полиция Ниша задержала 32 болельщика.",
            [
                "Полиция Ниша задержала 23 болельщика.",
                "К ночи полиция задержала уже 32 болельщика.",
            ],
            "silent",
        ),
        (  # or numbers that it follows from
            "Полиция Ниша задержала 32 болельщика.",
            ["Полиция Ниша задержала 23 болельщика.", "Ночью задержали ещё девять болельщиков."],
            "silent",
        ),
        (
            "Полиция Ниша задержала 32 болельщика.",
            ["Полиция Ниша задержала 23 болельщика.", "Матч закончился вничью."],
            "differs",
        ),
    ],
)
def test_the_passage_is_asked_too(claim: str, sentences: list[str], outcome: str) -> None:
    assert run_in_passage(check_numbers, claim, sentences).outcome == outcome


def test_a_change_the_other_way_says_so() -> None:
    result = run(check_numbers, "Экспорт мёда вырос на 36 %.", "Экспорт мёда снизился на 36 %.")
    assert result.reason is not None
    assert result.reason.code == "direction_differs"
    assert result.reason.details == {"claim": "вырос на 36 %", "evidence": "снизился на 36 %"}
