import pytest

from indexes.records import Span
from service.dashboard.excerpts import cut_excerpt

TEXT = "Токаев прилетел в Москву. Его встретил Мантуров. Потом был чай."


def quote(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


@pytest.mark.parametrize(
    ("words", "around", "before", "after", "is_cut"),
    [
        ("Его встретил", 1000, "Токаев прилетел в Москву. ", " Мантуров. Потом был чай.", (0, 0)),
        ("Его встретил", 12, "в Москву. ", " Мантуров.", (1, 1)),
        ("Его встретил", 0, "", "", (1, 1)),
        ("Его встретил", 3, "", "", (1, 1)),  # no whole word fits
        ("Токаев", 9, "", " прилетел", (0, 1)),
        ("чай.", 5, "был ", "", (1, 0)),
    ],
)
def test_whole_words_around_the_quote(words, around, before, after, is_cut) -> None:
    found = cut_excerpt(TEXT, quote(words), around)
    assert (found.before, found.quote, found.after) == (before, words, after)
    assert (found.is_cut_before, found.is_cut_after) == tuple(map(bool, is_cut))


def test_a_quote_inside_a_word_keeps_the_whole_word() -> None:
    found = cut_excerpt("перелёт", Span(2, 4), 100)
    assert (found.before, found.quote, found.after) == ("пе", "ре", "лёт")
