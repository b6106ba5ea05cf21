"""Which language a text is in."""

import pytest

from workers.languages.detection import detect_language

TEXTS = [
    ("ru", "Путин прибыл в Астану с государственным визитом"),
    ("ru", "Курс доллара вырос"),
    ("ru", "Президент США Дональд Трамп"),
    ("ru", "Токаев"),
    ("ru", "ЕАЭС"),
    ("ru", "ВВП вырос на 3%"),
    ("ru", "iPhone 17 поступил в продажу"),
    ("ru", "Нефть Brent"),
    ("uk", "Зеленський прибув до Києва"),
    ("uk", "Президент підписав закон"),
    ("uk", "Україна"),
    ("be", "Лукашэнка правёў нараду ў Мінску"),
    ("bg", "Президентът се срещна с министъра на външните работи"),
    ("kk", "Қазақстан Президенті Мәскеуге барды"),
    ("sr", "Председник се састао са министром"),
    ("en", "Putin arrives in Astana"),
    ("en", "Oil prices rise"),
    ("en", "Summit"),
    ("en", "GDP grows 3%"),
    ("en", "OK"),
    ("de", "Der Kanzler traf den Präsidenten"),
    ("fr", "Le président a rencontré le ministre"),
    ("es", "El presidente se reunió con el ministro"),
    ("it", "Il presidente ha incontrato il ministro"),
    ("tr", "Cumhurbaşkanı Erdoğan Moskova'da"),
    ("pl", "Prezydent spotkał się z ministrem"),
    ("zh", "习近平访问俄罗斯"),
    ("ja", "首相がロシアを訪問した"),
    ("ar", "وصل الرئيس إلى موسكو"),
    ("ka", "პრეზიდენტი ჩავიდა"),
    ("und", ""),
    ("und", "12.11.2025 — 15:00"),
    ("und", "https://example.org/news/today"),
    ("und", "😀 !!!"),
    ("und", "ไทย"),
]


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_the_language_is_recognised(code: str, text: str) -> None:
    assert detect_language(text) == code


def test_most_of_a_mixed_text_decides() -> None:
    russian = "Президент Казахстана прибыл в Москву с государственным визитом. "
    english = "The President of Kazakhstan arrived in Moscow on a state visit. "
    assert detect_language(russian * 60 + english * 20) == "ru"
    assert detect_language(russian * 20 + english * 60) == "en"


def test_a_book_costs_no_more_than_a_page() -> None:
    text = "Президент Казахстана прибыл в Москву с государственным визитом. " * 20_000
    assert detect_language(text) == "ru"
