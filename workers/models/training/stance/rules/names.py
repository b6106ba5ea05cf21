"""Names: another person, place or organisation of the same kind, in the same case."""

import random
from collections.abc import Iterator
from functools import lru_cache

from workers.languages.language import Entity, EntityKind
from workers.languages.morphology.russian_inflection import find_gender as find_name_gender
from workers.models.training.stance.rules.forms import find_gender, write_alike
from workers.models.training.stance.rules.name_lists import ACRONYMS, PEOPLE, PLACES
from workers.models.training.stance.rules.statement import Change, Effect, Statement
from workers.pipeline.people import tokens_in

CASES = frozenset({"Nom", "Gen", "Dat", "Acc", "Ins", "Loc"})
LISTED = frozenset({"conj", "cc"})
ONE_OF_MANY = frozenset({"также", "тоже", "другой", "включая", "например", "кроме"})
FULL_FORMS = {"сша": {"Gen": "Соединённых Штатов", "Loc": "Соединённых Штатах"}}


def swap_place(statement: Statement, chance: random.Random) -> Iterator[Change]:
    """«в Москве» → «в Казани», «Франция» → «Италия»."""
    for entity in _single_names(statement, EntityKind.PLACE):
        place = tokens_in(statement.tree, entity.span)[0]
        others = _like_places(statement.lemma(place))
        other = chance.choice(others) if others else ""
        written = write_alike(statement.tree.tokens[place], other.lower()) if other else None
        if written and not _stands_in(statement, other):
            name = _capitals(written, other)
            yield Change("place", Effect.CONTRARY, {place: name, **_fit(statement, place, name)})


def swap_person(statement: Statement, chance: random.Random) -> Iterator[Change]:
    """«Кудриным» → «Сидоренковым»: in the same case and number of words."""
    for entity in statement.entities:
        places = tokens_in(statement.tree, entity.span)
        if entity.kind is not EntityKind.PERSON or _is_listed(statement, places):
            continue
        if statement.word(places[-1] + 1) == "(":
            continue  # «Скотт Хоровитц (Scott Horowitz)»
        written = _write_other_person(statement, entity, places, chance)
        if written:
            words = dict(zip(places, written, strict=True))
            yield Change(
                "person", Effect.CONTRARY, {**words, **_fit(statement, places[0], written[0])}
            )


def swap_acronym(statement: Statement, chance: random.Random) -> Iterator[Change]:
    """«МИД» → «Минюст»: names that take no endings, of one gender."""
    for place in statement.places():
        word = statement.word(place)
        group = next((one for one in ACRONYMS if word in one), ())
        if group and not _is_listed(statement, (place,)):
            other = chance.choice([one for one in group if one != word])
            if other not in statement.text:
                words = {place: other, **_fit(statement, place, other)}
                yield Change("organisation", Effect.CONTRARY, words)


def rename_state(statement: Statement, _: random.Random) -> Iterator[Change]:
    """«России» → «РФ», «США» → «Соединённых Штатов»."""
    for entity in _single_names(statement, EntityKind.PLACE):
        place = tokens_in(statement.tree, entity.span)[0]
        lemma = statement.lemma(place)
        if lemma == "россия" and statement.feature(place, "Case") in CASES:
            yield Change("alias", Effect.SAME, {place: "РФ"})
        full = FULL_FORMS.get(lemma, {}).get(statement.feature(place, "Case"))
        if full and _governed(statement, place):
            yield Change("alias", Effect.SAME, {place: full})


def _governed(statement: Statement, place: int) -> bool:
    """The case of «США» cannot be seen; after these prepositions it is known."""
    expected = {"в": "Loc", "из": "Gen", "для": "Gen", "от": "Gen", "о": "Loc"}
    before = statement.word(place - 1).lower()
    return expected.get(before) == statement.feature(place, "Case")


def _single_names(statement: Statement, kind: EntityKind) -> Iterator[Entity]:
    """One-word names that stand alone: no list, no part of a longer name."""
    for entity in statement.entities:
        places = tokens_in(statement.tree, entity.span)
        if entity.kind is kind and len(places) == 1 and not _is_listed(statement, places):
            yield entity


def _is_listed(statement: Statement, places: tuple[int, ...]) -> bool:
    """«Москва и Киев»: one of several; «в том числе Москва»."""
    tokens = statement.tree.tokens
    near = {child for place in places for child in statement.tree.children[place]}
    has_list = any(tokens[one].relation in LISTED for one in {*near, *places})
    joined = {"-", "–", "—", "и", "/", "или"}
    beside = {statement.word(places[0] - 1), statement.word(places[-1] + 1)} if places else joined
    return has_list or not joined.isdisjoint(beside) or not ONE_OF_MANY.isdisjoint(statement.lemmas)


def _like_places(lemma: str) -> tuple[str, ...]:
    """Places of the same kind and gender, without the place itself."""
    group = next((one for one in PLACES if lemma in _lowered(one)), ())
    return tuple(one for one in group if one.lower().replace("ё", "е") != lemma)


@lru_cache(maxsize=50)
def _lowered(group: tuple[str, ...]) -> frozenset[str]:
    return frozenset(one.lower().replace("ё", "е") for one in group)


def _stands_in(statement: Statement, name: str) -> bool:
    return name[:-1].lower() in statement.text.lower()


def _capitals(written: str, name: str) -> str:
    """«санкт-петербурге» with the capitals of «Санкт-Петербург»."""
    parts = zip(written.split("-"), name.split("-"), strict=False)
    return "-".join(w.capitalize() if n[:1].isupper() else w for w, n in parts)


def _fit(statement: Statement, place: int, name: str) -> dict[int, str]:
    """«во Франции», but «в Германии»; «со Смирновым», but «с Кузнецовым»; «об Иране»."""
    before = statement.word(place - 1)
    if before.lower() not in {"в", "во", "о", "об", "с", "со"}:
        return {}
    letters = name.lower()
    is_hard = letters[:1] in "вф" and letters[1:2] not in "аеёиоуыэюя"
    hissing = letters[:1] in "сзшж" and letters[1:2] not in "аеёиоуыэюяь"
    fitted = {
        "в": "во" if is_hard else "в",
        "о": "об" if letters[:1] in "аиоуэ" else "о",
        "с": "со" if hissing else "с",
    }[before[0].lower()]
    written = fitted.capitalize() if before[0].isupper() else fitted
    return {place - 1: written} if written != before else {}


def _write_other_person(
    statement: Statement, entity: Entity, places: tuple[int, ...], chance: random.Random
) -> tuple[str, ...] | None:
    """Another name in the case of this one; None unless this one's own form is as expected."""
    case = statement.feature(places[-1], "Case") if places else ""
    own = entity.normal.split()
    is_plain = case in CASES and len(own) == len(places) <= 2 and own[-1].isalpha()
    if not is_plain or statement.language.inflect(entity.normal, case) != entity.text:
        return None
    gender = _gender(statement, places)
    names = _others_named(statement, entity, places) or [
        one for one in PEOPLE.get(gender, ()) if one.split()[1] not in statement.text
    ]
    if not names:
        return None
    full = chance.choice(names)
    if len(places) == 2:
        written = statement.language.inflect(full, case).split()
        return tuple(written) if len(written) == len(places) else None
    is_first_name = statement.tree.tokens[places[0]].lemma in FIRST_NAMES
    return None if is_first_name else (statement.language.inflect(full, case).split()[1],)


def _others_named(statement: Statement, entity: Entity, places: tuple[int, ...]) -> list[str]:
    """Two-word names of the same gender elsewhere in the text, as met there in the nominative."""
    gender = _gender(statement, places)
    own = set(entity.normal.split())
    return [
        one.normal
        for one in statement.language.entities(statement.text)
        if one.kind is EntityKind.PERSON
        and one.text == one.normal
        and len(one.normal.split()) == 2
        and own.isdisjoint(one.normal.split())
        and one.normal.split()[1] not in statement.written
        and find_name_gender(one.normal.split()) == gender
    ]


def _gender(statement: Statement, places: tuple[int, ...]) -> str:
    found = statement.feature(places[-1], "Gender") or statement.feature(places[0], "Gender")
    return found or find_gender(statement.tree.tokens[places[0]])


FIRST_NAMES = frozenset(name.split()[0].lower() for names in PEOPLE.values() for name in names)
