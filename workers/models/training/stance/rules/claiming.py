"""Claims made of a sentence: the whole of it, or the clause that holds the words in question."""

import random
from collections.abc import Collection, Mapping
from itertools import pairwise

from workers.languages.listed import listed
from workers.models.training.stance.rules.statement import Statement, write_changed
from workers.pipeline.clauses import Clause, split_clauses
from workers.pipeline.drafts import finish
from workers.pipeline.trees import Tree

# A clause beside one of these is not what the sentence says.
NO_CLAUSES = listed(
    """
    если бы чтобы якобы возможно вероятно видимо будто ли пока прежде либо или иначе не ни
    наверное кажется словно думать считать мочь
    """
)
BOUND = listed("так потому поскольку тот это что ибо поэтому то такой")
RELATIVES = frozenset({"который", "где", "какой", "чей", "куда", "откуда", "когда", "как"})
EDGES = '.,;:!?«»()"—–-'
COMMAS = frozenset({",", "(", ")", "—", "–"})
CLAUSE_SHARE = 0.75
FEWEST_WORDS = 4


def write_claim(
    statement: Statement, words: Mapping[int, str], held: Collection[int], chance: random.Random
) -> str:
    """The sentence with other words in it, or its clause that holds all these tokens."""
    fitting = [
        clause
        for clause in write_clauses(statement, words)
        if frozenset(held) <= frozenset(clause.tokens)
    ]
    if fitting and chance.random() < CLAUSE_SHARE:
        return chance.choice(fitting).text
    return write_changed(statement, words)


def is_sentence(statement: Statement, clause: Clause) -> bool:
    """Its own tokens read as a sentence: no «который» in front of them."""
    return RELATIVES.isdisjoint(statement.lemma(place) for place in clause.tokens[:4])


def write_clauses(statement: Statement, words: Mapping[int, str]) -> list[Clause]:
    """Clauses that stand alone and say less than the sentence; [] where none may be taken out."""
    if statement.is_reported or not NO_CLAUSES.isdisjoint(statement.lemmas):
        return []
    tree = Tree(statement.tree.sentence, words)
    clauses = split_clauses(tree, statement.text, statement.language)
    finished = [Clause(one.span, finish(one.text), one.tokens) for one in clauses]
    written = frozenset(write_changed(statement, words).lower().split())
    return [
        one
        for one in finished
        if len(clauses) > 1
        and _stands_alone(statement, one)
        and _is_written(one, written)
        and _is_cut_at_commas(statement, one)
    ]


def _is_written(clause: Clause, written: frozenset[str]) -> bool:
    """No word of it had to be declined anew."""
    own = [word.strip(EDGES).lower() for word in clause.text.split()]
    plain = {word.strip(EDGES) for word in written}
    return plain.issuperset(own)


def _is_cut_at_commas(statement: Statement, clause: Clause) -> bool:
    """What was left out of its middle stood between commas."""
    gaps = [(one, other) for one, other in pairwise(clause.tokens) if other - one > 1]
    return all(
        statement.word(one + 1) in COMMAS and statement.word(other - 1) in COMMAS
        for one, other in gaps
    )


def _stands_alone(statement: Statement, clause: Clause) -> bool:
    """A clause with a predicate, a subject of its own and enough words."""
    heads = [one for one in clause.tokens if statement.tree.is_finite(one)]
    has_subject = any(statement.tree.subject_of(one) is not None for one in heads)
    is_long = len(clause.text.split()) >= FEWEST_WORDS
    first = clause.tokens[0]
    is_bound = statement.part(first) in {"SCONJ", "CCONJ"} or statement.lemma(first) in BOUND
    starts_plain = not is_bound and statement.lemma(clause.tokens[-1]) not in BOUND
    return bool(heads) and has_subject and is_long and starts_plain
