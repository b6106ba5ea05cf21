"""Lemmas in context."""

import pytest

from workers.languages.factory import open_language
from workers.languages.morphology.russian_words import find_lemma, read_tag

IN_CONTEXT = [
    ("Завод выпустил 5 тонн стали.", "стали", "сталь"),
    ("Они стали друзьями.", "стали", "стать"),
    ("Визит Путина в Астану завершён.", "Путина", "путин"),
    ("Осенью началась путина.", "путина", "путина"),
    ("Речь Токаева понравилась.", "Токаева", "токаев"),
    ("Госпожа Токаева улыбнулась.", "Токаева", "токаева"),
    ("С Мирзиёевым говорили долго.", "Мирзиёевым", "мирзиеев"),
    ("Прошло пять лет.", "лет", "год"),
    ("На площади стояли люди.", "люди", "человек"),
    ("Он шёл домой.", "шёл", "идти"),
    ("Ещё один день.", "Ещё", "еще"),
    ("Наступил новый день.", "день", "день"),
    ("В конце дня пошёл дождь.", "дня", "день"),
    ("Мы купили стекло.", "стекло", "стекло"),
    ("Три ноты протеста.", "Три", "три"),
    ("Документ, подписанный главами, закрепляет партнёрство.", "главами", "глава"),
    ("Казахстан и Россия строят АЭС.", "Казахстан", "казахстан"),
    ("Гостя встретил вице-премьер.", "вице-премьер", "вице-премьер"),
    ("Лимузин Aurus едет.", "Aurus", "aurus"),
    ("Он родился в 1952 году.", "1952", "1952"),
]


@pytest.mark.parametrize(("text", "word", "lemma"), IN_CONTEXT)
def test_context_chooses_the_lemma(text: str, word: str, lemma: str) -> None:
    tokens = [token for one in open_language("ru").parse(text) for token in one.tokens]
    assert [token.lemma for token in tokens if token.text == word] == [lemma]


def test_tags_become_features() -> None:
    assert read_tag("NOUN|Case=Gen|Number=Sing") == ("NOUN", {"Case": "Gen", "Number": "Sing"})
    assert read_tag("PUNCT") == ("PUNCT", None)


def test_without_a_tag_the_likeliest_lemma_is_taken() -> None:
    assert find_lemma("визитом", "") == "визит"
