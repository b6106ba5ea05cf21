"""Units, ordinals and words for how many: «миллион» → «миллиард», «второй» → «третий»."""

import random
from collections.abc import Iterator

from workers.languages.listed import listed
from workers.models.training.stance.rules.forms import write_alike
from workers.models.training.stance.rules.statement import Change, Effect, Statement

UNITS = (
    ("миллион", "миллиард"),
    ("рубль", "доллар"),
    ("километр", "метр"),
    ("день", "месяц"),
    ("минута", "секунда", "неделя"),
    ("грамм", "килограмм"),
    ("гектар", "километр"),
)
SHORT_UNITS = {"млн": ("млрд", "тыс."), "млрд": ("млн", "трлн"), "км": ("м",), "кг": ("г",)}
ORDINALS = (
    "первый", "второй", "третий", "четвертый", "пятый", "шестой", "седьмой", "восьмой", "девятый",
    "десятый",
)  # fmt: skip
NO_RANK = frozenset({"мировой", "очередь", "половина", "раз", "лицо", "взгляд", "леди", "рука"})
DENIED = {"все": "не все", "каждый": "не каждый", "каждая": "не каждая", "каждое": "не каждое"}
MANY = listed(  # nobody would take them for a few who were named before
    """
    американец россиянин украинец немец француз японец эксперт специалист аналитик врач ученый
    критик эколог житель депутат экономист инвестор компания банк завод школа страна регион город
    пенсионер турист студент болельщик избиратель производитель предприниматель исследователь
    журналист фермер учитель чиновник участник работник сотрудник
    """
)
FREQUENT = {"часто": "редко", "редко": "часто", "многие": "немногие", "немногие": "многие"}


def change_unit(statement: Statement, chance: random.Random) -> Iterator[Change]:
    """«5 миллионов» → «5 миллиардов», «300 рублей» → «300 долларов»."""
    for quantity in statement.quantities:
        for place in statement.places():
            token = statement.tree.tokens[place]
            is_inside = quantity.span.overlap(token.span) and quantity.span.start < token.span.start
            other = _other_unit(statement, place, chance) if is_inside else None
            if other and quantity.text not in _others(statement, quantity.text):
                yield Change("unit", Effect.CONTRARY, {place: other})


def change_ordinal(statement: Statement, chance: random.Random) -> Iterator[Change]:
    """«второй саммит» → «третий саммит»; «первый …, второй …» count on."""
    if not {"один", "первый"}.isdisjoint(statement.lemmas):
        return
    for place in statement.places():
        lemma = statement.lemma(place)
        rank = ORDINALS.index(lemma) if lemma in ORDINALS else 0
        follows = {statement.lemma(place + 1), statement.lemma(place + 2)}
        if not rank or not NO_RANK.isdisjoint(follows) or _in_date(statement, place):
            continue
        other = chance.choice([one for one in ORDINALS[1:] if one != lemma])
        written = write_alike(statement.tree.tokens[place], other)
        if written and not statement.word(place)[0].isupper():
            words = {place: written, **_fit(statement, place, written)}
            yield Change("ordinal", Effect.CONTRARY, words)


def change_quantifier(statement: Statement, _: random.Random) -> Iterator[Change]:
    """«все школы» → «не все школы», «часто» → «редко»."""
    if not {"не", "кроме", "ни"}.isdisjoint(statement.lemmas) or statement.is_reported:
        return
    for place in statement.places():
        word = statement.word(place)
        if word in FREQUENT:
            yield Change("quantifier", Effect.CONTRARY, {place: FREQUENT[word]})
        is_subject = statement.part(place) == "DET" and statement.feature(place, "Case") == "Nom"
        denied = DENIED.get(word.lower())
        if denied and is_subject and _counts_noun(statement, place):
            written = denied.capitalize() if word[0].isupper() else denied
            yield Change("quantifier", Effect.CONTRARY, {place: written})


def add_all(statement: Statement, _: random.Random) -> Iterator[Change]:
    """«Полицейские задержали» → «Все полицейские задержали»."""
    for place in statement.tree.roots[:1]:
        subject = statement.tree.subject_of(place)
        if subject is None or not _is_bare_plural(statement, subject):
            continue
        word = statement.word(subject)
        written = f"Все {word[0].lower()}{word[1:]}" if subject == 0 else f"все {word}"
        yield Change("all_added", Effect.STRONGER, {subject: written})


def _is_bare_plural(statement: Statement, place: int) -> bool:
    below = statement.tree.subtree(place)
    return (
        statement.part(place) == "NOUN"
        and statement.feature(place, "Number") == "Plur"
        and statement.feature(place, "Case") == "Nom"
        and below == (place,)
        and not statement.is_reported
        and {"не", "весь", "каждый", "некоторый", "многие"}.isdisjoint(statement.lemmas)
        and statement.lemma(place) in MANY
    )


def _other_unit(statement: Statement, place: int, chance: random.Random) -> str | None:
    word, lemma = statement.word(place), statement.lemma(place)
    if word in SHORT_UNITS:
        return chance.choice(SHORT_UNITS[word])
    group = next((one for one in UNITS if lemma in one), ())
    others = [one for one in group if one != lemma]
    if not others or _is_age(statement, place):
        return None
    return write_alike(statement.tree.tokens[place], chance.choice(others))


def _is_age(statement: Statement, place: int) -> bool:
    return statement.lemma(place + 1) in {"назад", "спустя", "ребро"}


def _others(statement: Statement, written: str) -> str:
    """The text without the first place where these words stand."""
    return statement.written.replace(written, "", 1)


def _in_date(statement: Statement, place: int) -> bool:
    token = statement.tree.tokens[place]
    return any(one.span.overlap(token.span) for one in statement.dates)


def _counts_noun(statement: Statement, place: int) -> bool:
    head = statement.tree.tokens[place].head
    return head == place + 1 and statement.part(head) == "NOUN"


def _fit(statement: Statement, place: int, written: str) -> dict[int, str]:
    """«в третьем», but «во втором»."""
    before = statement.word(place - 1)
    if before.lower() not in {"в", "во"}:
        return {}
    fitted = "во" if written.startswith("втор") else "в"
    return {place - 1: fitted.capitalize() if before[0].isupper() else fitted}
