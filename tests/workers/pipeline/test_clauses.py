"""Sentences are taken apart into statements that can each be read alone."""

import pytest

from workers.languages.factory import open_language
from workers.pipeline.clauses import split_clauses
from workers.pipeline.trees import Tree

RUSSIAN = [
    (
        "Завод построили в Рязани, а линию привезли из Кореи.",
        ["Завод построили в Рязани", "линию привезли из Кореи"],
    ),
    (
        "Губернатор открыл школу и вручил ключи директору.",
        ["Губернатор открыл школу", "Губернатор вручил ключи директору"],
    ),
    (
        "Министр подписал приказ, который вступит в силу в мае.",
        ["Министр подписал приказ", "приказ вступит в силу в мае"],
    ),
    (
        "Мост закрыли на ремонт; движение пустили по объездной дороге.",
        ["Мост закрыли на ремонт", "движение пустили по объездной дороге"],
    ),
    ("Школа получила хлеб и соль.", ["Школа получила хлеб и соль"]),
    ("За три года добыча нефти выросла вдвое.", ["За три года добыча нефти выросла вдвое"]),
    (
        "Строил школу городской трест, а прежний подрядчик «Монолит» признан банкротом в мае.",
        ["Строил школу городской трест", "прежний подрядчик «Монолит» признан банкротом в мае"],
    ),
    ("Директор «Маяка» признал вину в мае.", ["Директор «Маяка» признал вину в мае"]),
    (
        "Бюджет, подчеркнул министр, вырос на 5 процентов.",
        ["Бюджет вырос на 5 процентов"],
    ),
    (
        "По данным ведомства, урожай собрали раньше срока.",
        ["урожай собрали раньше срока"],
    ),
    (
        "Документ предусматривает снижение нагрузки на фермеров, а также выделение земли семьям.",
        [
            "Документ предусматривает снижение нагрузки на фермеров",
            "Документ предусматривает выделение земли семьям",
        ],
    ),
    (
        "Турнир выиграл Иванов, хотя судьи спорили два часа.",
        ["Турнир выиграл Иванов", "судьи спорили два часа"],
    ),
    (
        "Отделение возглавила Ольга Лунина, работающая в этой больнице с 2009 года.",
        [
            "Отделение возглавила Ольга Лунина",
            "Ольга Лунина, работающая в этой больнице с 2009 года",
        ],
    ),
    (
        "Приказ, подписанный министром в ночь на пятницу, отменяет сбор.",
        ["Приказ отменяет сбор", "Приказ, подписанный министром в ночь на пятницу"],
    ),
    ("Он сказал «поехали» и улетел, а все остались.", None),
]


@pytest.mark.parametrize(("text", "statements"), [row for row in RUSSIAN if row[1]])
def test_russian_statements(text: str, statements: list[str]) -> None:
    assert [one.text.rstrip(".") for one in _split(text, "ru")] == statements


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (
            "The factory opened in 2019, and the second line was added a year later.",
            ["The factory opened in 2019", "the second line was added a year later"],
        ),
        ("The mayor opened the bridge.", ["The mayor opened the bridge"]),
    ],
)
def test_english_statements(text: str, statements: list[str]) -> None:
    assert [one.text.rstrip(".") for one in _split(text, "en")] == statements


@pytest.mark.parametrize("text", [row[0] for row in RUSSIAN])
def test_spans_stay_inside_and_balanced(text: str) -> None:
    for clause in _split(text, "ru"):
        written = clause.span.of(text)
        assert written.strip() == written != ""
        assert written.count("«") == written.count("»")


def test_words_before_the_sentence_keep_the_offsets() -> None:
    text = "Заголовок\n\nЗавод построили в Рязани, а линию привезли из Кореи."
    spans = [one.span.of(text) for one in _split(text, "ru", sentence=1)]
    assert spans == ["Завод построили в Рязани", "линию привезли из Кореи"]


def _split(text: str, code: str, sentence: int = 0) -> list:
    language = open_language(code)
    return list(split_clauses(Tree(language.parse(text)[sentence]), text, language))
