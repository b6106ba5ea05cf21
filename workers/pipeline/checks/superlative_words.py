"""Words that put one thing above, before or instead of all others."""

import re

Words = tuple[tuple[str, re.Pattern[str]], ...]


def _words(*rows: tuple[str, str]) -> Words:
    """(group, pattern) rows; the group is what has to be confirmed."""
    return tuple(
        (group, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for group, pattern in rows
    )


_ENDINGS = r"(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ым|им|ом|ем|ую|юю|ых|их|ыми|ими)"
# «первый вице-премьер», «первая половина» and «первые четыре дня» are no firsts.
_NO_FIRST = (
    r"(?! (?:вице|зам|секретар|половин|полугод|квартал|тайм|чтени|леди|очеред|взгляд|раз\b|класс"
    r"|этаж|мест|лиц|ряд|верси|этап|част|том|тур|раунд|стади|декад|недел|месяц|год|сезон|дн|день"
    r"|час|минут|числ|сообщени|данн|оценк|шаг|групп|категори|степен|очередь|канал|блок|корпус"
    r"|редакци|вариант|волн|транш|смен|\d"
    r"|(?:дв[ае]|двух|три|тр[её]х|четыре|четыр[её]х|пять|пяти|шесть|шести|семь|семи|восемь|восьми"
    r"|девять|девяти|десять|десяти|двадцать|тридцать|сорок|сто|полтора|несколько|нескольких)\b))"
)
_LARGEST = (
    r"largest|biggest|highest|smallest|lowest|oldest|youngest|longest|tallest|best|worst|fastest"
    r"|richest|poorest|deepest|greatest|shortest|busiest"
)
RUSSIAN = _words(
    ("first", rf"впервые|перв(?:ый|ого|ому|ым|ом|ая|ую|ое|ой|ые|ых|ыми){_NO_FIRST}[а-я-]*"),
    ("only", rf"единственн{_ENDINGS}"),
    (
        "most",
        (
            rf"(?!сам[а-я]+ перв)сам{_ENDINGS} [а-я]+{_ENDINGS}|наи[а-я]+{_ENDINGS}"
            rf"|(?!ближайш|дальнейш|младш|старш|высочайш|святейш|мельчайш)[а-я]+(?:ейш|айш){_ENDINGS}"
            r"|больше всего|меньше всего"
        ),
    ),
    ("record", rf"рекорд[а-я]*|беспрецедентн{_ENDINGS}|исторический максимум"),
)
ENGLISH = _words(
    (
        "first",
        (
            r"(?:the|its|his|her|their|country's|world's) (?:very )?first"
            r"(?! (?:half|quarter|lady|name|deputy|time\b))|first[ -]ever|for the first time"
        ),
    ),
    ("only", r"the only|the sole"),
    (
        "most",
        rf"the most|the least|(?:the|world's|country's|europe's) (?:[a-z]+-)?(?:{_LARGEST})",
    ),
    ("record", r"record(?:-breaking| high| low)?|unprecedented"),
)
SUPERLATIVES: dict[str, Words] = {"ru": RUSSIAN, "en": ENGLISH}
