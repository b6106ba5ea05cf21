"""Details put in that nothing vouches for: a day, a place, a cause, a manner."""

import random
from collections.abc import Iterator

from workers.languages.language import EntityKind
from workers.languages.listed import listed
from workers.models.training.stance.rules.dates import MONTHS
from workers.models.training.stance.rules.statement import Change, Effect, Statement

PLACES = (
    "Москве", "Казани", "Самаре", "Уфе", "Перми", "Туле", "Рязани", "Пензе", "Новосибирске",
    "Екатеринбурге", "Челябинске", "Омске", "Краснодаре", "Воронеже", "Киеве", "Минске", "Париже",
    "Берлине", "Лондоне", "Пекине", "Хабаровске", "Иркутске", "Саратове", "Калининграде",
)  # fmt: skip
CIRCUMSTANCES = (
    "по просьбе местных жителей", "из-за непогоды", "в присутствии журналистов", "досрочно",
    "по решению суда", "за счёт бюджета", "впервые за десять лет", "по собственной инициативе",
    "после долгих споров", "вместе с коллегами", "из-за нехватки денег", "по рекомендации врачей",
    "на средства спонсоров", "за три недели", "при поддержке властей", "через два часа",
    "по ошибке", "в третий раз", "по требованию прокуратуры", "вопреки ожиданиям",
    "в связи с юбилеем", "за закрытыми дверями", "на глазах у прохожих", "не раньше полудня",
    "не без помощи соседей", "почти месяц спустя", "около полуночи", "всего за сутки",
)  # fmt: skip
MARKS = frozenset(",—–:;()")
TIMES = listed(
    """
    сегодня вчера завтра утром вечером ночью днем недавно накануне сейчас теперь позже потом тогда
    ранее раньше год месяц день неделя час минута ночь вечер утро век время момент период январь
    февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь понедельник вторник
    среда четверг пятница суббота воскресенье весной летом осенью зимой после до через во
    """
)
UNSURE = listed("если бы чтобы не ни мочь хотеть якобы возможно вероятно кто что как который")
FIRST_YEAR, LAST_YEAR = 2003, 2021


def add_time(statement: Statement, chance: random.Random) -> Iterator[Change]:
    """«Суд признал …» → «В марте 2012 года суд признал …», where no time is told."""
    if _is_deed(statement) and not statement.dates and TIMES.isdisjoint(statement.lemmas):
        for written in (_write_time(chance), _write_time(chance)):
            yield Change("time_added", Effect.STRONGER, {0: f"{written} {_lowered(statement)}"})


def add_place(statement: Statement, chance: random.Random) -> Iterator[Change]:
    """«Суд признал …» → «В Перми суд признал …», where no place is told."""
    kinds = {one.kind for one in statement.entities}
    if _is_deed(statement) and EntityKind.PLACE not in kinds:
        for place in chance.sample(PLACES, 2):
            words = {0: f"В {place} {_lowered(statement)}"}
            yield Change("place_added", Effect.STRONGER, words)


def add_circumstance(statement: Statement, chance: random.Random) -> Iterator[Change]:
    """«… признал женщину виновной.» → «… виновной по решению суда.»"""
    last = len(statement.tree.tokens) - 1
    if _is_deed(statement) and MARKS.isdisjoint(statement.written) and last > 0:
        for circumstance in chance.sample(CIRCUMSTANCES, 2):
            words = {last - 1: f"{statement.word(last - 1)} {circumstance}"}
            yield Change("circumstance_added", Effect.STRONGER, words)


def _is_deed(statement: Statement) -> bool:
    """A main verb in the past that tells what happened once, with its subject or object."""
    return not statement.is_reported and any(
        statement.part(root) == "VERB"
        and statement.feature(root, "Tense") == "Past"
        and statement.feature(root, "Aspect") == "Perf"
        and bool(statement.tree.children_by(root, {"nsubj", "nsubj:pass", "obj"}))
        and UNSURE.isdisjoint(statement.lemmas)
        and not _starts_bound(statement)
        for root in statement.tree.roots[:1]
    )


def _starts_bound(statement: Statement) -> bool:
    """«Но», «В Москве», «Кроме того,» in front leave no room for another phrase."""
    return statement.part(0) not in {"NOUN", "PROPN", "ADJ"} or "," in statement.written[:40]


def _lowered(statement: Statement) -> str:
    word = statement.word(0)
    is_name = statement.part(0) == "PROPN" or not word[1:].islower() or len(word) < 2
    is_name = is_name or any(
        one.span.overlap(statement.tree.tokens[0].span) for one in statement.entities
    )
    return word if is_name else f"{word[0].lower()}{word[1:]}"


def _write_time(chance: random.Random) -> str:
    year = chance.randint(FIRST_YEAR, LAST_YEAR)
    month = chance.choice(tuple(MONTHS))
    return chance.choice(
        (
            f"{chance.randint(1, 28)} {month} {year} года",
            f"В {MONTHS[month]} {year} года",
            f"В {year} году",
        )
    )
