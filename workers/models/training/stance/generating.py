"""Pairs whose stance follows from how they were made: a sentence and its changed copies.

Every change is read in both directions, with the changed sentence as evidence as well, and every
claim is also set beside evidence that does not speak of it: no wording gives its label away.
"""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from workers.models.training.stance.pairs import Answer
from workers.models.training.stance.rules.claiming import is_sentence, write_claim, write_clauses
from workers.models.training.stance.rules.statement import (
    Change,
    Effect,
    Rule,
    Statement,
    write_changed,
)
from workers.models.training.stance.surroundings import Corpus, Passage

NOTHING: Mapping[int, str] = {}
SOFTENED = 0.75  # of the claims say it in other words as well
APART = "apart_"
FEWEST_WORDS = 3
VERBATIM = 0.35  # of the claims that repeat their evidence to the letter stay


@dataclass(frozen=True, slots=True)
class Made:
    """A pair before its evidence has its neighbours."""

    statement: Statement
    evidence: Mapping[int, str]  # the changes of the sentence that serves as evidence
    claim: str
    answer: Answer
    rule: str
    touched: frozenset[int]  # tokens that neither neighbour may speak of


@dataclass(frozen=True)
class PairMaker:
    """One sentence with all that the rules make of it."""

    statement: Statement
    rules: Sequence[Rule]
    chance: random.Random

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        return tuple(change for rule in self.rules for change in rule(self.statement, self.chance))

    def make(self) -> Iterator[Made]:
        """All pairs that have this sentence, changed or not, as evidence."""
        for change in self.changes:
            yield from MAKERS[change.effect](self, change)
        yield from self._make_of_clauses()

    def oppose(self, change: Change) -> Iterator[Made]:
        softened = self._soften(change, {Effect.SAME, Effect.WEAKER})
        reworded = self._soften(change, {Effect.SAME})
        recast = self._soften(change, {Effect.SAME, Effect.WEAKER, Effect.STRONGER})
        place = frozenset(change.words)
        yield self._pair(change, NOTHING, {**recast, **change.words}, Answer.REFUTES)
        yield self._pair(change, NOTHING, softened, Answer.SUPPORTS, about=place)
        yield self._pair(change, change.words, {**reworded, **change.words}, Answer.SUPPORTS)
        yield self._pair(change, change.words, softened, Answer.REFUTES, about=place)
        for detail in self._details_around(change):
            yield self._pair(change, detail.words, change.words, Answer.NEUTRAL)
            yield self._pair(change, detail.words, NOTHING, Answer.NEUTRAL, about=place)

    def reword(self, change: Change) -> Iterator[Made]:
        place = frozenset(change.words)
        yield self._pair(change, NOTHING, change.words, Answer.SUPPORTS)
        yield self._pair(change, change.words, NOTHING, Answer.SUPPORTS, about=place)

    def weaken(self, change: Change) -> Iterator[Made]:
        softened = self._soften(change, {Effect.SAME, Effect.WEAKER})
        reworded = self._soften(change, {Effect.SAME})
        yield self._pair(change, NOTHING, {**softened, **change.words}, Answer.SUPPORTS)
        if change.is_reversible:
            place = frozenset(change.words)
            yield self._pair(change, change.words, reworded, Answer.NEUTRAL, about=place)

    def strengthen(self, change: Change) -> Iterator[Made]:
        place = frozenset(change.words)
        softened = self._soften(change, {Effect.SAME, Effect.WEAKER})
        yield self._pair(change, NOTHING, {**softened, **change.words}, Answer.NEUTRAL)
        yield self._pair(change, change.words, {**softened, **change.words}, Answer.SUPPORTS)
        yield self._pair(change, change.words, softened, Answer.SUPPORTS, about=place)

    def replace(self, change: Change) -> Iterator[Made]:
        place = frozenset(change.words)
        yield self._pair(change, NOTHING, change.words, Answer.NEUTRAL)
        yield self._pair(change, change.words, change.words, Answer.SUPPORTS)
        yield self._pair(change, NOTHING, NOTHING, Answer.SUPPORTS, about=place)

    def _make_of_clauses(self) -> Iterator[Made]:
        """Each clause is supported; the sentence, and the other clauses, say what it does not."""
        clauses = write_clauses(self.statement, NOTHING)
        for clause in clauses:
            touched = frozenset(clause.tokens)
            yield Made(self.statement, NOTHING, clause.text, Answer.SUPPORTS, "clause", touched)
            if not is_sentence(self.statement, clause):
                continue
            rest = dict.fromkeys(frozenset(self.statement.places()) - touched, "")
            silent = frozenset(rest)
            if len(write_changed(self.statement, rest).split()) > FEWEST_WORDS:
                whole = write_changed(self.statement, NOTHING)
                yield Made(self.statement, rest, whole, Answer.NEUTRAL, "clause", silent)
            for other in clauses:
                if touched.isdisjoint(other.tokens):
                    yield Made(self.statement, rest, other.text, Answer.NEUTRAL, "clause", silent)

    def _pair(
        self,
        change: Change,
        evidence: Mapping[int, str],
        claim: Mapping[int, str],
        answer: Answer,
        about: frozenset[int] = frozenset(),
    ) -> Made:
        """`about`: the tokens that the claim must hold, where it does not change them."""
        held = frozenset(claim) | about
        written = write_claim(self.statement, claim, held, self.chance)
        touched = frozenset(evidence) | frozenset(change.words)
        return Made(self.statement, evidence, written, answer, change.rule, touched)

    def _soften(self, change: Change, effects: set[Effect]) -> Mapping[int, str]:
        """Another change for the claim, that its stance does not depend on."""
        fitting = [
            one
            for one in self.changes
            if one.effect in effects and one is not change and change.joined(one)
        ]
        if not fitting or self.chance.random() > SOFTENED:
            return NOTHING
        one, other = self.chance.choice(fitting), self.chance.choice(fitting)
        both = one.joined(other) if other.effect is Effect.SAME else None
        return both.words if both and both.joined(change) else one.words

    def _details_around(self, change: Change) -> Iterator[Change]:
        """Changes that leave out all that this one changes."""
        for one in self.changes:
            is_detail = one.effect is Effect.WEAKER and not any(one.words.values())
            if is_detail and frozenset(change.words) <= frozenset(one.words):
                yield one


MAKERS = {
    Effect.CONTRARY: PairMaker.oppose,
    Effect.SAME: PairMaker.reword,
    Effect.WEAKER: PairMaker.weaken,
    Effect.STRONGER: PairMaker.strengthen,
    Effect.OTHER: PairMaker.replace,
}


@dataclass(frozen=True, slots=True)
class Generated:
    """A finished pair, as training reads it."""

    evidence: str
    claim: str
    answer: Answer
    rule: str
    title: str


def generate_pairs(
    corpus: Corpus, statements: Iterable[Statement], rules: Sequence[Rule], chance: random.Random
) -> Iterator[Generated]:
    """Pairs of every statement, and each claim once more beside evidence that is silent on it."""
    for statement in statements:
        for made in PairMaker(statement, rules, chance).make():
            pair = _finish(corpus, made, chance)
            if pair is not None:
                yield pair
            apart = corpus.find_silent(made.statement, made.claim, chance)
            if apart is not None and made.answer is not Answer.NEUTRAL:
                yield _beside(apart, made)


def _finish(corpus: Corpus, made: Made, chance: random.Random) -> Generated | None:
    sentence = write_changed(made.statement, made.evidence)
    passage = corpus.surround(made.statement, sentence, made.touched, chance)
    if made.claim == passage.text and chance.random() > VERBATIM:
        return None
    return Generated(passage.text, made.claim, made.answer, made.rule, passage.title)


def _beside(passage: Passage, made: Made) -> Generated:
    return Generated(passage.text, made.claim, Answer.NEUTRAL, f"{APART}{made.rule}", passage.title)
