"""«Впервые», «первый», «единственный»: what an unsaid superlative adds, and its loss."""

import random
from collections.abc import Iterator

from workers.languages.listed import listed
from workers.models.training.stance.rules.statement import Change, Effect, Statement

AGAIN = listed(
    """
    снова вновь опять еще уже обычно часто каждый всегда регулярно ежегодно прежде ранее раньше
    впервые первый второй третий также тоже повторно очередной иногда редко постоянно не ни
    продолжать остаться оставаться завершить закончить погибнуть умереть скончаться родиться
    если бы мочь хотеть давно
    """
)
ADDED = ("впервые", "впервые", "впервые за много лет")
NO_DEEDS = listed("составить стать оказаться остаться продлиться занять понадобиться убить")
NO_FIRST = listed(
    """
    очередь раз взгляд лицо леди половина вице-премьер заместитель полугодие квартал место день год
    час неделя тур этап номер ряд часть десятилетие месяц круг тайм секретарь помощь чтение класс
    канал группа степень мировой
    """
)


def add_first(statement: Statement, chance: random.Random) -> Iterator[Change]:
    """«открыл музей» → «впервые открыл музей»: stronger than what is said."""
    for place in statement.tree.roots[:1]:
        is_deed = (
            statement.part(place) == "VERB"
            and statement.lemma(place) not in NO_DEEDS
            and statement.feature(place, "Tense") == "Past"
            and statement.feature(place, "Aspect") == "Perf"
            and statement.tree.subject_of(place) is not None
        )
        if is_deed and place and AGAIN.isdisjoint(statement.lemmas) and not statement.is_reported:
            words = {place: f"{chance.choice(ADDED)} {statement.word(place)}"}
            yield Change("first_added", Effect.STRONGER, words)


def drop_first(statement: Statement, _: random.Random) -> Iterator[Change]:
    """«впервые посетил» → «посетил», «единственный свидетель» → «свидетель»."""
    if not {"не", "ни", "если", "второй"}.isdisjoint(statement.lemmas):
        return
    for place in statement.places():
        if _is_dropped(statement, place):
            yield Change("first_dropped", Effect.WEAKER, {place: ""})


def _is_dropped(statement: Statement, place: int) -> bool:
    lemma = statement.lemma(place)
    after = {statement.lemma(place + 1), statement.lemma(place + 2)}
    if lemma == "впервые":
        return after.isdisjoint({"за", "с", "в"})
    is_adjective = lemma in {"первый", "единственный"} and statement.part(place) == "ADJ"
    head = statement.tree.tokens[place].head
    before = statement.lemma(place - 1)
    return (
        is_adjective
        and statement.tree.tokens[place].relation == "amod"
        and head == place + 1
        and statement.part(head) == "NOUN"
        and before not in {"в", "во", "на", "с", "за", "самый", "один"}
        and after.isdisjoint(NO_FIRST)
    )
