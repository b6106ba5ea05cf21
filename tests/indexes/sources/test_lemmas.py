import pytest

from indexes.sources.lemmas import lemma

UNIFIED = [  # the forms of one word, as news write them
    "визит визита визиту визитом визите визиты визитов",
    "день дня дню днём дне дни дней дням днями днях",
    "человек человека людей люди людям людьми",
    "ребёнок ребёнка дети детей детям",
    "год года году годом годы годов лет годах",
    "идти идёт шёл шла шли идут",
    "ехать едет ехали",
    "Путин Путина Путину Путиным Путине",
    "Токаев Токаева Токаеву Токаевым Токаеве",
    "Назарбаев Назарбаева Назарбаевым",
    "Мишустин Мишустина Мишустину Мишустиным",
    "Жапаров Жапарова Жапаровым",
    "Алиев Алиева Алиеву Алиевым",
    "Зеленский Зеленского Зеленскому Зеленским",
    "Лукашенко",
    "Касым Касыма Касыму",
    "Жомарт Жомарта Жомарту Жомартом",
    "Эрдоган Эрдогана Эрдогану Эрдоганом",
    "Трамп Трампа Трампу Трампом Трампе",
    "Россия России Россию Россией",
    "Казахстан Казахстана Казахстану Казахстаном Казахстане",
    "Москва Москвы Москве Москву Москвой",
    "российский российская российского российских",
    "подписать подписал подписали подписан подписана подписаны",
    "построить построил построена построено построят",
    "лимузин лимузина лимузине",
    "ёлка елка ёлки",
]


@pytest.mark.parametrize("forms", UNIFIED)
def test_the_forms_of_a_russian_word_are_one(forms: str) -> None:
    assert len({lemma(form, "ru") for form in forms.split()}) == 1


def test_the_language_of_the_text_does_not_change_a_russian_word() -> None:
    assert {lemma("Токаева", language) for language in ("ru", "en", "", "kk", "de")} == {"токаев"}


STEMMED = [
    ("cities", "en", "citi"),
    ("city", "en", "citi"),
    ("visits", "", "visit"),
    ("Häuser", "de", "haus"),
    ("BRICS", "ru", "bric"),
    ("日本", "ja", "日本"),
]


@pytest.mark.parametrize(("word", "language", "stem"), STEMMED)
def test_other_words_are_stemmed(word: str, language: str, stem: str) -> None:
    assert lemma(word, language) == stem


DIFFERENT = ["Токаев токарь", "банк война", "мост месть", "2018 2019", "Россия русый", "визит виза"]


@pytest.mark.parametrize("words", DIFFERENT)
def test_different_words_stay_different(words: str) -> None:
    one, other = words.split()
    assert lemma(one, "ru") != lemma(other, "ru")


def test_common_plurals_stay_common_at_the_start_of_a_sentence() -> None:
    assert lemma("Домов", "ru") == lemma("дом", "ru")
    assert lemma("Судов", "ru") in {"суд", "судно"}


def test_look_alike_letters_are_unified() -> None:
    assert lemma("Pоссия", "ru") == "россия"  # a Latin P
    assert lemma("СOVID", "ru") == "covid"  # a Cyrillic С
