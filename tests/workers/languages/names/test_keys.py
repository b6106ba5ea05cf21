"""Keys: one name in two scripts has one key, two names have two."""

import pytest

from workers.languages.names.keys import surname_key, transliterate, words_key

SAME = [
    ("Путин", "Putin"),
    ("Токаев", "Tokayev"),
    ("Мирзиёев", "Mirziyoyev"),
    ("Байден", "Biden"),
    ("Трамп", "Trump"),
    ("Зеленский", "Zelenskyy"),
    ("Жапаров", "Japarov"),
    ("Рахмон", "Rakhmon"),
    ("Бердымухамедов", "Berdimuhamedov"),
    ("Маск", "Musk"),
    ("Джонсон", "Johnson"),
    ("Макрон", "Macron"),
    ("Шольц", "Scholz"),
    ("Мерц", "Merz"),
    ("Эрдоган", "Erdoğan"),
    ("Лукашенко", "Lukashenka"),
    ("Хрущёв", "Khrushchev"),
    ("Горбачёв", "Gorbachev"),
    ("Солженицын", "Solzhenitsyn"),
    ("Чайковский", "Tchaikovsky"),
    ("Ельцин", "Yeltsin"),
    ("Пашинян", "Pashinyan"),
    ("Алиев", "Aliyev"),
    ("Вучич", "Vučić"),
    ("Орбан", "Orbán"),
    ("Нетаньяху", "Netanyahu"),
    ("Уиткофф", "Witkoff"),
    ("Вэнс", "Vance"),
    ("Уоррен", "Warren"),
    ("Достоевский", "Dostoyevsky"),
    ("Щербаков", "Shcherbakov"),
    ("Царёв", "Tsaryov"),
    ("Хаменеи", "Khamenei"),
    ("Столтенберг", "Stoltenberg"),
    ("Росатом", "Rosatom"),
    ("Алматы", "Almaty"),
    ("Байконур", "Baikonur"),
    ("Ташкент", "Tashkent"),
    ("Самарканд", "Samarkand"),
]
DIFFERENT = [
    ("Токаев", "Токаева"),
    ("Путин", "Пушкин"),
    ("Ким", "Кем"),
    ("Ли", "Лу"),
    ("Иванов", "Ивановский"),
    ("Петров", "Петренко"),
    ("Песков", "Песчаников"),
    ("Назарбаев", "Назаров"),
    ("Ташкент", "Тараз"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert surname_key(one) == surname_key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert surname_key(one) != surname_key(other)


def test_names_of_several_words_keep_their_order() -> None:
    assert words_key("Су-35") == words_key("Su-35") == "su 35"
    assert words_key("Нью Йорк") != words_key("Йорк Нью")


def test_marks_alone_have_no_key() -> None:
    assert words_key("— «»") == ""


@pytest.mark.parametrize(
    ("written", "latin"),
    [("Мирзиёев", "mirzieev"), ("Erdoğan", "erdogan"), ("Қазақстан", "kazakstan"), ("Ñ-1", "n1")],
)
def test_only_small_latin_letters_and_digits_remain(written: str, latin: str) -> None:
    assert transliterate(written) == latin
