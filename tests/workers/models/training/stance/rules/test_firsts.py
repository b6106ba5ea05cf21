"""«Впервые» and «первый», put in and taken out."""

import pytest

from tests.workers.models.training.stance.rules.changing import change
from workers.models.training.stance.rules.firsts import add_first, drop_first


def test_first_is_added() -> None:
    changed = change(add_first, "Министр посетил остров.")
    assert "Министр впервые посетил остров." in changed
    assert all("впервые" in one for one in changed)


@pytest.mark.parametrize(
    "sentence",
    [
        "Министр снова посетил остров.",
        "Министр посещает остров.",
        "Годовой рост составил пять процентов.",
        "Министр не посетил остров.",
    ],
)
def test_first_is_not_added(sentence: str) -> None:
    assert change(add_first, sentence) == set()


@pytest.mark.parametrize(
    ("sentence", "changed"),
    [
        ("Министр впервые посетил остров.", {"Министр посетил остров."}),
        ("Книгу нашёл единственный свидетель пожара.", {"Книгу нашёл свидетель пожара."}),
        ("Команда уступила соперникам первое место.", set()),
        ("Это случилось впервые за десять лет.", set()),
        ("Министр не впервые посетил остров.", set()),
    ],
)
def test_first_is_dropped(sentence: str, changed: set[str]) -> None:
    assert change(drop_first, sentence) == changed
