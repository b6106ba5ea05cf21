"""Answers remembered."""

from workers.languages.recent import RecentResults


class Counted:
    """Says how often it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, text: str) -> str:
        self.asked.append(text)
        return text.upper()


def test_a_text_is_computed_once() -> None:
    compute = Counted()
    results = RecentResults(compute)
    assert [results("визит"), results("визит")] == ["ВИЗИТ", "ВИЗИТ"]
    assert compute.asked == ["визит"]


def test_the_oldest_is_forgotten_when_the_room_is_full() -> None:
    compute = Counted()
    results = RecentResults(compute, most_characters=10)
    for text in ("aaaa", "bbbb", "aaaa", "cccc", "aaaa", "bbbb"):
        results(text)
    assert compute.asked == ["aaaa", "bbbb", "cccc", "bbbb"]


def test_a_text_longer_than_the_room_is_answered() -> None:
    results = RecentResults(Counted(), most_characters=3)
    assert results("длинный") == "ДЛИННЫЙ"
    assert results("текст") == "ТЕКСТ"
