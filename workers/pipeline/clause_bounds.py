"""Where one clause of a sentence ends and the next begins.

The dependency tree says which words head a clause; punctuation and conjunctions say where the
clause can end. A parser that hangs a word on the wrong verb is put right by the comma.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from workers.pipeline.insertions import find_insertions
from workers.pipeline.trees import RELATIVES, Tree

SPLIT_MARKS = frozenset({"хотя", "причем", "притом", "тогда", "while", "whereas", "although"})
MIN_PARTICIPIAL_WORDS = 6
STRONG = frozenset({";", ":"})
SEPARATORS = frozenset({",", ";", ":", "—", "–", "-"})
QUOTES = {"«": "»", "“": "”", "„": "“", '"': '"'}


@dataclass(frozen=True, slots=True)
class ClauseBounds:
    """A clause: its head and its own tokens, both as indexes into the sentence."""

    head: int
    tokens: tuple[int, ...]
    is_relative: bool = False


def find_clauses(tree: Tree) -> tuple[ClauseBounds, ...]:
    """The sentence's clauses in the order of the text; every clause has a predicate."""
    inserted = find_insertions(tree)
    protected = find_quoted_tokens(tree) | inserted
    relatives = _find_relatives(tree, protected)
    inside = inserted | frozenset(index for one in relatives for index in one.tokens)
    heads = _find_heads(tree, protected | inside)
    cuts = _find_cuts(tree, heads)
    return tuple(sorted((*_slice(tree, heads, cuts, inside), *relatives), key=lambda c: c.tokens))


def find_quoted_tokens(tree: Tree) -> frozenset[int]:
    """Tokens between quotation marks, or behind a mark that a later sentence closes."""
    found: set[int] = set()
    closing = ""
    for index, token in enumerate(tree.tokens):
        if closing:
            found.add(index)
            closing = "" if token.text == closing else closing
        elif token.text in QUOTES:
            found.add(index)
            closing = QUOTES[token.text]
    return frozenset(found)


def _find_heads(tree: Tree, excluded: frozenset[int]) -> list[int]:
    heads = [index for index in tree.roots if index not in excluded] or [*tree.roots[:1]] or [0]
    for index in _in_tree_order(tree, heads):
        token = tree.tokens[index]
        if index not in excluded and token.head in heads and _starts_clause(tree, index):
            heads.append(index)
    kept = [one for one in heads if tree.is_predicate(one)]
    return sorted(kept or heads[:1])


def _in_tree_order(tree: Tree, roots: Sequence[int]) -> list[int]:
    """All tokens, every head before its children."""
    order, position = list(roots), 0
    while position < len(order):
        order.extend(one for one in tree.children[order[position]] if one not in order)
        position += 1
    return order


def _starts_clause(tree: Tree, index: int) -> bool:
    """A coordinated, loosely joined or contrasting clause with a predicate of its own."""
    relation = tree.tokens[index].relation
    if relation in {"conj", "parataxis"}:
        return tree.is_predicate(index) and len(tree.subtree(index)) > 1
    if relation == "advcl":
        marks = {tree.tokens[one].lemma.replace("ё", "е") for one in tree.children[index]}
        return bool(marks & SPLIT_MARKS) and tree.subject_of(index) is not None
    return False


def _find_relatives(tree: Tree, protected: frozenset[int]) -> list[ClauseBounds]:
    free = [index for index in range(len(tree.tokens)) if index not in protected]
    relatives = [_read_relative(tree, index) for index in free if _is_relative(tree, index)]
    taken = protected | {index for one in relatives for index in one.tokens}
    participial = [_read_participial(tree, i) for i in free if _is_participial(tree, i)]
    return [*relatives, *(one for one in participial if one and not taken & set(one.tokens))]


def _is_relative(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return (
        token.relation in RELATIVES
        and tree.is_predicate(index)
        and tree.tokens[token.head].part_of_speech != "PRON"  # «все, кто …» is one statement
    )


def _is_participial(tree: Tree, index: int) -> bool:
    """A participle behind its noun; the English ones come without their comma."""
    token = tree.tokens[index]
    is_participle = tree.feature(index, "VerbForm") == "Part" and bool(tree.feature(index, "Case"))
    return token.relation == "acl" and is_participle and 0 <= token.head < index


def _read_participial(tree: Tree, head: int) -> ClauseBounds | None:
    """«…, работающая в банке с 2009 года»: from comma to comma, or to the end of the sentence."""
    start = head
    while start and tree.tokens[start - 1].text not in SEPARATORS and head - start < 2:
        start -= 1
    if not start or tree.tokens[start - 1].text != ",":
        return None
    commas = [i for i in range(head, len(tree.tokens)) if tree.tokens[i].text == ","]
    goes_on = any(tree.is_finite(index) for index in range(head + 1, len(tree.tokens)))
    end = commas[0] if commas and goes_on else len(tree.tokens)
    if end - start < MIN_PARTICIPIAL_WORDS:
        return None
    return ClauseBounds(head, tuple(range(start - 1, end)), is_relative=True)


def _read_relative(tree: Tree, head: int) -> ClauseBounds:
    """The unbroken run of the clause's tokens around its head."""
    subtree = frozenset(tree.subtree(head))
    start = end = head
    while start - 1 in subtree:
        start -= 1
    while end + 1 in subtree:
        end += 1
    return ClauseBounds(head, tuple(range(start, end + 1)), is_relative=True)


def _find_cuts(tree: Tree, heads: Sequence[int]) -> list[int | None]:
    """For every two neighbouring heads the token at which the second clause starts."""
    owners = _assign_owners(tree, frozenset(heads))
    return [_find_cut(tree, owners, left, right) for left, right in pairwise(heads)]


def _assign_owners(tree: Tree, heads: frozenset[int]) -> list[int]:
    return [_climb(tree, index, heads) for index in range(len(tree.tokens))]


def _climb(tree: Tree, index: int, heads: frozenset[int]) -> int:
    seen: set[int] = set()
    while index not in heads and index not in seen and tree.tokens[index].head >= 0:
        seen.add(index)
        index = tree.tokens[index].head
    return index


def _find_cut(tree: Tree, owners: Sequence[int], left: int, right: int) -> int | None:
    """The separator between the heads that breaks the fewest dependencies; None: there is none."""
    between = [index for index in range(left + 1, right) if _separates(tree, index)]
    if not between:
        return None
    return min(between, key=lambda cut: (_cost(tree, owners, left, right, cut), -cut))


def _separates(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return token.text in SEPARATORS or token.relation == "cc"


def _cost(tree: Tree, owners: Sequence[int], left: int, right: int, cut: int) -> float:
    broken = sum(owners[index] == right for index in range(left, cut))
    broken += sum(owners[index] == left for index in range(cut, right + 1))
    token = tree.tokens[cut]
    follows = tree.tokens[cut + 1] if cut + 1 < len(tree.tokens) else token
    bonus = 3.0 if token.text in STRONG else 2.5 if follows.relation in {"cc", "mark"} else 0.0
    return broken - bonus


def _slice(
    tree: Tree, heads: Sequence[int], cuts: Sequence[int | None], inside: frozenset[int]
) -> list[ClauseBounds]:
    """Clauses between the cuts; heads without a cut between them stay one clause."""
    found: list[ClauseBounds] = []
    start, first = 0, heads[0]
    for head, cut in zip(heads[1:], cuts, strict=True):
        if cut is not None:
            found.append(ClauseBounds(first, _between(start, cut, inside)))
            start, first = cut, head
    found.append(ClauseBounds(first, _between(start, len(tree.tokens), inside)))
    return [one for one in found if one.tokens]


def _between(start: int, end: int, inside: frozenset[int]) -> tuple[int, ...]:
    return tuple(index for index in range(start, end) if index not in inside)
