"""Names: who or what stands in the same place of the same statement."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from indexes.records import CheckResult, Span
from workers.languages.language import Entity, EntityKind, Sentence, Token
from workers.pipeline.checks.check import CheckInput, Match, agrees, differs, silent
from workers.pipeline.checks.contexts import (
    LEAST_ON_TOPIC,
    has_other_frame,
    is_known,
    sentence_of,
    share_found,
)
from workers.pipeline.checks.events import Event, Part, event_at
from workers.pipeline.checks.facts import Facts
from workers.pipeline.checks.persons import is_one_name
from workers.pipeline.checks.words import content_lemmas, plain_lemma

NAMES = "names"
LEAST_SHARED = 0.7  # of the claim's content words without its names
FEWEST_SHARED = 3
FEWEST_NEAR = 2
SAME_BEGINNING = 5  # «Хатыннах», «Хатынны»: one name in two cases
COMPARED = frozenset({EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION})
LOOSE = frozenset({"obl", "nmod"})
# From a name up to the word whose role it takes: «премьер Мишустин посетил» → посетил.
THROUGH = frozenset({"appos", "flat:name", "flat", "compound", "flat:foreign"})

DOER: Callable[[Event], Part | None] = attrgetter("doer")
THING: Callable[[Event], Part | None] = attrgetter("thing")


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a name in a statement: «встретил» + nsubj."""

    head: str
    relation: str
    marker: str = ""  # the preposition

    def is_like(self, other: "Slot") -> bool:
        """«построили школу в Кении»: a place may hang on the school or on the verb."""
        are_loose = {self.relation, other.relation} <= LOOSE
        return are_loose and bool(self.marker) and self.marker == other.marker


def check_names(given: CheckInput) -> CheckResult:
    """Agrees where all the claim's names are met; differs where one slot has two fillings."""
    wanted = _compared(given.claim)
    offered = _compared(given.evidence)
    if not wanted or not offered:
        return silent(NAMES)
    missing = [one for one in wanted if not any(is_one_name(one, other) for other in offered)]
    for one in missing:
        rival = _find_rival(given, one) or _find_rival_in_event(given, one)
        if rival:
            return _answer(differs, "name_differs", one, rival)
    if missing:
        return silent(NAMES)
    first = wanted[0]
    return _answer(
        agrees, "name_agrees", first, next(one for one in offered if is_one_name(first, one))
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
    is_strict = _is_one_statement(given)
    if slot is None or not (is_strict or _is_near(given, wanted)):
        return None
    known = {one.key for one in given.claim.entities}
    rivals = [
        one
        for one in _compared(given.evidence)
        if one.kind is wanted.kind
        and one.key not in known
        and not _may_be_one(wanted, one)
        and _is_in_slot(given.evidence, one, slot, is_strict=is_strict)
    ]
    return rivals[0] if len(rivals) == 1 and not _is_listed(given, wanted, rivals[0]) else None


def _is_in_slot(evidence: Facts, rival: Entity, slot: Slot, *, is_strict: bool) -> bool:
    """In one statement the preposition is enough; else the head must be one, too."""
    found = find_slot(evidence, rival.span)
    if found is None:
        return False
    is_same = (found.head, found.relation) == (slot.head, slot.relation)
    return is_same or (is_strict and found.is_like(slot))


def _is_near(given: CheckInput, wanted: Entity) -> bool:
    """The passage knows all but the one name, and the sentence has two words of the claim."""
    if is_known(wanted, given.passage):
        return False
    shared = _words_without_names(given.claim) & _words_without_names(given.evidence)
    return len(shared) >= FEWEST_NEAR and is_on_topic_but(given, wanted)


def _find_rival_in_event(given: CheckInput, wanted: Entity) -> Entity | None:
    """«игру выиграла Иванова», «игру выиграла Петрова»: one verb, one thing, another name."""
    if not given.is_one_language or not is_on_topic_but(given, wanted):
        return None
    claim = event_at(given.claim.events, wanted.span)
    for evidence in given.evidence.events if claim else ():
        if claim and evidence.verb == claim.verb and evidence.is_denied == claim.is_denied:
            rival = _named_in_the_same_place(given, (claim, evidence), wanted)
            if rival:
                return rival
    return None


def is_on_topic_but(given: CheckInput, wanted: Entity) -> bool:
    """Whether the passage speaks of all that the claim names, but for this one."""
    if share_found(given.claim.roots, given.passage.roots) < LEAST_ON_TOPIC:
        return False
    return all(is_known(one, given.passage) for one in given.claim.entities if one is not wanted)


def _named_in_the_same_place(
    given: CheckInput, events: tuple[Event, Event], wanted: Entity
) -> Entity | None:
    """The name that stands in the evidence's event where the wanted one stands in the claim's."""
    claim, evidence = events
    for place, other in ((DOER, THING), (THING, DOER)):
        mine, theirs = place(claim), place(evidence)
        if mine is None or theirs is None or not wanted.span.overlap(mine.span):
            continue
        if not _is_met(other(claim), other(evidence), (claim, evidence)):
            continue
        rival = next(
            (one for one in _compared(given.evidence) if one.span.overlap(theirs.span)), None
        )
        if rival and rival.kind is wanted.kind and not _is_one_of(given, wanted, rival):
            return rival
    return None


def _is_met(one: Part | None, other: Part | None, events: tuple[Event, Event]) -> bool:
    """The other part is the same; where there is none, the clauses share two words."""
    if one and other:
        return one.root == other.root
    return one is other and len(events[0].words & events[1].words) > 1


def _is_one_of(given: CheckInput, wanted: Entity, rival: Entity) -> bool:
    if rival.key in {one.key for one in given.claim.entities} or _may_be_one(wanted, rival):
        return True
    return _is_listed(given, wanted, rival)


def _may_be_one(one: Entity, other: Entity) -> bool:
    """«областная дума» and «дума» share a word, «РГО» has the letters of the other's words."""
    if not set(one.key.split()).isdisjoint(other.key.split()):
        return True
    if one.normal.lower()[:SAME_BEGINNING] == other.normal.lower()[:SAME_BEGINNING]:
        return True
    return _is_acronym(one, other) or _is_acronym(other, one)


def _is_acronym(short: Entity, full: Entity) -> bool:
    letters = [word[0].lower() for word in full.normal.replace("-", " ").split()]
    return short.text.isupper() and len(letters) > 1 and short.text[0].lower() == letters[0]


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
    marker = next(
        (
            plain_lemma(token)
            for token in sentence.tokens
            if token.relation == "case"
            and 0 <= token.head < len(sentence.tokens)
            and sentence.tokens[token.head] is top
        ),
        "",
    )
    return Slot(plain_lemma(sentence.tokens[top.head]), top.relation, marker)


def _find_top(sentence: Sentence, span: Span) -> Token | None:
    """The name's own top word, or the title that it stands beside."""
    inside = {place for place, one in enumerate(sentence.tokens) if one.span.overlap(span)}
    place = next((one for one in sorted(inside) if sentence.tokens[one].head not in inside), None)
    steps = 0
    while place is not None and sentence.tokens[place].relation in THROUGH and steps < 4:
        place = sentence.tokens[place].head if sentence.tokens[place].head >= 0 else None
        steps += 1
    return None if place is None else sentence.tokens[place]
