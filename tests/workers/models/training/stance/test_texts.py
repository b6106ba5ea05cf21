"""Texts as they stand in the files, made ready to be read."""

import pytest

from workers.models.training.stance.texts import Text, clean, split_title


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("Ямадаев жив\n\nБрат погибшего выступил.", "Ямадаев жив", "Брат погибшего выступил."),
        ("Брат погибшего выступил.\nОн жив.", "", "Брат погибшего выступил.\nОн жив."),
        ("Брат погибшего", "", "Брат погибшего"),
    ],
)
def test_title(text: str, title: str, body: str) -> None:
    assert split_title(text) == Text(body, title)


@pytest.mark.parametrize(
    ("premise", "text"),
    [
        ('"Корабль ""Союз"" вернулся."', 'Корабль "Союз" вернулся.'),
        ('"Поезд ушёл."', "Поезд ушёл."),
        ("Поезд  ушёл.", "Поезд ушёл."),
    ],
)
def test_clean(premise: str, text: str) -> None:
    assert clean(premise) == text
