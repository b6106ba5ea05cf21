"""Words that say the same and ask for the same forms around them."""

import random
from collections.abc import Iterator

from workers.models.training.stance.rules.forms import write_alike
from workers.models.training.stance.rules.statement import Change, Effect, Statement

_VERBS = """
построить возвести
завершить закончить
начаться стартовать
купить приобрести
умереть скончаться
показать продемонстрировать
увеличиться вырасти возрасти
уменьшиться сократиться снизиться
обнаружить найти
пытаться стараться
скрыться сбежать
применить использовать
применять использовать
отметить подчеркнуть
вернуться возвратиться
приехать прибыть
похитить украсть
понадобиться потребоваться
пояснить объяснить
продолжаться длиться
разработать создать
поддержать одобрить
рассказать поведать
организовать устроить
"""
_NOUNS = """
компания фирма
полицейский правоохранитель
врач медик доктор
преступник злоумышленник
самолет лайнер
учитель педагог преподаватель
школьник ученик
грабитель налетчик
сотрудник работник
руководитель начальник
матч поединок
договор контракт
доклад отчет
супруг муж
супруга жена
цена стоимость
соревнование состязание
количество число
снижение уменьшение
увеличение повышение
"""
ADVERBS = {
    "затем": "потом", "потом": "затем", "очень": "весьма", "почти": "практически",
    "практически": "почти",
    "тогда": "в то время", "сначала": "вначале", "полностью": "целиком",
}  # fmt: skip


def _read(table: str) -> dict[str, tuple[str, ...]]:
    rows = [tuple(row.split()) for row in table.strip().splitlines()]
    return {word: tuple(one for one in row if one != word) for row in rows for word in row}


VERBS, NOUNS = _read(_VERBS), _read(_NOUNS)


def use_synonym(statement: Statement, chance: random.Random) -> Iterator[Change]:
    """«построили» → «возвели», «врача» → «медика»."""
    for place in statement.places():
        adverb = ADVERBS.get(statement.word(place))
        if adverb:
            yield Change("synonym", Effect.SAME, {place: adverb})
        part = statement.part(place)
        table = {"VERB": VERBS, "NOUN": NOUNS}.get(part, {})
        others = table.get(statement.lemma(place), ())
        written = others and write_alike(statement.tree.tokens[place], chance.choice(others))
        if written:
            yield Change("synonym", Effect.SAME, {place: written})
