"""Roles: which office a person holds, and of what."""

from collections.abc import Iterator
from dataclasses import dataclass

from indexes.records import CheckResult, Span
from workers.languages.language import Entity, EntityKind, Sentence
from workers.pipeline.checks.check import CheckInput, Match, agrees, differs, silent
from workers.pipeline.checks.contexts import sentence_of
from workers.pipeline.checks.doers import ROLES, find_other_doer
from workers.pipeline.checks.facts import Facts
from workers.pipeline.checks.persons import is_one_person
from workers.pipeline.checks.words import plain_lemma

# Offices that one person hardly holds at once; each row is one office in several words.
_OFFICES = """
президент president
премьер премьер-министр premier prime
вице-премьер
министр minister глава-министр
замминистра
вице-министр
губернатор governor
вице-губернатор
мэр градоначальник бургомистр mayor
вице-мэр
вице-президент
вице-спикер
канцлер chancellor
посол ambassador
депутат deputy lawmaker mp
сенатор senator
судья judge
прокурор prosecutor
ректор rector
директор гендиректор director
король king
королева queen
спикер speaker
секретарь secretary
генерал general
полковник colonel
адвокат lawyer
тренер coach
режиссер
писатель прозаик writer novelist
поэт poet
композитор composer
врач хирург doctor surgeon
аким
раввин rabbi
митрополит
архиепископ archbishop
дирижер conductor
художник painter
архитектор architect
следователь investigator
комиссар commissioner
капитан captain
майор major
адмирал admiral
принц prince
принцесса princess
император emperor
папа pope
пресс-секретарь spokesman spokeswoman spokesperson
trainer
продюсер producer
актер actor
певец singer
журналист reporter journalist
банкир banker
экономист economist
историк historian
физик physicist
химик chemist
attorney
"""
OFFICES: dict[str, str] = {
    word: row.split()[0] for row in _OFFICES.strip().splitlines() for word in row.split()
}
# «экс-президент», «бывший министр»: another time, so no conflict.
_FORMER = (
    "бывший",
    "экс-",
    "ex-",
    "former",
    "будущий",
    "избранный",
    "исполнять",
    "acting",
    "deputy",
)


@dataclass(frozen=True, slots=True)
class Role:
    """A person's office as one text gives it."""

    person: Entity
    office: str  # a key of one row of the offices
    span: Span
    text: str
    of: str = ""  # key of the place or organisation: президент Казахстана


def check_roles(given: CheckInput) -> CheckResult:
    """Compares the offices of persons that both name, then who did what."""
    for claim in _roles(given.claim):
        offered = [one for one in _roles(given.evidence) if is_one_person(one.person, claim.person)]
        same = next((one for one in offered if _is_same(claim, one)), None)
        if same:
            return _agree(claim, same)
        rivals = [one for one in offered if _is_rival(claim, one)]
        if rivals and len(offered) == 1 and not _is_told_elsewhere(given, claim):
            return _differ(claim, rivals[0])
    return find_other_doer(given) or silent(ROLES)


def _is_told_elsewhere(given: CheckInput, claim: Role) -> bool:
    """«депутат Громов, врач больницы»: a person may be both."""
    words = {word for word, office in OFFICES.items() if office == claim.office}
    own = next((one for one in _roles(given.evidence) if one.person.key == claim.person.key), None)
    return any(
        plain_lemma(token) in words
        for facts in given.passage.sentences
        for token in facts.tokens
        if facts is not given.evidence or own is None or not token.span.overlap(own.span)
    )


def _is_same(claim: Role, evidence: Role) -> bool:
    return claim.office == evidence.office and (claim.of == evidence.of or not claim.of)


def _is_rival(claim: Role, evidence: Role) -> bool:
    """Another office, or the same office of another country."""
    if claim.office != evidence.office:
        return claim.of == evidence.of or not claim.of or not evidence.of
    return bool(claim.of) and bool(evidence.of)


def _agree(claim: Role, evidence: Role) -> CheckResult:
    match = Match(claim.span, evidence.span)
    return agrees(
        ROLES, "role_agrees", match, person=claim.person.normal, **_texts(claim, evidence)
    )


def _differ(claim: Role, evidence: Role) -> CheckResult:
    match = Match(claim.span, evidence.span)
    return differs(
        ROLES, "role_differs", match, person=claim.person.normal, **_texts(claim, evidence)
    )


def _texts(claim: Role, evidence: Role) -> dict[str, str]:
    return {"claim": claim.text, "evidence": evidence.text}


def _roles(facts: Facts) -> Iterator[Role]:
    for person in facts.entities:
        if person.kind is EntityKind.PERSON:
            sentence = sentence_of(facts, person.span)
            role = _find_role(facts, sentence, person) if sentence else None
            if role:
                yield role


def _find_role(facts: Facts, sentence: Sentence, person: Entity) -> Role | None:
    """«президент Казахстана Токаев»: the title that the name stands beside."""
    inside = [n for n, one in enumerate(sentence.tokens) if one.span.overlap(person.span)]
    tops = [n for n in inside if sentence.tokens[n].head not in inside]
    if not tops:
        return None
    for title in _titles_near(sentence, tops[0]):
        office = OFFICES.get(plain_lemma(sentence.tokens[title]))
        if office and not _is_former(sentence, title) and _is_in_one_case(sentence, title, tops[0]):
            place = _place_below(facts, sentence, title, person)
            first = sentence.tokens[title].span
            span = (
                Span(min(first.start, place.span.start), max(first.end, place.span.end))
                if place
                else first
            )
            return Role(person, office, span, span.of(facts.text), place.key if place else "")
    return None


def _is_in_one_case(sentence: Sentence, title: int, name: int) -> bool:
    """«вьетнамского посла Рене Камиль принял»: another case, another person's title."""
    cases = [(sentence.tokens[place].features or {}).get("Case", "") for place in (title, name)]
    return cases[0] == cases[1] or "" in cases or sentence.tokens[name].relation == "nsubj"


def _titles_near(sentence: Sentence, top: int) -> Iterator[int]:
    """Words that the name is an apposition of, or that are its apposition or predicate."""
    name = sentence.tokens[top]
    if name.relation in {"appos", "flat:name", "flat", "compound"} and name.head >= 0:
        yield name.head
    for number, token in enumerate(sentence.tokens):
        if token.head == top and token.relation in {"appos", "nmod", "compound"}:
            yield number
    if name.relation == "nsubj" and name.head >= 0:
        has_copula = any(one.relation == "cop" for one in sentence.tokens if one.head == name.head)
        if has_copula or sentence.tokens[name.head].part_of_speech == "NOUN":
            yield name.head


def _is_former(sentence: Sentence, title: int) -> bool:
    words = [one.text.lower() for one in sentence.tokens if one.head == title]
    words += [f"{one.text.lower()}-" for one in sentence.tokens[max(0, title - 2) : title]]
    words += [sentence.tokens[title].text.lower(), plain_lemma(sentence.tokens[title])]
    words += [plain_lemma(one) for one in sentence.tokens if one.head == title]
    return any(word.startswith(_FORMER) for word in words)


def _place_below(facts: Facts, sentence: Sentence, title: int, person: Entity) -> Entity | None:
    """The country or organisation that the title belongs to."""
    below = [one.span for one in sentence.tokens if one.head == title and one.relation == "nmod"]
    return next(
        (
            one
            for one in facts.entities
            if one is not person
            and one.kind in {EntityKind.PLACE, EntityKind.ORGANISATION}
            and any(span.overlap(one.span) for span in below)
        ),
        None,
    )
