"""Russian quantities: value, unit, what is counted, and how exactly it is meant."""

import math

import pytest

from workers.languages.language import Quantity, Tolerance
from workers.languages.quantities import find_quantities


def _read(text: str) -> list[tuple[float, str, str]]:
    return [
        (pytest.approx(one.value), one.unit, one.counted) for one in find_quantities(text, "ru")
    ]


def _only(text: str) -> Quantity:
    (found,) = find_quantities(text, "ru")
    return found


COUNTS = [
    ("Населения 2 341 500 человек.", 2_341_500, "человек"),
    ("Тираж 12\u00a0400 экземпляров.", 12_400, "экземпляр"),
    ("Собрали 3,412,900 подписей.", 3_412_900, "подпись"),
    ("Роздано 1.250.000 масок.", 1_250_000, "маска"),
    ("Посадили тридцать две липы.", 32, "липа"),
    ("Не хватает сорока шести врачей.", 46, "врач"),
    ("Семеро смелых геологов ушли.", 7, "геолог"),
    ("Спасены трое рыбаков.", 3, "рыбак"),
    ("Привезли полторы тысячи саженцев.", 1500, "саженец"),
    ("Вышло две с половиной тысячи студентов.", 2500, "студент"),
    ("Живёт 1,2 млн пчёл.", 1_200_000, "пчела"),
    ("Отправили 75 тыс. писем.", 75_000, "письмо"),
    ("Отправили 75тыс писем.", 75_000, "письмо"),
    ("Обработали 2 млн 300 тыс. заявок.", 2_300_000, "заявка"),
    ("Девятьсот восемьдесят пятью голосами", 985, "голос"),
    ("Из пятисот сорока кресел", 540, "кресло"),
    ("Куплено двадцать тысяч триста книг.", 20_300, "книга"),
    ("Миллиард деревьев", 1e9, "дерево"),
    ("Шесть новых сельских школ", 6, "школа"),
    ("Доставлены пятеро раненых.", 5, "раненый"),
    ("Закупили 15-ти классам", 15, "класс"),
    ("Чемпион трижды падал.", 3, "раз"),
    ("Четыре раза переносили.", 4, "раз"),
    ("пятиэтажный дом", 5, "этаж"),
]
MEASURES = [
    ("Доля выросла на 4,7 %.", 4.7, "percent"),
    ("Подорожал на восемь процентов.", 8, "percent"),
    ("снизил на 2 процентных пункта", 2, "percentage point"),
    ("плюс 3 п. п.", 3, "percentage point"),
    ("Половина урожая", 50, "percent"),
    ("Треть бюджета", 100 / 3, "percent"),
    ("Две трети депутатов", 200 / 3, "percent"),
    ("три четверти суммы", 75, "percent"),
    ("четыре пятых поля", 80, "percent"),
    ("Восемь из десяти семей", 80, "percent"),
    ("каждый пятый житель", 20, "percent"),
    ("Контракт на 48,6 млн рублей", 48_600_000, "RUB"),
    ("Штраф 5000 ₽", 5000, "RUB"),
    ("билет за 60 руб.", 60, "RUB"),
    ("Сделка на $2,4 млрд", 2.4e9, "USD"),
    ("Заём 300 млн долларов США", 3e8, "USD"),
    ("€15 за вход", 15, "EUR"),
    ("по 500 тенге", 500, "KZT"),
    ("7 млрд юаней", 7e9, "CNY"),
    ("40 тысяч сумов", 40_000, "UZS"),
    ("200 белорусских рублей", 200, "BYN"),
    ("Тоннель длиной 2,5 км", 2500, "m"),
    ("Глубина 35 см", 0.35, "m"),
    ("Ветер 25 м/с", 90, "km/h"),
    ("Скорость 120 км/ч", 120, "km/h"),
    ("пожар на 38,4 тыс. га", 384_000_000, "m2"),
    ("квартира в 54 кв. м", 54, "m2"),
    ("Остров в 786 тыс. км²", 786e9, "m2"),
    ("урожай 18 ц/га", 1800, "kg/ha"),
    ("Вывезли 12 тонн щебня", 12_000, "kg"),
    ("посылка 3 кг", 3, "kg"),
    ("Резервуар на 700 м³", 700, "m3"),
    ("Пробирка на 5 мл", 5e-6, "m3"),
    ("Блок на 1200 МВт", 1_200_000, "kW"),
    ("Выработано 5 ГВт·ч", 5_000_000, "kWh"),
    ("Мороз минус 32 градуса", -32, "degree"),
    ("До −7 °C", -7, "degree"),
    ("Фильм длится 2 часа 14 минут.", 8040, "s"),
    ("Спектакль на 134 минуты", 8040, "s"),
    ("Ждали трое суток.", 259_200, "s"),
    ("срок 3 года 6 месяцев", 42, "month"),
    ("ему 45 лет", 540, "month"),
    ("45-летний водитель", 540, "month"),
    ("восемнадцатилетний спортсмен", 216, "month"),
    ("двухнедельный отпуск", 1_209_600, "s"),
    ("стокилометровый марш", 100_000, "m"),
    ("Стоили в 4 раза дороже.", 4, "times"),
    ("Вырос втрое.", 3, "times"),
    ("Ждали полгода.", 6, "month"),
]


@pytest.mark.parametrize(("text", "value", "counted"), COUNTS)
def test_counts(text: str, value: float, counted: str) -> None:
    assert _read(text) == [(value, "", counted)]


@pytest.mark.parametrize(("text", "value", "unit"), MEASURES)
def test_measures(text: str, value: float, unit: str) -> None:
    assert [(read[0], read[1]) for read in _read(text)] == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "low", "high", "tolerance"),
    [
        ("Более 60 %", math.nextafter(60, math.inf), math.inf, Tolerance.MORE_THAN),
        ("свыше тысячи гостей", math.nextafter(1000, math.inf), math.inf, Tolerance.MORE_THAN),
        ("Выросли более чем на 15 %", math.nextafter(15, math.inf), math.inf, Tolerance.MORE_THAN),
        ("не менее 40 домов", 40, math.inf, Tolerance.AT_LEAST),
        ("как минимум восемь раз", 8, math.inf, Tolerance.AT_LEAST),
        ("30 и более дней", 30, math.inf, Tolerance.AT_LEAST),
        ("не более 9 человек", -math.inf, 9, Tolerance.AT_MOST),
        ("до 700 зрителей", -math.inf, 700, Tolerance.AT_MOST),
        ("менее 5 часов", -math.inf, math.nextafter(18_000, -math.inf), Tolerance.LESS_THAN),
        ("около 2500 подписей", 2250, 2750, Tolerance.APPROXIMATE),
        ("порядка двухсот машин", 180, 220, Tolerance.APPROXIMATE),
        ("почти 30 млрд рублей", 27e9, 30e9, Tolerance.APPROXIMATE),
        ("чуть более 50 лет", math.nextafter(600, math.inf), 660, Tolerance.MORE_THAN),
        ("сто с лишним домов", math.nextafter(100, math.inf), 130, Tolerance.MORE_THAN),
        ("От 12 до 16 лет", 144, 192, Tolerance.APPROXIMATE),
        ("3–4 млн тонн", 3e9, 4e9, Tolerance.APPROXIMATE),
        ("два десятка лодок", 18, 22, Tolerance.APPROXIMATE),
        ("ровно 17 дней", 17 * 86_400, 17 * 86_400, Tolerance.EXACT),
    ],
)
def test_bounds(text: str, low: float, high: float, tolerance: Tolerance) -> None:
    found = next(one for one in find_quantities(text, "ru") if one.tolerance is tolerance)
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))


def test_more_than_leaves_the_number_itself_out() -> None:
    found = _only("свыше 60 лодок")
    assert found.low > 60 == found.value


@pytest.mark.parametrize(
    "text", ["Ставку подняли до 21 %.", "Срок продлили до 5 лет.", "Цех расширен с 3 до 7 линий."]
)
def test_the_end_of_a_change_is_no_limit(text: str) -> None:
    assert find_quantities(text, "ru")[-1].tolerance is Tolerance.EXACT


@pytest.mark.parametrize(
    ("text", "value", "counted"),
    [
        ("третий съезд", 3, "съезд"),
        ("Пятой бригаде", 5, "бригада"),
        ("двадцать второй чемпионат", 22, "чемпионат"),
        ("4-й канал", 4, "канал"),
        ("8-го созыва", 8, "созыв"),
        ("сто первый километр", 101, "километр"),
    ],
)
def test_ordinals(text: str, value: float, counted: str) -> None:
    found = _only(text)
    assert (found.value, found.counted, found.is_ordinal) == (value, counted, True)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("снизили с 9 до 6 %", [(9, "percent"), (6, "percent")]),
        ("с 1,5 до 2 млн рублей", [(1_500_000, "RUB"), (2_000_000, "RUB")]),
        ("3 из 17 судов", [(3, ""), (17, "")]),
        ("12 голосов против 5", [(12, ""), (5, "")]),
        ("В 2021 году 40 школ получили 3 млн рублей", [(40, ""), (3e6, "RUB")]),
    ],
)
def test_several_quantities_share_what_is_said_once(
    text: str, values: list[tuple[float, str]]
) -> None:
    assert [(one.value, one.unit) for one in find_quantities(text, "ru")] == values


@pytest.mark.parametrize(
    "text",
    [
        "Истребители Су-35 и МиГ-29",
        "Саммит G20 и встреча C5+1",
        "Школа № 12",
        "12 ноября 2025 года",
        "в 1990-х годах",
        "В 18:45 началось",
        "в 7 утра",
        "Тел. +7 (843) 292-11-22",
        "статья 228 кодекса",
        "п. 4 ч. 2 ст. 15",
        "рейс 1742",
        "Один из жителей",
        "один и тот же человек",
        "Одна женщина видела.",
        "тысячи людей",
        "миллионы рублей",
        "несколько сотен птиц",
        "Счёт 3:2",
        "вакцина против COVID-19",
        "версия 4.1.2",
        "в первую очередь",
        "семью рыбака нашли",
        "сеть 5G",
        "https://example.org/2024/115",
        "адрес pochta12@example.org",
        "Вторая мировая",
    ],
)
def test_no_quantities(text: str) -> None:
    assert _read(text) == []


def test_spans_cover_words_of_tolerance_and_unit() -> None:
    text = "Собрали более 4,5 млн тонн ячменя."
    assert _only(text).text == "более 4,5 млн тонн"
    assert _only(text).span.of(text) == "более 4,5 млн тонн"


@pytest.mark.parametrize(
    ("text", "digits"),
    [("29,8 млрд", 3), ("30 млрд", 2), ("208", 3), ("сто двадцать", 2), ("две тысячи", 1)],
)
def test_significant_digits(text: str, digits: int) -> None:
    assert _only(text).digits == digits
