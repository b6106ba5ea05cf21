"""Ordinals, names, negation, quotations, roles and superlatives: each must fire and must not."""

import pytest

from tests.workers.pipeline.checks.reading import run
from workers.pipeline.checks.check import Check
from workers.pipeline.checks.names import check_names
from workers.pipeline.checks.negation import check_negation
from workers.pipeline.checks.ordinals import check_ordinals
from workers.pipeline.checks.quotations import check_quotations
from workers.pipeline.checks.roles import check_roles
from workers.pipeline.checks.superlatives import check_superlatives

Case = tuple[str, str, str]
ORDINALS: list[Case] = [
    ("Страны провели второй саммит.", "Страны провели 2-й саммит.", "agrees"),
    ("Это третий съезд партии.", "Третий съезд партии закрылся.", "agrees"),
    ("Открылся 22-й чемпионат по лыжам.", "Двадцать второй чемпионат по лыжам открылся.", "agrees"),
    (
        "Пожару присвоили второй ранг сложности.",
        "Пожару присвоили третий ранг сложности.",
        "differs",
    ),
    ("Страны провели в Астане второй саммит.", "Страны провели в Астане третий саммит.", "differs"),
    ("Клуб занял в лиге четвёртое место.", "Клуб занял в лиге шестое место.", "differs"),
    (
        "Депутаты приняли бюджет в третьем чтении.",
        "Депутаты приняли бюджет в третьем чтении.",
        "agrees",
    ),
    ("Страны провели второй саммит.", "Страны провели саммит.", "silent"),
    ("Страны провели саммит.", "Страны провели второй саммит.", "silent"),
    ("Второй цех закрыт.", "В третьем квартале построили дом.", "silent"),
    ("Первый этаж занят аптекой.", "Третий этаж отдали врачам.", "silent"),
    ("Это второй саммит.", "На саммит приехали два лидера.", "silent"),
]
NAMES: list[Case] = [
    ("Визит Токаева начался в Москве.", "Касым-Жомарт Токаев прилетел в Москву.", "agrees"),
    ("РФ закупила зерно.", "Россия закупила зерно.", "agrees"),
    ("Мишустин посетил Алма-Ату.", "Премьер Михаил Мишустин посетил Алма-Ату.", "agrees"),
    ("Встреча прошла в Казани.", "В Казани прошла встреча.", "agrees"),
    (
        "В аэропорту гостя торжественно встретил Денис Мантуров.",
        "В аэропорту гостя торжественно встретил Дмитрий Чернышенко.",
        "differs",
    ),
    (
        "Новую школу торжественно открыл губернатор Алексей Текслер.",
        "Новую школу торжественно открыл губернатор Денис Паслер.",
        "differs",
    ),
    (
        "Чемпионат мира по плаванию состоится в Казани.",
        "Чемпионат мира по плаванию состоится в Дохе.",
        "differs",
    ),
    ("Визит Токаева начался.", "Встреча прошла утром.", "silent"),
    ("Встреча прошла утром.", "Визит Токаева начался.", "silent"),
    (
        "Токаев посетил Москву.",
        "Лавров посетил Алма-Ату в пятницу, чтобы открыть выставку.",
        "silent",
    ),
    ("Гостя встретил Мантуров.", "Гостя встретили Мантуров и Чернышенко.", "agrees"),
    ("Гостя встретил Чернышенко.", "Встреча была тёплой, писал «Коммерсантъ».", "silent"),
]
NEGATION: list[Case] = [
    ("Президент подписал закон о выборах.", "Президент не подписал закон о выборах.", "differs"),
    ("Президент не подписал закон о выборах.", "Президент подписал закон о выборах.", "differs"),
    (
        "Президент подписал закон о выборах.",
        "Президент подписал закон о выборах в среду.",
        "agrees",
    ),
    ("Президент не подписал закон о выборах.", "Закон о выборах президент не подписал.", "agrees"),
    ("Президент подписал закон о выборах.", "Президент отклонил закон о выборах.", "differs"),
    ("Экспорт зерна из области вырос.", "Экспорт зерна из области снизился.", "differs"),
    ("Банк повысил ставку по вкладам.", "Банк снизил ставку по вкладам.", "differs"),
    ("Музей закрыл выставку икон.", "Музей открыл выставку икон.", "differs"),
    (
        "Страна вступила в союз северных государств.",
        "Страна вышла из союза северных государств.",
        "differs",
    ),
    (
        "Президент подписал закон о выборах.",
        "Президент отказался подписать закон о выборах.",
        "differs",
    ),
    ("Экспорт зерна из области вырос.", "Экспорт зерна из области не снизился.", "silent"),
    ("Экспорт зерна вырос.", "Импорт угля снизился.", "silent"),
    ("Банк повысил ставку.", "Банк не только повысил ставку, но и ввёл сбор.", "agrees"),
    ("Музей работал, пока его не закрыли.", "Музей закрыли.", "silent"),
    ("Президент подписал закон.", "Погода не радовала.", "silent"),
    ("Цена нефти выросла в мае.", "Цена нефти в мае выросла, а газа снизилась.", "agrees"),
]
QUOTED = "мы никогда не закроем этот завод"
QUOTATIONS: list[Case] = [
    (f"Мэр сказал: «{QUOTED}».", f"«{QUOTED.capitalize()}», — сказал мэр.", "agrees"),
    (f"Мэр сказал: «{QUOTED}».", f"По словам мэра, {QUOTED}.", "agrees"),
    (f'Мэр сказал: "{QUOTED}".', f"Мэр сказал: «{QUOTED}».", "agrees"),
    (
        "Мэр сказал: «Мы никогда… этот завод в области».",
        "Мэр: «Мы никогда не закроем этот завод в области».",
        "agrees",
    ),
    (f"Мэр сказал: «{QUOTED}».", "Мэр сказал: «мы никогда не продадим этот завод».", "differs"),
    (
        "Мэр сказал: «Это был самый трудный год для города».",
        "Мэр сказал: «Это был самый лёгкий год для города».",
        "differs",
    ),
    (f"Мэр сказал: «{QUOTED}».", "Мэр сказал: «Хорошая погода, поедем на дачу».", "silent"),
    (f"Мэр сказал: «{QUOTED}».", "Мэр рассказал о заводе.", "silent"),
    ("Открыт театр «Мост».", "Театр «Мост» открыт.", "silent"),
    ("Мэр приехал.", f"Мэр сказал: «{QUOTED}».", "silent"),
]
ROLES: list[Case] = [
    (
        "Президент Казахстана Токаев прилетел.",
        "Касым-Жомарт Токаев, президент Казахстана, прилетел.",
        "agrees",
    ),
    (
        "Губернатор Алексей Текслер открыл школу.",
        "Школу открыл губернатор Алексей Текслер.",
        "agrees",
    ),
    ("Премьер-министр Михаил Мишустин приехал.", "Премьер Михаил Мишустин приехал.", "agrees"),
    (
        "Министр Алексей Текслер открыл школу.",
        "Губернатор Алексей Текслер открыл школу.",
        "differs",
    ),
    (
        "Премьер-министр Касым-Жомарт Токаев прилетел.",
        "Президент Касым-Жомарт Токаев прилетел.",
        "differs",
    ),
    ("Президент Узбекистана Токаев прилетел.", "Президент Казахстана Токаев прилетел.", "differs"),
    (
        "Бывший министр Алексей Текслер открыл школу.",
        "Губернатор Алексей Текслер открыл школу.",
        "silent",
    ),
    ("Алексей Текслер открыл школу.", "Губернатор Алексей Текслер открыл школу.", "silent"),
    ("Министр Алексей Текслер открыл школу.", "Алексей Текслер открыл школу.", "silent"),
    ("Министр Антон Силуанов выступил.", "Губернатор Алексей Текслер открыл школу.", "silent"),
]
SUPERLATIVES: list[Case] = [
    ("Это первый мост через Лену.", "Первый мост через Лену открыт.", "agrees"),
    ("Мост стал самым длинным в области.", "Это самый длинный мост области.", "agrees"),
    ("Это крупнейший порт страны.", "Порт — крупнейший в стране.", "agrees"),
    ("Он единственный выживший.", "Единственный выживший дал показания.", "agrees"),
    ("Это первый мост через Лену.", "Мост через Лену открыт.", "unconfirmed"),
    ("Впервые в истории суд оправдал банкира.", "Суд оправдал банкира.", "unconfirmed"),
    ("Он единственный выживший.", "Он выжил.", "unconfirmed"),
    ("Это крупнейший порт страны.", "Порт принял судно.", "unconfirmed"),
    ("Урожай стал рекордным.", "Урожай собран.", "unconfirmed"),
    ("Первый вице-премьер приехал.", "Вице-премьер приехал.", "silent"),
    ("В первую очередь чинят крыши.", "Чинят крыши.", "silent"),
    ("В ближайшее время мост откроют.", "Мост откроют.", "silent"),
    ("Мост открыли.", "Открыли самый длинный мост.", "silent"),
]


def _cases(check: Check, cases: list[Case]) -> list[tuple[Check, str, str, str]]:
    return [(check, *case) for case in cases]


@pytest.mark.parametrize(
    ("check", "claim", "evidence", "expected"),
    [
        *_cases(check_ordinals, ORDINALS),
        *_cases(check_names, NAMES),
        *_cases(check_negation, NEGATION),
        *_cases(check_quotations, QUOTATIONS),
        *_cases(check_roles, ROLES),
        *_cases(check_superlatives, SUPERLATIVES),
    ],
)
def test_russian(check: Check, claim: str, evidence: str, expected: str) -> None:
    result = run(check, claim, evidence)
    if expected == "unconfirmed":
        assert result.outcome == "silent"
        assert result.reason is not None
        assert result.reason.code == "superlative_unconfirmed"
    else:
        assert result.outcome == expected
        assert (result.reason is None) == (expected == "silent")


@pytest.mark.parametrize(
    ("check", "claim", "evidence", "expected"),
    [
        (check_ordinals, "They held the second summit.", "They held the 2nd summit.", "agrees"),
        (
            check_ordinals,
            "They held the second summit in Rome.",
            "They held the third summit in Rome.",
            "differs",
        ),
        (check_ordinals, "They held a summit.", "They held the third summit.", "silent"),
        (check_names, "Putin flew to Astana.", "Vladimir Putin flew to Astana.", "agrees"),
        (
            check_names,
            "The old theatre was reopened in Paris.",
            "The old theatre was reopened in London.",
            "differs",
        ),
        (check_names, "Putin flew to Astana.", "The weather was fine.", "silent"),
        (
            check_negation,
            "The senate approved the budget bill.",
            "The senate did not approve the budget bill.",
            "differs",
        ),
        (
            check_negation,
            "The senate approved the budget bill.",
            "The senate rejected the budget bill.",
            "differs",
        ),
        (
            check_negation,
            "The senate approved the budget bill.",
            "The senate approved the budget bill.",
            "agrees",
        ),
        (check_negation, "Exports of grain rose.", "Imports of coal fell.", "silent"),
        (
            check_quotations,
            'He said: "We will never close this plant."',
            '"We will never close this plant," he said.',
            "agrees",
        ),
        (
            check_quotations,
            'He said: "We will never close this plant."',
            '"We will never sell this plant," he said.',
            "differs",
        ),
        (
            check_superlatives,
            "It is the largest port in the country.",
            "The largest port is closed.",
            "agrees",
        ),
    ],
)
def test_english(check: Check, claim: str, evidence: str, expected: str) -> None:
    assert run(check, claim, evidence, "en").outcome == expected
