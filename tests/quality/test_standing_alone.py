"""The rule by which the benchmark counts claims that stand alone."""

import pytest

from tests.quality.standing_alone import stands_alone
from workers.languages.factory import open_language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Пётр Лапин руководил заводом шесть лет.", True),
        ("Он руководил заводом шесть лет.", False),
        ("Пётр Лапин заявил, что он подаст в отставку.", True),
        ("Заместитель Анны Сомовой посадил дуб.", True),
        ("Её заместитель посадил дуб.", False),
        ("Губернатор сказал: «Они приедут завтра».", True),
        ("В городе построили школу.", True),
        ("Стало известно о закрытии завода.", True),
        ("Подписал указ о награждении спасателей.", False),
        ("Первый канал показал матч.", True),
    ],
)
def test_rule(text: str, expected: bool) -> None:
    assert stands_alone(text, open_language("ru")) is expected
