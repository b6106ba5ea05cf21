"""Time, mood and shape of the main predicate."""

import pytest

from workers.languages.factory import open_language
from workers.pipeline.predicates import EMPTY_PREDICATE, Predicate, has_finite_verb, read_predicate
from workers.pipeline.trees import Tree


def predicate_of(text: str, language_code: str = "ru") -> Predicate:
    (sentence,) = open_language(language_code).parse(text)
    return read_predicate(Tree(sentence), commands_are_bare=language_code == "en")


@pytest.mark.parametrize(
    ("text", "language", "tense"),
    [
        ("Завод в Коврове выпустил первую партию станков.", "ru", "past"),
        ("Школу в Ельце построили в 2012 году.", "ru", "past"),
        ("Мост был закрыт на ремонт весной.", "ru", "past"),
        ("Библиотека хранит две тысячи рукописей.", "ru", "present"),
        ("Дорогу сдадут через два года.", "ru", "future"),
        ("Цех будет работать в три смены.", "ru", "future"),
        ("Договор будет подписан в Туле.", "ru", "future"),
        ("The council approved the budget in May.", "en", "past"),
        ("The museum holds two thousand manuscripts.", "en", "present"),
        ("The bridge will open next spring.", "en", "future"),
        ("The ministry won't publish the figures.", "en", "future"),
    ],
)
def test_tense(text: str, language: str, tense: str) -> None:
    assert predicate_of(text, language).tense == tense


@pytest.mark.parametrize(
    ("text", "language", "is_imperative"),
    [
        ("Проверьте показания счётчиков до пятницы!", "ru", True),
        ("Счётчики проверили до пятницы.", "ru", False),
        ("Read the report before you argue.", "en", True),
        ("The committee read the report.", "en", False),
    ],
)
def test_commands(text: str, language: str, is_imperative: bool) -> None:
    assert predicate_of(text, language).is_imperative is is_imperative


def test_passive_and_nominal() -> None:
    assert predicate_of("Договор подписан в Туле.").is_passive
    assert not predicate_of("Стороны подписали договор в Туле.").is_passive
    assert predicate_of("Новый мост — гордость города.").is_nominal
    assert predicate_of("The new bridge is a triumph of engineering.", "en").is_nominal
    assert not predicate_of("Мост построили в Туле.").is_nominal


def test_no_verb_at_all() -> None:
    (sentence,) = open_language("ru").parse("Дождь, улица, фонарь.")
    assert not has_finite_verb(sentence.tokens)
    assert read_predicate(Tree(sentence)).tense == ""
    assert EMPTY_PREDICATE.tense == ""
