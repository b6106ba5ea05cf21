"""Dates: another day, month, year, weekday or part of the day; or the day left out."""

import random
import re
from collections.abc import Iterator

from workers.models.training.stance.rules.statement import Change, Effect, Statement

MONTHS = {  # genitive: prepositional
    "января": "январе", "февраля": "феврале", "марта": "марте", "апреля": "апреле",
    "мая": "мае", "июня": "июне", "июля": "июле", "августа": "августе",
    "сентября": "сентябре", "октября": "октябре", "ноября": "ноябре", "декабря": "декабре",
}  # fmt: skip
MONTH_FORMS = (tuple(MONTHS), tuple(MONTHS.values()))
WEEKDAYS = ("понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье")
PARTS = (
    ("утром", "вечером", "ночью", "днем"),
    ("весной", "летом", "осенью", "зимой"),
)
YEAR = re.compile(r"1[89]\d\d|20[0-2]\d")
DAY = re.compile(r"[1-9]|[12]\d|3[01]")
SHORTEST_MONTH = 28
YEAR_STEPS = (-9, -7, -5, -4, -3, -2, -1, 1, 2, 3, 4)
NAMED_DAYS = frozenset({*WEEKDAYS, "утром", "вечером", "ночью", "днём", "сегодня", "вчера"})
BETWEEN = frozenset({"с", "по", "до", "между", "и", "от", "-", "–", "—", ","})


def shift_date(statement: Statement, chance: random.Random) -> Iterator[Change]:
    """«5 марта 2018 года» → «17 марта», «5 июня», «2015 года»; «во вторник» → «в четверг»."""
    for place in statement.places():
        words = (
            _shift_month(statement, place, chance)
            or _shift_year(statement, place, chance)
            or _shift_day(statement, place, chance)
            or _shift_weekday(statement, place, chance)
            or _shift_part(statement, place, chance)
        )
        if words:
            yield Change("date", Effect.CONTRARY, words)


def drop_day(statement: Statement, _: random.Random) -> Iterator[Change]:
    """«5 марта 2018 года» → «в марте 2018 года»."""
    for place in statement.places():
        month = statement.word(place + 1)
        before = statement.word(place - 1).lower()
        is_free = place == 0 or (before not in BETWEEN and statement.part(place - 1) != "ADP")
        is_single = statement.word(place + 2) not in {"-", "–", "—"} and before not in NAMED_DAYS
        if DAY.fullmatch(statement.word(place)) and month in MONTHS and is_free and is_single:
            yield Change("day_dropped", Effect.WEAKER, {place: "в", place + 1: MONTHS[month]})


def write_year_short(statement: Statement, _: random.Random) -> Iterator[Change]:
    """«в 2018 году» → «в 2018-м», «2018 года» → «2018 г.» before other words."""
    for place in statement.places():
        after = statement.word(place + 1)
        goes_on = place + 2 < len(statement.tree.tokens) - 1
        if YEAR.fullmatch(statement.word(place)) and after in {"году", "года"} and goes_on:
            yield Change("year_form", Effect.SAME, {place + 1: "г."})


def _shift_month(statement: Statement, place: int, chance: random.Random) -> dict[int, str]:
    word = statement.word(place).lower()
    for forms in MONTH_FORMS:
        if word in forms:
            return {place: chance.choice([one for one in forms if one != word])}
    return {}


def _shift_year(statement: Statement, place: int, chance: random.Random) -> dict[int, str]:
    word, after = statement.word(place), statement.lemma(place + 1)
    if not YEAR.fullmatch(word) or after not in {"год", "г"}:
        return {}
    return {place: str(int(word) + chance.choice(YEAR_STEPS))}


def _shift_day(statement: Statement, place: int, chance: random.Random) -> dict[int, str]:
    word = statement.word(place)
    if not DAY.fullmatch(word) or statement.word(place + 1) not in MONTHS:
        return {}
    others = [day for day in range(1, SHORTEST_MONTH) if abs(day - int(word)) > 1]
    return {place: str(chance.choice(others))}


def _shift_weekday(statement: Statement, place: int, chance: random.Random) -> dict[int, str]:
    word, before = statement.word(place), statement.word(place - 1)
    if word not in WEEKDAYS or before.lower() not in {"в", "во"}:
        return {}
    other = chance.choice([one for one in WEEKDAYS if one != word])
    preposition = "во" if other == "вторник" else "в"
    return {place - 1: preposition.capitalize() if before[0].isupper() else preposition,
            place: other}  # fmt: skip


def _shift_part(statement: Statement, place: int, chance: random.Random) -> dict[int, str]:
    word = statement.word(place)
    plain = word.lower().replace("ё", "е")
    if plain == "днем" and statement.part(place) != "ADV":
        return {}  # «с каждым днём»
    for row in PARTS:
        if plain in row:
            other = chance.choice([one for one in row if one != plain])
            other = other.replace("днем", "днём")
            return {place: other.capitalize() if word[0].isupper() else other}
    return {}
