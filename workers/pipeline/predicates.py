"""What a sentence's main predicate says of time, person and mood."""

from collections.abc import Sequence
from dataclasses import dataclass

from workers.languages.language import Token
from workers.pipeline.trees import SUBJECTS, Tree

HELPERS = frozenset({"cop", "aux", "aux:pass", "auxpass"})
# Helpers of the future; slovnet calls «будет» a present tense. «wo» as in «won't».
FUTURE_WORDS = frozenset(
    {"will", "shall", "'ll", "wo", "буду", "будешь", "будет", "будем", "будете", "будут"}
)
TENSES = {"Past": "past", "Pres": "present"}
NOMINAL_TAGS = frozenset({"NOUN", "PROPN", "ADJ", "PRON"})
PASSIVE_RELATIONS = frozenset({"nsubj:pass", "nsubjpass", "csubj:pass", "csubjpass"})


@dataclass(frozen=True, slots=True)
class Predicate:
    """The root of a sentence with its copula and auxiliaries. `tense` is "" where none shows."""

    lemma: str = ""
    tense: str = ""  # past, present, future
    person: str = ""
    has_subject: bool = False
    is_imperative: bool = False
    is_passive: bool = False
    is_nominal: bool = False  # a noun or adjective: «визит — знак доверия»


EMPTY_PREDICATE = Predicate()


def read_predicate(tree: Tree, *, commands_are_bare: bool = False) -> Predicate:
    """The predicate of the tree's first root; the empty one of no tokens.

    `commands_are_bare`: the language orders with the bare verb («Ask them!»), without a mood.
    """
    if not tree.tokens:
        return EMPTY_PREDICATE
    root = _find_root(tree)
    token, parts = tree.tokens[root], (root, *tree.children_by(root, HELPERS))
    return Predicate(
        lemma=token.lemma,
        tense=_find_tense(tree, parts),
        person=next(filter(None, (tree.feature(one, "Person") for one in parts)), ""),
        has_subject=bool(tree.children_by(root, SUBJECTS)),
        is_imperative=tree.feature(root, "Mood") == "Imp"
        or (commands_are_bare and _is_bare(tree, root)),
        is_passive=_is_passive(tree, root, parts),
        is_nominal=_is_nominal(tree, root),
    )


def _find_root(tree: Tree) -> int:
    """The first root. Where a parser hung words on each other in a ring, the subject's head."""
    if tree.roots:
        return tree.roots[0]
    heads = [token.head for token in tree.tokens if token.relation in SUBJECTS]
    return heads[0] if heads else 0


def is_future(token: Token) -> bool:
    """A verb in the future tense or a helper that makes it."""
    return (token.features or {}).get("Tense") == "Fut" or token.text.lower() in FUTURE_WORDS


def has_finite_verb(tokens: Sequence[Token]) -> bool:
    """Whether any token is a finite verb or a short participle («построен»)."""
    return any(
        (token.features or {}).get("VerbForm") == "Fin"
        or (token.features or {}).get("Mood") is not None
        or _is_short_passive(token)
        for token in tokens
    )


def _is_short_passive(token: Token) -> bool:
    features = token.features or {}
    return features.get("Variant") == "Short" and features.get("VerbForm") == "Part"


def _find_tense(tree: Tree, parts: Sequence[int]) -> str:
    """Future of any part wins («будет построен»), then past («был построен»), then present."""
    shown = {TENSES.get(tree.feature(one, "Tense"), "") for one in parts}
    if any(is_future(tree.tokens[one]) for one in parts):
        return "future"
    return next((tense for tense in ("past", "present") if tense in shown), "")


def _is_bare(tree: Tree, root: int) -> bool:
    """A verb's base form without subject or helper."""
    is_base = tree.feature(root, "VerbForm") == "Inf" and tree.tokens[root].part_of_speech == "VERB"
    return is_base and not tree.children_by(root, SUBJECTS | HELPERS)


def _is_passive(tree: Tree, root: int, parts: Sequence[int]) -> bool:
    return bool(tree.children_by(root, PASSIVE_RELATIONS)) or any(
        tree.feature(one, "Voice") == "Pass" for one in parts
    )


def _is_nominal(tree: Tree, root: int) -> bool:
    """A noun or adjective as the root, or what English hangs on a form of «be»."""
    if tree.tokens[root].part_of_speech in NOMINAL_TAGS:
        return True
    is_copula = tree.tokens[root].lemma in {"be", "быть"}
    return is_copula and any(
        tree.tokens[one].part_of_speech in NOMINAL_TAGS
        for one in tree.children_by(root, {"attr", "acomp", "xcomp"})
    )
