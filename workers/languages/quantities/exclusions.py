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
_RUSSIAN = (
    (
        r"\bв \d\d?(?:[.:]\d\d)? (?:утра|вечера|ночи|дня|пополудни|час(?:ов|а)?(?: \d"
        r"\d? минут[ыу]?)?(?: утра| вечера| дня| ночи| по))\b"
    ),
    r"\bв \d\d?\.\d\d(?= |,|$)",  # в 15.30
    r"\b(?:стать[яиюе]|стать[её]й|статей|стат[ье]ям|ст\.|пункт[аеу]?|пунктом|п\.|пп\."
    r"|ч\.|абзац[аеу]?"
    r"|страниц[аеуы]|стр\.|с\.|рис\.|таблиц[аеуы]|приложени[еяю]|рейс[аеу]?|рейсом|маршрут[аеу]?"
    r"|маршрутом|палат[аеу]|код|индекс|телефону?|тел\.|ИНН|ОГРН|псал[а-я]+|ГОСТ|СанПиН|версии?)"
    r" \d+(?:[.-]\d+)*(?:(?:, | и |-)\d+(?! [а-я]))*(?!\d| %|%)",
    r"\b(?:глав[аеуы]|част[ьи]|том[аеу]?|дом[аеу]?|д\.|квартир[аеуы]|кв\.(?! ?к?м)|корпус[аеу]?"
    r"|кабинет[аеу]?|канал[аеу]?|блок[аеу]?|энергоблок[аеу]?|поток|эпизод[аеу]?"
    r"|протокол[аеу]?|серии?)"
    r" \d+(?![\d.,]*\d| ?%| (?:тыс|млн|млрд|[а-я]{3,}))",
    (
        r"\bв перв(?:ую|ой) очеред[иь]|\bво-(?:первых|вторых)|\bв-[а-я]+их|\bс перв(?:ого"
        r"|ых) (?:взгляда|раза)|\bна первый взгляд"
        r"|\bв (?:первом|втором) чтении|\bперв(?:ая|ой|ую) леди|\bодно и то же|"
        r"\bв одно и то же|\bодин и тот же|\bодни и те же|\bодна и та же"
        r"|\bдруг друга|\bв первую голову|\bна все сто|\bво второй половине|"
        r"\bв первой половине|\bв два счета|\bпо-перв[а-я]+"
    ),
    (
        r"\bмежду двух огней|\bв двух словах|\bв третьем лице|\bтрет(?:ьи|ьих|ьим|ьей|ья"
        r"|ью) (?:лиц[а-я]*|стран[а-я]*|сторон[а-я]*)"
    ),
    r"\b(?:перв|втор)(?:ая|ой|ую) миров(?:ая|ой|ую)",
    (
        r"\b(?:втор|перв)(?:ая|ой|ую) половин[аеуы]|\bполовин[аеу] (?:перв|втор|трет"
        r"|четверт|пят|шест|седьм|восьм|девят|десят)[а-я]+"
    ),
)
_ENGLISH = (
    r"\b(?:at|until|till|by|from) \d\d?(?:[:.]\d\d)? ?(?:[ap]\.?m\b\.?|o'clock|GMT)",
    r"\b\d\d?(?:[:.]\d\d)? ?(?:[ap]\.?m\.?(?!\w)|o'clock)",
    r"\b(?-i:Articles?|Sections?|Chapters?|Part|Page|pp?\.|Figs?\.?|Figures?|Tables?"
    r"|Room|Flight|Boeing"
    r"|Airbus|Route|Highway|Channel|Volume|Vol\.|Episode|Season|Version|Windows|Type"
    r"|Block|Unit|Resolution"
    r"|Amendment|Grade|Category|Group|Apollo|Area|Line|Class|Phase|Psalm|Verse|Appendix|Clause|Rule"
    r"|Schedule|Formula|World War) (?:\d+|one|two|three)\b(?: and \d+|, \d+)*(?![.,]\d| ?%)",
    (
        r"\b(?:no|any|every|some|each|this|that|which|another|the|other|last|only) one\b|"
        r"\bone (?:of|another|or another|or two)\b|\bone day\b|\bones\b"
        r"|\bat first\b|\bfirst of all\b|\bfirst (?:lady|ladies|name|names|person)\b|"
        r"\bat one point\b|\bsecond half\b|\bfirst half\b|\bon the one hand\b|"
        r"\bfirst-?hand\b"
        r"|\b(?:First|Second) World War|\bthird part(?:y|ies)\b|\ba second(?! [a-z])|"
        r"\bsplit second\b|\bper second\b|\bSecond Amendment\b|\btwo-way\b|\bback in one\b"
    ),
)
# Case matters in codes; elsewhere it does not.
_PATTERNS: dict[str, tuple[re.Pattern[str], ...]] = {
    "ru": tuple(re.compile(one, re.IGNORECASE) for one in _RUSSIAN),
    "en": tuple(re.compile(one, re.IGNORECASE) for one in _ENGLISH),
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
