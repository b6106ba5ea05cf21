"""Words of a parsed sentence go into another case and keep number, gender and capitals."""

import pytest

from workers.languages.factory import open_language


@pytest.mark.parametrize(
    ("sentence", "word", "case", "form"),
    [
        ("Археологи нашли мастерскую.", "мастерскую", "Loc", "мастерской"),
        ("Министр подписал новые приказы.", "приказы", "Gen", "приказов"),
        ("Министр подписал новые приказы.", "новые", "Gen", "новых"),
        ("Город построил мост.", "мост", "Nom", "мост"),
        ("Делегация прибыла в Москву.", "Москву", "Nom", "Москва"),
        ("Учения завершились.", "Учения", "Loc", "Учениях"),
        ("Он быстро ушёл.", "быстро", "Gen", "быстро"),
        ("Компания Doranet выросла.", "Doranet", "Gen", "Doranet"),
    ],
)
def test_inflected(sentence: str, word: str, case: str, form: str) -> None:
    language = open_language("ru")
    tokens = {token.text: token for token in language.parse(sentence)[0].tokens}
    assert language.inflect_token(tokens[word], case) == form


def test_english_has_no_cases() -> None:
    language = open_language("en")
    token = language.parse("The mayor spoke.")[0].tokens[1]
    assert language.inflect_token(token, "Gen") == "mayor"
