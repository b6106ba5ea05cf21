"""Dates of claim and evidence: met, contradicted, or nothing to compare."""

import pytest

from indexes.records import CheckOutcome
from tests.workers.pipeline.checks.reading import run, run_across
from workers.pipeline.checks.dates import check_dates

AGREES = [
    ("Мост открыли в августе 2018 года.", "Мост открыли 12 августа 2018 года."),
    ("Мост открыли в 2018 году.", "Мост открыли 12 августа 2018 года."),
    ("Мост открыли 12 августа 2018 года.", "12.08.2018 мост открыли."),
    ("Мост открыли двенадцатого августа 2018 года.", "Мост открыли 12 августа 2018 г."),
    ("Съезд прошёл в XIX веке.", "Съезд прошёл в 1861 году."),
    ("Группа распалась в 90-х годах.", "Группа распалась в 1994 году."),
    ("Завод встал летом 2020 года.", "Завод встал в июле 2020 года."),
    ("Премьера прошла 6 ноября.", "Премьера прошла 6 ноября 2025 года."),
    ("Премьера прошла 12 ноября 2025 года.", "Премьера прошла вчера."),
    ("Выставка шла в первом полугодии 2021 года.", "Выставка шла с 4 по 9 марта 2021 года."),
    ("Договор подписали в 2014–2016 годах.", "Договор подписали в 2015 году."),
    ("Он умер в начале 2018 года.", "Он умер в феврале 2018 года."),
    ("Закон принят в прошлом году.", "Закон принят в мае 2024 года."),
    (
        "Договор подписали 3 мая 2020 года.",
        "Договор, подписанный 3 мая 2020 года, вступил в силу 7 июня 2021 года.",
    ),
    ("В четверг открыли каток.", "Каток открыли 13 ноября 2025 года."),
]
DIFFERS = [
    (
        "Мост через Волгу открыли в августе 2018 года.",
        "Мост через Волгу открыли 12 сентября 2019 года.",
    ),
    (
        "Баржа затонула под Павловом 21 августа 2024 года.",
        "Баржа затонула под Павловом 1 сентября 2024 года.",
    ),
    ("Художник родился в Казани в 1834 году.", "Художник родился в Казани в 1843 году."),
    ("Театр закрыли на ремонт 5 мая 2023 года.", "Театр закрыли на ремонт 15 мая 2023 года."),
    (
        "Спутник запустили с Байконура 3 июня 2022 года.",
        "Спутник запустили с Байконура 3 июля 2022 года.",
    ),
    ("Писатель умер в Праге в 1911 году.", "Писатель умер в Праге в 1919 году."),
    ("Храм в Суздале построили в XVII веке.", "Храм в Суздале построили в XVIII веке."),
    ("Университет в Томске основали в 1878 году.", "Университет в Томске основали в 1888 году."),
]
SILENT = [
    ("Мост открыли 12 августа 2018 года.", "Мост открыли в августе 2018 года."),  # claim is finer
    ("Мост открыли 12 августа 2018 года.", "Мост закрыт на ремонт с 2024 года."),
    ("Мост открыли 12 августа 2018 года.", "Мост построили турки."),
    ("Мост построили турки.", "Мост открыли 12 августа 2018 года."),
    ("Мост открыли до 12 августа 2018 года.", "Мост открыли 3 сентября 2019 года."),
    ("Мост планировали открыть в 2018 году.", "Мост открыли в 2019 году."),
    ("В 2020 году собрали 14 тысяч тонн.", "В 2024 году собрали 21 тысячу тонн."),
    ("Премьера прошла 6 ноября 2025 года.", "Премьера прошла в среду."),
    (
        "Договор подписали 8 мая 2020 года.",
        "3 мая 2020 года подписали договор, 7 июня 2021 года его отменили.",
    ),
    ("Фестиваль проходит в Ялте в мае 2024 года.", "Жюри приехало на вокзал в марте 2023 года."),
    ("Истребители Су-35 прилетели.", "Истребители прилетели в 2025 году."),
]


@pytest.mark.parametrize(("claim", "evidence"), AGREES)
def test_agrees(claim: str, evidence: str) -> None:
    assert run(check_dates, claim, evidence).outcome is CheckOutcome.AGREES


@pytest.mark.parametrize(("claim", "evidence"), DIFFERS)
def test_differs(claim: str, evidence: str) -> None:
    result = run(check_dates, claim, evidence)
    assert result.outcome is CheckOutcome.DIFFERS
    assert result.reason is not None
    assert result.reason.code == "date_differs"


@pytest.mark.parametrize(("claim", "evidence"), SILENT)
def test_silent(claim: str, evidence: str) -> None:
    assert run(check_dates, claim, evidence).outcome is CheckOutcome.SILENT


@pytest.mark.parametrize(
    ("claim", "evidence", "outcome"),
    [
        ("The bridge opened in August 2018.", "The bridge opened on August 12, 2018.", "agrees"),
        ("The band split in the 1990s.", "The band split in 1994.", "agrees"),
        ("The bridge opened in 2018.", "The bridge was opened on 12 August 2018.", "agrees"),
        (
            "The painter was born in Kazan in 1834.",
            "The painter was born in Kazan in 1843.",
            "differs",
        ),
        (
            "The barge sank near Pavlovo on 21 August 2024.",
            "The barge sank near Pavlovo on 1 September 2024.",
            "differs",
        ),
        ("The bridge opened on August 12, 2018.", "The bridge opened in August 2018.", "silent"),
        ("The bridge opened in 2018.", "The bridge was painted in 2020.", "silent"),
        ("The bridge was planned for 2018.", "The bridge opened in 2019.", "silent"),
    ],
)
def test_english(claim: str, evidence: str, outcome: str) -> None:
    assert run(check_dates, claim, evidence, "en").outcome == outcome


def test_across_languages_dates_can_agree() -> None:
    claim, evidence = "Мост открыли в августе 2018 года.", "It opened on 12 August 2018."
    assert run_across(check_dates, (claim, "ru"), (evidence, "en")).outcome is CheckOutcome.AGREES
