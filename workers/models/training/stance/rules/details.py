"""Details left out: what remains is supported, and does not give what is gone."""

import random
from collections.abc import Iterator

from workers.languages.language import EntityKind
from workers.languages.listed import listed
from workers.models.training.stance.rules.statement import Change, Effect, Statement

NEEDS_PLACE = listed(
    """
    находиться состоять являться стать оказаться жить проживать относиться входить составлять
    составить достигнуть длиться продлиться приходиться пройти быть располагаться родиться
    оставаться остаться работать служить учиться приговорить обвинить обвинять лишить участвовать
    расположить начаться начинаться проходить состояться
    """
)
SENSITIVE = listed(  # leaving words out may turn the meaning round
    "не ни нет без только лишь если бы никто кроме чтобы мочь единственный впервые первый самый"
)
NO_QUALITY = listed(  # what is no X without the adjective, or nothing at all
    """
    бывший возможный предполагаемый фальшивый мнимый будущий потенциальный экс первый второй третий
    последний другой иной весь каждый такой этот тот один сам самый единственный должный
    следующий прошлый нынешний несколько многий железный главный верховный исполняющий новый
    целый иностранный считанный товарный скорый уголовный
    неотложный половой внешний внутренний данный определенный различный разный остальной
    """
)
QUALITIES = frozenset({"NOUN"})
COMMA = ","
NEAR = frozenset({"о", "об", "во", "со", "обо", "ко", "«", "“", '"', "„", "("})
FEWEST_LEFT = 4


def drop_detail(statement: Statement, _: random.Random) -> Iterator[Change]:
    """«5 марта», «в Москве», «из-за снегопада» beside the main verb."""
    if not _may_drop(statement):
        return
    for root in statement.tree.roots[:1]:
        for place in statement.tree.children_by(root, {"obl", "obl:tmod"}):
            words = statement.tree.subtree(place)
            if _is_adjunct(statement, root, place, words) and _is_whole(statement, words):
                yield _drop("detail_dropped", statement, words)


def drop_relative(statement: Statement, _: random.Random) -> Iterator[Change]:
    """«…, который стоял у дома,» between its commas."""
    if not _may_drop(statement):
        return
    for place in statement.places():
        token = statement.tree.tokens[place]
        if token.relation not in {"acl:relcl", "acl"} or token.head > place:
            continue
        if statement.part(token.head) not in {"NOUN", "PROPN"}:
            continue  # «после того, как …»
        words = statement.tree.subtree(place)
        is_apart = statement.word(words[0] - 1) == COMMA or statement.word(words[0]) == COMMA
        after = statement.word(words[-1] + 1)
        if (
            is_apart
            and _is_relative(statement, place, words)
            and after in {COMMA, "."}
            and _is_whole(statement, words)
        ):
            yield _drop("relative_dropped", statement, _with_commas(statement, words))


def drop_quality(statement: Statement, _: random.Random) -> Iterator[Change]:
    """«деревянный дом» → «дом»."""
    if not _may_drop(statement):
        return
    for place in statement.places():
        token = statement.tree.tokens[place]
        is_quality = token.relation == "amod" and statement.part(place) == "ADJ"
        if is_quality and _is_loose(statement, place):
            yield _drop("quality_dropped", statement, (place,))


def _drop(rule: str, statement: Statement, words: tuple[int, ...]) -> Change:
    changed = dict.fromkeys(words, "")
    follows = words[-1] + 1
    if words[0] == 0 and statement.word(follows) == COMMA:
        changed[follows] = ""
    return Change(rule, Effect.WEAKER, changed)


def _may_drop(statement: Statement) -> bool:
    return SENSITIVE.isdisjoint(statement.lemmas) and not statement.is_reported


def _is_whole(statement: Statement, words: tuple[int, ...]) -> bool:
    """One stretch, and enough is left."""
    is_one = words[-1] - words[0] + 1 == len(words)
    return is_one and len(statement.tree.tokens) - len(words) > FEWEST_LEFT


def _is_adjunct(statement: Statement, root: int, place: int, words: tuple[int, ...]) -> bool:
    if statement.lemma(root) in NEEDS_PLACE or statement.part(root) != "VERB":
        return False
    span = statement.tree.span(words)
    if len(words) > 1 and any(statement.word(one) in {COMMA, "(", "«"} for one in words[:-1]):
        return False
    has_date = any(one.span.overlap(span) for one in statement.dates)
    before = statement.lemma(words[0])
    has_place = any(
        one.span.overlap(span) and one.kind is EntityKind.PLACE for one in statement.entities
    )
    is_where = before in {"в", "на"} and statement.feature(place, "Case") == "Loc"
    is_cause = before in {"из-за", "благодаря"} or statement.lemma(words[0] + 1) == "связь"
    return has_date or (has_place and is_where) or is_cause


def _is_relative(statement: Statement, place: int, words: tuple[int, ...]) -> bool:
    """«который», «где» or a participle, and no «в том, что»."""
    starts = {statement.lemma(one) for one in words[:4]}
    is_participle = statement.feature(place, "VerbForm") == "Part"
    return is_participle or bool(starts & {"который", "где", "куда", "откуда"})


def _with_commas(statement: Statement, words: tuple[int, ...]) -> tuple[int, ...]:
    """With the commas around the clause."""
    first = words[0] - 1 if statement.word(words[0] - 1) == COMMA else words[0]
    last = words[-1] + 1 if statement.word(words[-1] + 1) == COMMA else words[-1]
    return tuple(range(first, last + 1))


def _is_loose(statement: Statement, place: int) -> bool:
    """A describing adjective before its noun, in no name, no list and with nothing below it."""
    token = statement.tree.tokens[place]
    head = token.head
    in_name = any(
        one.span.overlap(statement.tree.tokens[word].span)
        for one in statement.entities
        for word in (place, head)
    )
    return (
        place > 0
        and head == place + 1
        and statement.part(head) in QUALITIES
        and statement.lemma(place) not in NO_QUALITY
        and statement.part(place - 1) not in {"ADJ", "DET", "PRON", "NUM"}
        and statement.word(place - 1) not in {COMMA, "и", "-"}
        and statement.tree.subtree(place) == (place,)
        and not in_name
        and token.text.islower()
        and not any(one.span.overlap(token.span) for one in statement.dates)
        and statement.word(place - 1) not in NEAR
    )
