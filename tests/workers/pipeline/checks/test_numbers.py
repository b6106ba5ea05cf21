"""Numbers of claim and evidence: met, contradicted, or nothing to compare."""

import pytest

from indexes.records import CheckOutcome
from tests.workers.pipeline.checks.reading import run, run_across
from workers.pipeline.checks.numbers import check_numbers

AGREES = [
    ("На пароме плыли 214 человек.", "Паром перевозил 214 человек."),
    ("Паром перевозил двести четырнадцать человек.", "На пароме плыли 214 человек."),
    ("За закон проголосовали более 70 % депутатов.", "За закон проголосовали 71,12 % депутатов."),
    ("На митинг пришло около 2500 человек.", "На митинг пришло две с половиной тысячи человек."),
    ("Население посёлка — 4523000 человек.", "Население посёлка 4,523,000 человек."),
    ("Фильм длится 3 часа 28 минут.", "Фильм идёт 208 минут."),
    ("Мост обошёлся в 30 млрд рублей.", "Мост обошёлся в 29,8 млрд рублей."),
    ("Собрали почти 30 тонн яблок.", "Собрали 29,4 тонны яблок."),
    ("Тоннель тянется на 2,5 км.", "Тоннель тянется на 2500 метров."),
    ("Не менее 12 домов затоплено.", "Затоплено 15 домов."),
    ("Подписали не более 9 актов.", "Подписали девять актов."),
    ("Пострадали шестеро рабочих.", "Пострадали 6 рабочих."),
    ("Половина урожая погибла.", "Погибло 50 % урожая."),
    ("За проект отдали 1,5 млн рублей.", "За проект отдали полтора миллиона рублей."),
    ("Цены выросли втрое.", "Цены выросли в три раза."),
    ("В секции занимаются свыше ста детей.", "В секции занимаются 140 детей."),
    ("Ему 45 лет.", "45-летний слесарь задержан."),
    ("Засеяли 40 тыс. га.", "Засеяли 40 000 гектаров."),
]
DIFFERS = [
    ("Комиссия проверила 208 школ области.", "Комиссия проверила 108 школ области."),
    ("Паром перевозил 214 пассажиров.", "Паром перевозил 241 пассажира."),
    ("Завод выпустил 50 тракторов за месяц.", "Завод выпустил 1500 тракторов за месяц."),
    ("Суд взыскал с банка 18 млн рублей.", "Суд взыскал с банка 81 млн рублей."),
    ("Тоннель под рекой протянулся на 5 км.", "Тоннель под рекой протянулся на 9 км."),
    (
        "За поправку проголосовали более 300 депутатов Думы.",
        "За поправку проголосовали 212 депутатов Думы.",
    ),
    ("Турнир собрал около 900 шахматистов.", "Турнир собрал 600 шахматистов."),
    ("Спасатели эвакуировали не менее 40 туристов.", "Спасатели эвакуировали 17 туристов."),
    ("Экспедиция нашла двенадцать курганов.", "Экспедиция нашла двадцать курганов."),
    ("Музей купил картину за 3 млн евро.", "Музей купил картину за 8 млн евро."),
]
SILENT = [
    ("Построили 50 школ.", "Построили школы за 50 млн рублей."),  # another unit
    ("Безработица составила 5 %.", "Безработица выросла на 5 процентных пунктов."),
    ("Паром перевозил 214 человек.", "Паром вышел из порта утром."),
    ("Паром вышел из порта.", "На пароме плыли 214 человек."),
    ("Рынок вырос на 29,8 млрд рублей.", "Рынок вырос на 30 млрд рублей."),  # claim is finer
    ("Завод выпустил 500 машин.", "Завод выпустил более 500 машин."),
    ("Завод выпустил 70 автобусов.", "Школа получила 12 автобусов."),
    ("В 2020 году завод выпустил 70 автобусов.", "В 2024 году завод выпустил 90 автобусов."),
    ("Завод планировал выпустить 70 автобусов.", "Завод выпустил 45 автобусов."),
    ("Ещё 45 автобусов передали городу.", "Городу передали 70 автобусов."),
    ("Осталось достроить 15 домов.", "Достроили 24 дома."),
    (
        "Всего в двух цехах работают 70 сварщиков.",
        "В одном цехе работают 30 сварщиков, в другом 40 сварщиков.",
    ),
    ("Летит истребитель Су-35.", "Летит истребитель Су-34."),
    ("Школа № 12 закрыта.", "Школа № 15 закрыта."),
    ("Заседание начнётся в 15:30.", "Заседание начнётся в 16:30."),
    ("Это второй саммит.", "На саммит приехали три президента."),
    ("Дом сдали 12 ноября.", "Дом сдали 15 ноября."),
    ("Сумма выросла на 5 млн рублей.", "Сумма выросла до 15 млн рублей, вдвое больше прежней."),
]


@pytest.mark.parametrize(("claim", "evidence"), AGREES)
def test_agrees(claim: str, evidence: str) -> None:
    result = run(check_numbers, claim, evidence)
    assert result.outcome is CheckOutcome.AGREES
    assert result.reason is not None
    assert result.reason.code == "number_agrees"


@pytest.mark.parametrize(("claim", "evidence"), DIFFERS)
def test_differs(claim: str, evidence: str) -> None:
    assert run(check_numbers, claim, evidence).outcome is CheckOutcome.DIFFERS


@pytest.mark.parametrize(("claim", "evidence"), DIFFERS)
def test_differs_the_other_way_round_or_is_silent(claim: str, evidence: str) -> None:
    assert run(check_numbers, evidence, claim).outcome is not CheckOutcome.AGREES


@pytest.mark.parametrize(("claim", "evidence"), SILENT)
def test_silent(claim: str, evidence: str) -> None:
    assert run(check_numbers, claim, evidence).outcome is CheckOutcome.SILENT


@pytest.mark.parametrize(
    ("claim", "evidence", "outcome"),
    [
        ("The ferry carried 214 passengers.", "The ferry carried 214 passengers.", "agrees"),
        ("The ferry carried about 200 passengers.", "The ferry carried 214 passengers.", "agrees"),
        ("The film lasts 208 minutes.", "The film lasts 3 hours 28 minutes.", "agrees"),
        ("The bridge cost $30 billion.", "The bridge cost $29.8 billion.", "agrees"),
        ("The ferry carried 214 passengers.", "The ferry carried 241 passengers.", "differs"),
        ("The factory built 50 tractors.", "The factory built 1,500 tractors.", "differs"),
        (
            "The court fined the bank $18 million.",
            "The court fined the bank $81 million.",
            "differs",
        ),
        ("The factory built 50 tractors.", "The factory cost $50 million.", "silent"),
        ("The factory planned 50 tractors.", "The factory built 30 tractors.", "silent"),
        ("Another 50 tractors came.", "The factory built 30 tractors.", "silent"),
    ],
)
def test_english(claim: str, evidence: str, outcome: str) -> None:
    assert run(check_numbers, claim, evidence, "en").outcome == outcome


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
    ],
)
def test_across_languages_numbers_can_only_agree(
    claim: tuple[str, str], evidence: tuple[str, str], outcome: str
) -> None:
    assert run_across(check_numbers, claim, evidence).outcome == outcome


def test_the_spans_point_at_both_numbers() -> None:
    claim, evidence = "Паром перевозил 214 пассажиров.", "Паром перевозил 241 пассажира."
    result = run(check_numbers, claim, evidence)
    assert result.claim_span is not None
    assert result.evidence_span is not None
    assert result.claim_span.of(claim) == "214"
    assert result.evidence_span.of(evidence) == "241"
    assert result.reason is not None
    assert result.reason.details == {"claim": "214", "evidence": "241"}
