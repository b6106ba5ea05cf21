"""Known names: one key in both languages and every case."""

import pytest
from babel import Locale

from workers.languages.names.gazetteer import NO_TERRITORY, open_gazetteer

RUSSIAN = [
    ("Россия", "Russia"),
    ("РФ", "Russian Federation"),
    ("Российской Федерации", "Russia"),
    ("Казахстана", "Kazakhstan"),
    ("РК", "Republic of Kazakhstan"),
    ("Республикой Казахстан", "Kazakhstan"),
    ("США", "U.S."),
    ("Соединённых Штатах Америки", "USA"),
    ("Кыргызстане", "Kyrgyz Republic"),
    ("Белоруссией", "Belarus"),
    ("КНР", "People's Republic of China"),
    ("Египта", "Egypt"),
    ("Нидерландах", "Netherlands"),
    ("Боснией и Герцеговиной", "Bosnia & Herzegovina"),
    ("Папуа — Новой Гвинее", "Papua New Guinea"),
    ("Кот-д’Ивуаром", "Ivory Coast"),
    ("Средней Азии", "Central Asia"),
    ("Советского Союза", "USSR"),
    ("Москвой", "Moscow"),
    ("Алматы", "Almaty"),
    ("Нью-Йорке", "New York"),
    ("Санкт-Петербургом", "St. Petersburg"),
    ("Киева", "Kyiv"),
    ("Пекине", "Beijing"),
    ("Каспийского моря", "Caspian Sea"),
    ("Большом театре", "Bolshoi Theatre"),
    ("Кремлём", "Kremlin"),
    ("ООН", "United Nations"),
    ("Организации Объединённых Наций", "UN"),
    ("Шанхайской организацией сотрудничества", "SCO"),
    ("ШОС", "Shanghai Cooperation Organisation"),
    ("Организации договора о коллективной безопасности", "CSTO"),
    ("ЕС", "European Union"),
    ("Евросоюзу", "EU"),
    ("МИДом", "Foreign Ministry"),
    ("МАГАТЭ", "International Atomic Energy Agency"),
    ("Росатомом", "Rosatom"),
    ("Госдумой", "State Duma"),
]


@pytest.mark.parametrize(("russian", "english"), RUSSIAN)
def test_a_name_has_one_key_in_both_languages(russian: str, english: str) -> None:
    in_russian = open_gazetteer("ru").look_up(russian)
    in_english = open_gazetteer("en").look_up(english)
    assert in_russian is not None
    assert in_english is not None
    assert in_russian.key == in_english.key


def test_every_state_that_cldr_names_is_known_in_both_languages() -> None:
    states = {code for code in Locale("ru").territories if code.isalpha()} - NO_TERRITORY
    assert len(states) > 200
    for language in ("ru", "en"):
        gazetteer = open_gazetteer(language)
        known = {one.key for one in (*gazetteer.names.values(), *gazetteer.acronyms.values())}
        assert {f"territory:{state}" for state in states} <= known


@pytest.mark.parametrize("word", ["рф", "Рф", "ес", "сша", "Ооо", "стол", "", "—"])
def test_acronyms_need_their_capitals(word: str) -> None:
    assert open_gazetteer("ru").look_up(word) is None


def test_the_longest_name_wins() -> None:
    found = open_gazetteer("ru").find(["Совет", "Безопасности", "ООН", "собрался"])
    assert found is not None
    assert (found[0].key, found[1]) == ("organisation:UNSC", 3)
