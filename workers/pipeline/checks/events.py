"""Events: what a verb says happened, to what, by whom, and whether it is denied or only planned."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from indexes.records import Span
from workers.languages.language import Sentence, Token
from workers.pipeline.checks.changes import CHANGES
from workers.pipeline.checks.denials import is_denied, is_planned, is_unreal, is_wished
from workers.pipeline.checks.words import plain_lemma, root_of, roots_of

_OBJECTS = frozenset({"obj", "nsubj:pass", "nsubjpass", "csubj:pass"})
_RELATIVES = frozenset({"который", "кто", "что", "who", "which", "that"})
_PHRASE = frozenset(
    {"amod", "nmod", "appos", "flat", "flat:name", "flat:foreign", "compound", "nmod:poss", "conj"}
)
_CLAUSE = frozenset({"acl", "acl:relcl", "advcl", "ccomp", "parataxis", "csubj"})
_ASPECTS = frozenset({"ить", "ять", "ать", "еть"})
ASPECT, SHORTEST_STEM = 3, 6  # letters
MOST_STEPS = 40  # up a tree; broken trees may run in a circle


@dataclass(frozen=True, slots=True)
class Part:
    """A noun that takes part in an event, with its modifiers."""

    span: Span  # of the noun alone
    root: str
    modifiers: frozenset[str]  # roots
    lemma: str


@dataclass(frozen=True, slots=True)
class Event:
    """One verb with its parts. `starts`: where the words of its own clause begin in the text."""

    verb: str  # lemma
    span: Span
    is_denied: bool
    is_planned: bool
    doer: Part | None
    thing: Part | None
    words: frozenset[str]  # roots of the clause's words without the verb's own
    starts: frozenset[int]

    @property
    def core(self) -> Part | None:
        """What the event is about: what was done to, else who did it."""
        return self.thing or self.doer


def read_events(sentences: Sequence[Sentence]) -> tuple[Event, ...]:
    """Of every verb, participles too, in order."""
    return tuple(event for sentence in sentences for event in _read_sentence(sentence))


def event_at(events: Sequence[Event], span: Span) -> Event | None:
    """The event in whose clause the span begins."""
    return next(
        (one for one in events if any(span.start <= at < span.end for at in one.starts)), None
    )


def is_one_verb(one: str, other: str) -> bool:
    """One lemma, or two aspects of it: «отменить», «отменять»."""
    if one == other:
        return True
    endings = {one[-ASPECT:], other[-ASPECT:]}
    return len(one) > SHORTEST_STEM and one[:-ASPECT] == other[:-ASPECT] and endings <= _ASPECTS


def are_one_event(one: Event, other: Event) -> bool:
    """One verb, and what it is about is one: «мост открыли», «открыт мост»."""
    if not is_one_verb(one.verb, other.verb) or one.is_denied != other.is_denied:
        return False
    if one.core is None or other.core is None:
        return not one.words.isdisjoint(other.words)
    return one.core.root == other.core.root or one.core.root in other.core.modifiers


class _Tree:
    """A sentence's tree with its verbs; nobody outside keeps it."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.verbs = [place for place, token in enumerate(self.tokens) if _is_verb(token)]

    @cached_property
    def children(self) -> list[list[int]]:
        children: list[list[int]] = [[] for _ in self.tokens]
        for place, token in enumerate(self.tokens):
            if 0 <= token.head < len(self.tokens):
                children[token.head].append(place)
        return children

    def owner(self, place: int) -> int:
        """The verb in whose clause the word stands; -1 where there is none."""
        is_verb = set(self.verbs)
        for _ in range(MOST_STEPS):
            if place in is_verb or place < 0:
                return place
            place = self.tokens[place].head
        return -1


def _is_verb(token: Token) -> bool:
    return token.part_of_speech == "VERB"


def _read_sentence(sentence: Sentence) -> Iterator[Event]:
    tree = _Tree(sentence)
    clauses: dict[int, list[Token]] = {place: [] for place in tree.verbs}
    for place, token in enumerate(tree.tokens):
        owner = tree.owner(place)
        if owner >= 0 and owner != place:
            clauses[owner].append(token)
    for place in tree.verbs:
        if is_unreal(sentence, place, tree.children):
            continue
        yield _read_event(tree, place, clauses[place])
    yield from _read_changes(tree)


def _read_changes(tree: _Tree) -> Iterator[Event]:
    """«падение выручки»: what is said to change, in a noun."""
    for place, token in enumerate(tree.tokens):
        verb = CHANGES.get(plain_lemma(token)) if token.part_of_speech == "NOUN" else None
        thing = _child(tree, place, {"nmod"}) if verb else -1
        if verb is None or thing < 0:
            continue
        below = [tree.tokens[one] for one in (thing, *tree.children[thing])]
        owner = tree.owner(place)
        yield Event(
            verb=verb,
            span=token.span,
            is_denied=False,
            is_planned=owner >= 0 and is_wished(tree.sentence, owner, place, tree.children),
            doer=None,
            thing=_part(tree, thing),
            words=roots_of(below),
            starts=frozenset(one.span.start for one in (token, *below)),
        )


def _read_event(tree: _Tree, place: int, clause: Sequence[Token]) -> Event:
    verb = tree.tokens[place]
    doer, thing = _find_doer(tree, place), _find_thing(tree, place)
    return Event(
        verb=plain_lemma(verb),
        span=verb.span,
        is_denied=is_denied(tree.sentence, place, tree.children),
        is_planned=is_planned(tree.sentence, place, tree.children),
        doer=_part(tree, doer),
        thing=_part(tree, thing),
        words=roots_of(clause),
        starts=frozenset({verb.span.start, *(token.span.start for token in clause)}),
    )


def _part(tree: _Tree, place: int) -> Part | None:
    if place < 0:
        return None
    token = tree.tokens[place]
    below = list(_phrase(tree, place))
    return Part(
        token.span,
        root_of(token.lemma),
        roots_of(below) - {root_of(token.lemma)},
        plain_lemma(token),
    )


def _phrase(tree: _Tree, place: int) -> Iterator[Token]:
    for child in tree.children[place]:
        if child != place and tree.tokens[child].relation in _PHRASE:
            yield tree.tokens[child]
            if tree.tokens[child].head == place:
                yield from (tree.tokens[one] for one in tree.children[child])


def _find_doer(tree: _Tree, place: int, steps: int = 4) -> int:
    """The subject; a second verb's and an infinitive's are the first one's."""
    found = _child(tree, place, {"nsubj"})
    if found >= 0:
        return _resolve(tree, place, found)
    verb = tree.tokens[place]
    if verb.relation == "acl" and not _is_passive(verb):
        return verb.head
    if verb.relation in {"conj", "xcomp"} and _is_verb_place(tree, verb.head) and steps:
        return _find_doer(tree, verb.head, steps - 1)
    return -1


def _find_thing(tree: _Tree, place: int) -> int:
    """The object, the subject of a passive, the noun that a participle belongs to."""
    found = _child(tree, place, _OBJECTS)
    if found >= 0:
        return _resolve(tree, place, found)
    verb = tree.tokens[place]
    return verb.head if verb.relation == "acl" and _is_passive(verb) else -1


def _child(tree: _Tree, place: int, relations: frozenset[str] | set[str]) -> int:
    return next(
        (child for child in tree.children[place] if tree.tokens[child].relation in relations),
        -1,
    )


def _resolve(tree: _Tree, verb: int, place: int) -> int:
    """«законопроект, который приняли»: the noun before the clause."""
    is_relative = plain_lemma(tree.tokens[place]) in _RELATIVES
    head = tree.tokens[verb].head
    if is_relative and tree.tokens[verb].relation in _CLAUSE and head >= 0:
        return head
    return -1 if is_relative else place


def _is_passive(verb: Token) -> bool:
    features = verb.features or {}
    if features.get("Voice") == "Pass":
        return True
    return (
        features.get("VerbForm") == "Part"
        and features.get("Tense") == "Past"
        and features.get("Voice") != "Act"
    )


def _is_verb_place(tree: _Tree, place: int) -> bool:
    return 0 <= place < len(tree.tokens) and _is_verb(tree.tokens[place])
