"""Digits and number words that count nothing: times, codes, labels, phones, idioms."""

import re

_CODES = (
    r"https?://\S+|www\.\S+|(?<!\S)[\w.+-]{1,64}@[\w.-]{1,255}",
    (
        r"(?<!\w)\+?\d[\d ]{0,6}\(\d{2,5}\)[\d -]{5,}|\+\d[\d -]{8,}\d|(?<![\d-])\d{2,4}-"
        r"\d\d-\d\d(?!\d)|\b\d{3}-\d{3}-\d{4}\b"
    ),
    r"(?<![\d.])(?!\d{1,3}(?:\.\d{3})+(?![.\d]))\d+(?:\.\d+){2,}",  # 1.2.3, but not 4.523.000
    (
        r"(?!(?:[кд]?м|см|мм|[kcm]?m)[23]\b)(?<![^\W\d_])[^\W\d_]{1,30}[+-]?\d[\w+-]*"
        r"(?:[+]\d+)?"
    ),  # Су35, C5+1, G20, B2B, Covid19
    r"(?<![^\W\d_])[^\W\d_]{1,30}-\d+[\w-]*(?<!-)",  # Су-35, МиГ-29, COVID-19
    r"(?<![\w.,$€£])\d+[ABD-JN-SU-ZА-БДЖЗИЛО-РУ-Я]\d*(?!\w)",  # 35Б, 5G
    r"(?<![\d.,])\d+:\d+(?::\d+)?(?![\d])",  # 15:30, 3:1
    r"[№#] ?\d+[\w/-]*(?:(?:, | и |-)\d+)*|\bNo\. ?\d+|\b[Nn]os?\. ?\d+",
    r"\[\d+(?:[,;-] ?\d+)*\]",  # [12], footnotes
    r"(?<!\S)[+-]?\d+/\d+(?!\d*[.,]\d)",  # 12/45: a case number
)
_RUSSIAN_LABELS = (
    r"стать[яиюе]|стать[её]й|статей|стат[ье]ям|ст\.|пункт[аеу]?|пунктом|п\.|пп\.|ч\.|абзац[аеу]?"
    r"|страниц[аеуы]|стр\.|с\.|рис\.|таблиц[аеуы]|приложени[еяю]|рейс[аеу]?|рейсом|маршрут[аеу]?"
    r"|маршрутом|палат[аеу]|код|индекс|телефону?|тел\.|ИНН|ОГРН|псал[а-я]+|ГОСТ|СанПиН|версии?"
)
# Labels before a bare number, counted things before a number with a noun: «дома 5 человек».
_RUSSIAN_WEAK_LABELS = (
    r"глав[аеуы]|част[ьи]|том[аеу]?|дом[аеу]?|д\.|квартир[аеуы]|кв\.(?! ?к?м)|корпус[аеу]?"
    r"|кабинет[аеу]?|канал[аеу]?|блок[аеу]?|энергоблок[аеу]?|поток|эпизод[аеу]?|протокол[аеу]?|серии?"
)
_RUSSIAN = (
    r"в \d\d?(?:[.:]\d\d)? (?:утра|вечера|ночи|дня|пополудни)\b",
    r"в \d\d? час(?:ов|а)?(?: \d\d? минут[ыу]?| утра| вечера| дня| ночи| по)\b",
    r"в \d\d?\.\d\d(?= |,|$)",  # в 15.30
    rf"(?:{_RUSSIAN_LABELS}) \d+(?:[.-]\d+)*(?:(?:, | и |-)\d+(?! [а-я]))*(?!\d| %|%)",
    rf"(?:{_RUSSIAN_WEAK_LABELS}) \d+(?![\d.,]*\d| ?%| (?:тыс|млн|млрд|[а-я]{{3,}}))",
    r"в перв(?:ую|ой) (?:очеред[иь]|голову)|во-(?:первых|вторых)|в-третьих|по-первому",
    r"(?:с|на) перв(?:ого|ый) (?:взгляда?|раза?)|перв(?:ая|ой|ую) леди|в два счета|в двух словах",
    r"(?:в )?од(?:но|ин|на|ни) и (?:то|тот|та|те) же|друг друга|на все сто|между двух огней",
    r"трет(?:ьи|ьих|ьим|ьей|ья|ью|ьего) (?:лиц|стран|сторон)[а-я]*|в третьем лице",
    r"(?:перв|втор)(?:ая|ой|ую) (?:миров(?:ая|ой|ую)|половин[аеуы])",
    r"половин[аеу] (?:перв|втор|трет|четверт|пят|шест|седьм|восьм|девят|десят)[а-я]+",  # time
)
_ENGLISH_LABELS = (
    r"Articles?|Sections?|Chapters?|Part|Page|pp?\.|Figs?\.?|Figures?|Tables?|Room|Flight|Boeing"
    r"|Airbus|Route|Highway|Channel|Volume|Vol\.|Episode|Season|Version|Windows|Type|Block|Unit"
    r"|Resolution|Amendment|Grade|Category|Group|Apollo|Area|Line|Class|Phase|Psalm|Verse|Appendix"
    r"|Clause|Rule|Schedule|Formula|World War"
)
_ENGLISH = (
    r"(?:at|until|till|by|from) \d\d?(?:[:.]\d\d)? ?(?:[ap]\.?m\b\.?|o'clock|GMT)",
    r"\d\d?(?:[:.]\d\d)? ?(?:[ap]\.?m\.?(?!\w)|o'clock)",
    rf"(?-i:{_ENGLISH_LABELS}) (?:\d+|one|two|three)\b(?: and \d+|, \d+)*(?![.,]\d| ?%)",
    r"(?:no|any|every|some|each|this|that|which|another|the|other|last|only) one\b",
    r"one (?:of|another|or another|or two|day)\b|ones\b|at one point\b|on the one hand\b|two-way\b",
    r"at first\b|first of all\b|first (?:lady|ladies|name|names|person|half)\b|first-?hand\b",
    r"a second(?! [a-z])|(?:split|per) second\b|second half\b|Second Amendment\b",
    r"(?:First|Second) World War|third part(?:y|ies)\b",
)
# Case matters in codes; elsewhere it does not.
_PATTERNS: dict[str, tuple[re.Pattern[str], ...]] = {
    "ru": tuple(re.compile(rf"\b(?:{one})", re.IGNORECASE) for one in _RUSSIAN),
    "en": tuple(re.compile(rf"\b(?:{one})", re.IGNORECASE) for one in _ENGLISH),
}
_ANYWHERE = tuple(map(re.compile, _CODES))
MASK = "\ufffc"  # no letter, no digit, no space: nothing joins across it


def mask(levelled: str, spans: list[tuple[int, int]]) -> str:
    """The text with these stretches made unreadable, offsets kept."""
    parts, end = [], 0
    for first, last in sorted(spans):
        parts += [levelled[end : max(first, end)], MASK * (last - max(first, end))]
        end = max(end, last)
    return "".join((*parts, levelled[end:]))


def find_exclusions(levelled: str, code: str) -> list[tuple[int, int]]:
    """Where number-like text is no quantity."""
    patterns = (*_ANYWHERE, *_PATTERNS.get(code, ()))
    return [match.span() for pattern in patterns for match in pattern.finditer(levelled)]
