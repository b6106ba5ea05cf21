"""Names in the place of others, declined."""

import re

import pytest

from tests.workers.models.training.stance.rules.changing import change
from workers.models.training.stance.rules.names import (
    rename_state,
    swap_acronym,
    swap_person,
    swap_place,
)


@pytest.mark.parametrize(
    ("sentence", "pattern"),
    [
        ("Выставка открылась в Москве.", r"Выставка открылась во? (?!Москве)[А-Я][а-я]+[еи]\."),
        ("Президент прибыл из Казахстана.", r"Президент прибыл из [А-Я][а-я]+[ая]\."),
        ("Германия отменила визы.", r"[А-Я][а-я]+[ая] отменила визы\."),
        ("Делегация уехала во Францию.", r"Делегация уехала (?:во В|во Ф|в )[А-Яа-я]+[ую]\."),
    ],
)
def test_place_in_the_same_case(sentence: str, pattern: str) -> None:
    changed = change(swap_place, sentence)
    assert len(changed) > 1
    assert [one for one in changed if not re.fullmatch(pattern, one)] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Переговоры прошли в Москве и Киеве.",
        "Он приехал в Москву, в том числе в Киев и Минск.",
        "Банк Москвы закрыл отделение.",
    ],
)
def test_place_stays(sentence: str) -> None:
    assert change(swap_place, sentence) == set()


@pytest.mark.parametrize(
    ("sentence", "pattern"),
    [
        ("Закон подписал Сергей Иванов.", r"Закон подписал [А-Я][а-я]+ [А-Я][а-яё]+\."),
        (
            "Он встретился с Ольгой Петровой.",
            r"Он встретился со? [А-Я][а-я]+[ейю] [А-Я][а-яё]+ой\.",
        ),
    ],
)
def test_person_in_the_same_case(sentence: str, pattern: str) -> None:
    changed = change(swap_person, sentence)
    assert len(changed) > 1
    assert [one for one in changed if not re.fullmatch(pattern, one)] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "На старт вышли Сергей Иванов и Пётр Сидоров.",
        "Вчера выступил Скотт Хоровитц (Scott Horowitz).",
    ],
)
def test_person_stays(sentence: str) -> None:
    assert change(swap_person, sentence) == set()


def test_acronym_of_the_same_gender() -> None:
    changed = change(swap_acronym, "ФСБ задержала двух человек.")
    assert changed <= {f"{name} задержала двух человек." for name in ("ФСО", "ФНС", "ФАС")}
    assert changed


def test_state_by_its_short_name() -> None:
    assert change(rename_state, "Граждане России голосуют.") == {"Граждане РФ голосуют."}
