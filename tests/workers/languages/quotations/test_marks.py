"""Pairs of quotation marks."""

import pytest

from indexes.records import Span
from workers.languages.quotations.marks import find_quoted

TEXTS = [
    ("Он сказал «да» и «нет».", ["«да»", "«нет»"]),
    ("«Фильм «Аврора» вышел»", ["«Фильм «Аврора» вышел»"]),
    ('"Фильм "Аврора" вышел"', ['"Фильм "Аврора" вышел"']),
    ("„Ja“, sagte er.", ["„Ja“"]),
    ("“Yes,” he said.", ["“Yes,”"]),
    ("„Да”, — сказал он.", ["„Да”"]),
    ("«Он сказал: „Иду“», — пишет газета.", ["«Он сказал: „Иду“»"]),
    ("Потеряна « кавычка, но «эта» есть.", ["«эта»"]),
    ("Потеряна кавычка », но «эта» есть.", ["«эта»"]),
    ('Экран 15" и "имя".', ['"имя"']),
    ("", []),
    ("«" * 5, []),
]


@pytest.mark.parametrize(("text", "quoted"), TEXTS)
def test_outermost_pairs_are_found(text: str, quoted: list[str]) -> None:
    assert [one.of(text) for one in find_quoted(text, Span(0, len(text)))] == quoted


def test_lost_marks_cost_no_time() -> None:
    text = "«" * 200_000 + '"а ' * 100_000
    assert find_quoted(text, Span(0, len(text))) == []


def test_marks_of_another_line_do_not_close() -> None:
    text = "«да\nнет»"
    assert find_quoted(text, Span(0, 3)) == []
