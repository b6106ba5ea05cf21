"""Sentences to clauses that each say one thing.

«А сделал Б, а В сделал Г», «А сделал Б и сделал Г», «А обещал Б, а также Г» and relative clauses
are taken apart along the dependency tree; each part gets the words that it shares with the rest,
so that it can be read alone, and keeps the exact span where the article says it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexes.records import Span
from workers.languages.language import Language
from workers.pipeline.clause_bounds import ClauseBounds, find_clauses
from workers.pipeline.trees import SUBJECTS, Tree
from workers.pipeline.wording import balance, trim, write_phrase, write_tokens

ALSO = frozenset({"также", "well"})
DECLINED_WITH_NOUN = frozenset(
    {"amod", "det", "appos", "flat", "flat:name", "nummod", "nummod:gov"}
)
MIN_LISTED_WORDS = 3  # «хлеб и соль» stays together, «поддержку …, а также развитие …» does not
EVENT_NOUN_ENDINGS = ("ние", "тие", "ция", "зия", "tion", "sion", "ment", "ing")
RELATIVE_LEMMAS = frozenset({"который", "who", "that", "какой"})
WHOLE_CLAUSE = {"что": "это", "which": "this"}  # «…, что покрывает четверть спроса»
AGREEMENT = ("Number", "Gender")
WHERE = {"где": ("в", "Loc"), "куда": ("в", "Acc"), "where": ("in", "Nom")}


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement of a sentence. `text` may borrow words that stand elsewhere in it."""

    span: Span  # in the article
    text: str
    tokens: tuple[int, ...] = ()  # of its sentence


def split_clauses(tree: Tree, text: str, language: Language) -> tuple[Clause, ...]:
    """The sentence's statements in the order of the text; at least one."""
    clauses: list[Clause] = []
    for bounds in find_clauses(tree):
        own = trim(tree, bounds.tokens)
        if own:
            clauses.extend(_read_clause(tree, text, language, bounds, own))
    return tuple(sorted(clauses, key=lambda clause: clause.span))


def _read_clause(
    tree: Tree, text: str, language: Language, bounds: ClauseBounds, own: tuple[int, ...]
) -> list[Clause]:
    prefix, dropped = _borrow(tree, text, language, bounds, own)
    own_words = tuple(index for index in own if index not in dropped)
    members = _find_list(tree, bounds.head, own_words)
    if members:
        return _split_list(tree, text, own_words, prefix, members)
    span = balance(text, tree.span(own), tree.sentence.span)
    return [Clause(span, _write(tree, text, prefix, own_words), own)]


def _write(tree: Tree, text: str, prefix: str, indexes: Sequence[int]) -> str:
    return f"{prefix} {write_tokens(tree, text, indexes)}".strip()


def _borrow(
    tree: Tree, text: str, language: Language, bounds: ClauseBounds, own: tuple[int, ...]
) -> tuple[str, frozenset[int]]:
    """Words from elsewhere that the clause needs in front, and the own tokens they stand for."""
    relative = next((one for one in own[:3] if _is_relative_word(tree, one)), None)
    if relative is not None and relative > 0:
        return _borrow_antecedent(tree, text, language, bounds, relative)
    if bounds.is_relative and tree.feature(bounds.head, "VerbForm") == "Part":
        noun = tree.tokens[bounds.head].head
        behind = dict.fromkeys(range(bounds.tokens[0], len(tree.tokens)), "")
        before = replace(tree, overrides={**tree.overrides, **behind})
        return f"{_write_antecedent(before, text, language, noun, 'Nom')},", frozenset()
    if _lacks_subject(tree, bounds.head, own):
        return _borrow_subject(tree, text, bounds.head), frozenset()
    return "", frozenset()


def _lacks_subject(tree: Tree, head: int, own: tuple[int, ...]) -> bool:
    """A coordinated verb without any word in it that could be its subject."""
    return tree.tokens[head].relation == "conj" and not any(
        tree.feature(one, "Case") == "Nom" or tree.tokens[one].relation in SUBJECTS for one in own
    )


def _borrow_subject(tree: Tree, text: str, head: int) -> str:
    """«Дума вернула бюджет и приняла новый»: the second verb's subject is the first one's."""
    first = tree.tokens[head].head
    subject = tree.subject_of(first)
    if subject is None or subject > head or not tree.is_finite(head):
        return ""
    agrees = _agree(tree, first, head) and _agree(tree, subject, head)
    return write_phrase(tree, text, subject) if agrees else ""


def _agree(tree: Tree, left: int, right: int) -> bool:
    """No grammatical feature that both words have differs."""
    pairs = [(tree.feature(left, name), tree.feature(right, name)) for name in AGREEMENT]
    return all(one == other for one, other in pairs if one and other)


def _borrow_antecedent(
    tree: Tree, text: str, language: Language, bounds: ClauseBounds, pronoun: int
) -> tuple[str, frozenset[int]]:
    """«учения, в которых участвовали …» → «в учениях участвовали …»."""
    if tree.tokens[pronoun].lemma in WHOLE_CLAUSE:
        return WHOLE_CLAUSE[tree.tokens[pronoun].lemma], frozenset({pronoun})
    noun = _find_antecedent(tree, bounds, pronoun)
    if noun is None:
        return "", frozenset()
    lemma = tree.tokens[pronoun].lemma
    before, case = WHERE.get(lemma, ("", tree.feature(pronoun, "Case") or "Nom"))
    prepositions = [one for one in range(max(pronoun - 1, 0), pronoun) if _is_adposition(tree, one)]
    before = before or " ".join(tree.tokens[one].text for one in prepositions)
    phrase = _write_antecedent(tree, text, language, noun, case)
    return f"{before} {phrase}".strip(), frozenset({pronoun, *prepositions})


def _is_adposition(tree: Tree, index: int) -> bool:
    return tree.tokens[index].part_of_speech == "ADP"


def _find_antecedent(tree: Tree, bounds: ClauseBounds, pronoun: int) -> int | None:
    """The nearest noun before it that agrees, not farther than the noun that it hangs on.

    The tagger mistakes genders («в посёлке» as neuter), so what it hangs on counts where none does.
    """
    head = tree.tokens[bounds.head].head if bounds.is_relative else -1
    if head >= 0 and _agree(tree, head, pronoun):
        return head
    nouns = (one for one in range(bounds.tokens[0] - 1, head, -1) if _is_noun(tree, one))
    nearest = next((one for one in nouns if _agree(tree, one, pronoun)), None)
    return head if nearest is None and head >= 0 else nearest


def _is_noun(tree: Tree, index: int) -> bool:
    return tree.tokens[index].part_of_speech in {"NOUN", "PROPN"}


def _is_relative_word(tree: Tree, index: int) -> bool:
    lemma = tree.tokens[index].lemma
    return lemma in RELATIVE_LEMMAS or lemma in WHERE or lemma in WHOLE_CLAUSE


def _write_antecedent(tree: Tree, text: str, language: Language, noun: int, case: str) -> str:
    """The noun phrase that a relative clause speaks of, without its preposition, in the case."""
    if tree.tokens[noun].relation in {"appos", "flat", "flat:name"}:  # трест «Салмышдорстрой»
        return _write_antecedent(tree, text, language, tree.tokens[noun].head, case)
    if tree.children_by(noun, {"nummod", "nummod:gov"}):  # «38 миллионов рублей, которые …»
        return write_phrase(tree, text, noun)
    declined = {
        one: language.inflect_token(tree.tokens[one], case)
        for one in (noun, *tree.children_by(noun, DECLINED_WITH_NOUN))
        if tree.feature(one, "Case") == tree.feature(noun, "Case")
    }
    prepositions = dict.fromkeys(tree.children_by(noun, {"case"}), "")
    if tree.feature(noun, "Case") != case and declined[noun] == tree.tokens[noun].text:
        declined = {}  # no form is known: better all in one wrong case than in two
    changed = {one: word for one, word in declined.items() if word != tree.tokens[one].text}
    rewritten = replace(tree, overrides={**changed, **tree.overrides, **prepositions})
    return write_phrase(rewritten, text, noun)


def _find_list(tree: Tree, head: int, own: tuple[int, ...]) -> tuple[int, ...]:
    """Heads of coordinated phrases that each name an act of its own; () where there are none."""
    for first in own:
        if first == head or tree.tokens[first].relation in SUBJECTS:
            continue
        others = tuple(
            one
            for one in tree.children_by(first, {"conj"})
            if one in own and one > head and _is_listed(tree, first, one)
        )
        if others:
            return (_find_partner(tree, own, first, others[0]), *others)
    return ()


def _find_partner(tree: Tree, own: tuple[int, ...], first: int, other: int) -> int:
    """The word that `other` continues: of its case («о мерах по сохранению … и расширению …»)."""
    case = tree.feature(other, "Case")
    if not case or tree.feature(first, "Case") == case:
        return first
    partners = [
        one
        for one in own
        if first < one < other and tree.feature(one, "Case") == case and _is_act(tree, one)
    ]
    return partners[0] if partners else first


def _is_listed(tree: Tree, first: int, other: int) -> bool:
    has_also = any(tree.tokens[one].lemma in ALSO for one in tree.subtree(other)[:4])
    are_acts = all(_is_act(tree, one) for one in (first, other))
    is_long = all(_count_words(tree, one) >= MIN_LISTED_WORDS for one in (first, other))
    return is_long and (has_also or are_acts)


def _is_act(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return token.part_of_speech == "VERB" or token.lemma.endswith(EVENT_NOUN_ENDINGS)


def _count_words(tree: Tree, index: int) -> int:
    return sum(tree.tokens[one].text[0].isalnum() for one in tree.subtree(index))


def _split_list(
    tree: Tree, text: str, own: tuple[int, ...], prefix: str, members: tuple[int, ...]
) -> list[Clause]:
    """One clause for every member, each with the words in front of the list."""
    starts = [_member_start(tree, own, member) for member in members]
    ends = [*starts[1:], own[-1] + 1]
    before = [index for index in own if index < starts[0]]
    head_words = trim(tree, [index for index in own if index < ends[0]])
    clauses = [_make_member(tree, text, prefix, head_words, head_words)] if head_words else []
    preposition = [one for one in tree.children_by(members[0], {"case"}) if one == starts[0]]
    for start, end, member in list(zip(starts, ends, members, strict=True))[1:]:
        words = trim(tree, [index for index in own if start <= index < end])
        if words and tree.tokens[words[0]].lemma in ALSO:
            words = words[1:]
        has_own = bool(tree.children_by(member, {"case"}))
        lead = [*before, *([] if has_own else preposition)]
        if words:
            clauses.append(_make_member(tree, text, prefix, [*lead, *words], words))
    return clauses


def _make_member(
    tree: Tree, text: str, prefix: str, written: Sequence[int], quoted: Sequence[int]
) -> Clause:
    span = balance(text, tree.span(quoted), tree.sentence.span)
    return Clause(span, _write(tree, text, prefix, written), tuple(quoted))


def _member_start(tree: Tree, own: tuple[int, ...], member: int) -> int:
    """The first token of the member."""
    return min(one for one in tree.subtree(member) if one in own)
