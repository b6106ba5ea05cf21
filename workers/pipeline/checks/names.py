"""Names: who or what stands in the same place of the same statement."""

from collections.abc import Callable
from dataclasses import dataclass

from indexes.records import CheckResult, Span
from workers.languages.language import Entity, EntityKind, Sentence, Token
from workers.pipeline.checks.check import CheckInput, Match, agrees, differs, silent
from workers.pipeline.checks.contexts import (
    content_lemmas,
    has_other_frame,
    plain_lemma,
    sentence_of,
    share_found,
)
from workers.pipeline.checks.facts import Facts

NAMES = "names"
LEAST_SHARED = 0.7  # of the claim's content words without its names
FEWEST_SHARED = 3
COMPARED = frozenset({EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION})
# From a name up to the word whose role it takes: «премьер Мишустин посетил» → посетил.
THROUGH = frozenset({"appos", "flat:name", "flat", "compound", "flat:foreign"})


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a name in a statement: «встретил» + nsubj."""

    head: str
    relation: str


def check_names(given: CheckInput) -> CheckResult:
    """Agrees where all the claim's names are met; differs where one slot has two fillings."""
    wanted = _compared(given.claim)
    offered = _compared(given.evidence)
    if not wanted or not offered:
        return silent(NAMES)
    offered_keys = {one.key for one in offered}
    missing = [one for one in wanted if one.key not in offered_keys]
    for one in missing:
        rival = _find_rival(given, one)
        if rival:
            return _answer(differs, "name_differs", one, rival)
    if missing:
        return silent(NAMES)
    first = wanted[0]
    return _answer(
        agrees, "name_agrees", first, next(one for one in offered if one.key == first.key)
    )


def _compared(facts: Facts) -> list[Entity]:
    return [one for one in facts.entities if one.kind in COMPARED]


def _answer(
    say: Callable[..., CheckResult], code: str, claim: Entity, evidence: Entity
) -> CheckResult:
    match = Match(claim.span, evidence.span)
    return say(NAMES, code, match, claim=claim.normal, evidence=evidence.normal)


def _find_rival(given: CheckInput, wanted: Entity) -> Entity | None:
    """Another name of the same kind in the same slot; the claim must not know it."""
    if not given.is_one_language or has_other_frame(given.claim, given.evidence):
        return None
    slot = find_slot(given.claim, wanted.span)
    if slot is None or not _is_one_statement(given):
        return None
    known = {one.key for one in given.claim.entities}
    rivals = [
        one
        for one in _compared(given.evidence)
        if one.kind is wanted.kind
        and one.key not in known
        and not _may_be_one(wanted, one)
        and find_slot(given.evidence, one.span) == slot
    ]
    return rivals[0] if len(rivals) == 1 and not _is_listed(given, wanted, rivals[0]) else None


def _may_be_one(one: Entity, other: Entity) -> bool:
    """«областная дума» and «дума» share a word, so they may be one."""
    return not set(one.key.split()).isdisjoint(other.key.split())


def _is_listed(given: CheckInput, wanted: Entity, rival: Entity) -> bool:
    """«Токаев и Путин»: a name in a row is not the only filling of its slot."""
    return any(
        _has_row(facts, one.span) for facts, one in ((given.claim, wanted), (given.evidence, rival))
    )


def _has_row(facts: Facts, span: Span) -> bool:
    sentence = sentence_of(facts, span)
    if sentence is None:
        return True
    inside = {place for place, one in enumerate(sentence.tokens) if one.span.overlap(span)}
    return any(
        token.relation == "conj" and (token.head in inside or place in inside)
        for place, token in enumerate(sentence.tokens)
    )


def _is_one_statement(given: CheckInput) -> bool:
    """Whether the two share most of what is not a name."""
    claim, evidence = _words_without_names(given.claim), _words_without_names(given.evidence)
    shared = claim & evidence
    return len(shared) >= FEWEST_SHARED and share_found(claim, evidence) >= LEAST_SHARED


def _words_without_names(facts: Facts) -> frozenset[str]:
    names = [one.span for one in facts.entities]
    return frozenset(
        content_lemmas(
            token for token in facts.tokens if not any(token.span.overlap(one) for one in names)
        )
    )


def find_slot(facts: Facts, span: Span) -> Slot | None:
    """The slot of the name at the span; None where the tree does not tell."""
    sentence = sentence_of(facts, span)
    if sentence is None:
        return None
    top = _find_top(sentence, span)
    if top is None or not 0 <= top.head < len(sentence.tokens):
        return None
    return Slot(plain_lemma(sentence.tokens[top.head]), top.relation)


def _find_top(sentence: Sentence, span: Span) -> Token | None:
    """The name's own top word, or the title that it stands beside."""
    inside = {place for place, one in enumerate(sentence.tokens) if one.span.overlap(span)}
    place = next((one for one in sorted(inside) if sentence.tokens[one].head not in inside), None)
    steps = 0
    while place is not None and sentence.tokens[place].relation in THROUGH and steps < 4:
        place = sentence.tokens[place].head if sentence.tokens[place].head >= 0 else None
        steps += 1
    return None if place is None else sentence.tokens[place]
