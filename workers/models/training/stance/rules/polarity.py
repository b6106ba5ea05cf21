"""Negation put in or taken out, and words of the opposite meaning."""

import random
from collections.abc import Iterator

from workers.languages.listed import listed
from workers.models.training.stance.rules.forms import write_alike
from workers.models.training.stance.rules.opposites import ADJECTIVES, DIRECTIONS, PLAIN, VERBS
from workers.models.training.stance.rules.statement import Change, Effect, Statement

NEGATIVE = frozenset({"не", "ни", "нет", "никто", "ничто", "никакой", "никогда", "нигде", "нельзя"})
LOOSE = listed(  # with one of these the scope of a negation is not clear
    """
    только лишь уже еще даже почти едва чуть просто именно пока вряд разве ли если бы чтобы
    возможно вероятно видимо якобы будто наверное мочь должный хотеть можно нужно надо
    также тоже некоторый многие часто иногда обычно вообще больше либо
    """
)
NO_VERBS = listed("быть являться стать становиться казаться оказаться хотеть мочь значить иметь")
IDIOMS = listed("огонь стрельба глаз рот тайна счет душа рука вопрос проблема спор")
CLAUSES = frozenset({"advcl", "ccomp", "csubj", "xcomp", "conj", "parataxis"})


def add_negation(statement: Statement, _: random.Random) -> Iterator[Change]:
    """«суд признал» → «суд не признал», for the main verb."""
    for place in statement.tree.roots[:1]:
        word = statement.word(place)
        if _is_plain_predicate(statement, place):
            written = f"Не {word[0].lower()}{word[1:]}" if place == 0 else f"не {word}"
            yield Change("negation", Effect.CONTRARY, {place: written}, is_reversible=False)


def remove_negation(statement: Statement, _: random.Random) -> Iterator[Change]:
    """«суд не признал» → «суд признал», where nothing stands in the genitive for it."""
    for place in statement.tree.roots[:1]:
        is_denied = statement.lemma(place - 1) == "не" and statement.tree.is_finite(place)
        if statement.lemma(place) in NO_VERBS or not is_denied:
            continue
        rest = statement.lemmas - {"не"}
        is_clear = NEGATIVE.isdisjoint(rest) and LOOSE.isdisjoint(rest) and "а" not in rest
        is_inside = statement.word(place - 1) == "не"
        if is_clear and is_inside and not _has_genitive(statement, place):
            yield Change("negation_removed", Effect.CONTRARY, {place - 1: ""})


def turn_verb(statement: Statement, chance: random.Random) -> Iterator[Change]:
    """«вырос» → «упал», «не упал»."""
    for place in statement.places():
        others = VERBS.get(statement.lemma(place), ())
        if not others or statement.part(place) != "VERB" or _is_denied(statement, place):
            continue
        other = chance.choice(others)
        written = write_alike(statement.tree.tokens[place], other)
        if written and IDIOMS.isdisjoint(statement.lemmas):
            yield Change("antonym", Effect.CONTRARY, {place: written})
            if statement.lemma(place) in DIRECTIONS and written.islower():
                words = {place: f"не {written}"}
                yield Change("denied_antonym", Effect.WEAKER, words, is_reversible=False)


def turn_word(statement: Statement, chance: random.Random) -> Iterator[Change]:
    """«северный» → «южный», «рост» → «спад», «до» → «после»."""
    for place in statement.places():
        others = ADJECTIVES.get(statement.lemma(place), ())
        if others and statement.part(place) in {"ADJ", "NOUN"} and not _in_name(statement, place):
            written = write_alike(statement.tree.tokens[place], chance.choice(others))
            if written:
                yield Change("opposite", Effect.CONTRARY, {place: written})
        plain = PLAIN.get(statement.word(place))
        if plain and not _is_denied(statement, place):
            yield Change("opposite", Effect.CONTRARY, {place: plain})


def _is_plain_predicate(statement: Statement, place: int) -> bool:
    """A finite verb of a sentence without any other negation, doubt or restriction."""
    is_verb = statement.part(place) == "VERB" and statement.tree.is_finite(place)
    is_free = statement.lemma(place) not in NO_VERBS and statement.word(place - 1) not in {
        "и",
        "бы",
    }
    is_imperative = statement.feature(place, "Mood") == "Imp"
    return (
        is_verb
        and is_free
        and not is_imperative
        and not statement.is_reported
        and NEGATIVE.isdisjoint(statement.lemmas)
        and LOOSE.isdisjoint(statement.lemmas)
        and not any(_is_clause(statement, one) for one in statement.tree.children[place])
    )


def _is_clause(statement: Statement, place: int) -> bool:
    """«признал, что …», but not «признал виновным»."""
    is_bound = statement.tree.tokens[place].relation in CLAUSES
    return is_bound and (statement.tree.is_predicate(place) or statement.part(place) == "VERB")


def _has_genitive(statement: Statement, place: int) -> bool:
    """«не получил ответа»: without «не» it would be «ответ»."""
    objects = statement.tree.children_by(place, {"obj", "nsubj", "nsubj:pass", "iobj"})
    below = statement.tree.children_by(place, {"xcomp", "csubj", "ccomp"})
    further = tuple(one for verb in below for one in statement.tree.children_by(verb, {"obj"}))
    return any(statement.feature(one, "Case") == "Gen" for one in (*objects, *further))


def _is_denied(statement: Statement, place: int) -> bool:
    near = {statement.lemma(place - step) for step in (1, 2)}
    head = statement.tree.tokens[place].head
    return bool(near & NEGATIVE) or statement.lemma(head - 1) in NEGATIVE


def _in_name(statement: Statement, place: int) -> bool:
    token = statement.tree.tokens[place]
    is_counted = any(character.isdigit() for character in statement.word(place - 1))  # «10-летний»
    return (
        is_counted
        or token.text[0].isupper()
        or any(one.span.overlap(token.span) for one in statement.entities)
    )
