"""Words that stand alone: names for pronouns and bare roles, full dates for «вчера».

Everything is read off the article, nothing is guessed: where two people could be meant, the
pronoun stays.
"""

from collections.abc import Sequence
from dataclasses import replace

from workers.languages.language import DateMention, Language
from workers.pipeline.clause_bounds import find_quoted_tokens
from workers.pipeline.people import (
    GENDERS,
    Mention,
    People,
    fold,
    resolve_pronoun,
    resolve_role,
    tokens_in,
)
from workers.pipeline.placing import group_by_sentence
from workers.pipeline.times import write_date
from workers.pipeline.trees import SUBJECTS, Tree

THINGS = SUBJECTS | {"obj"}
HEADS_OF_STATE = frozenset({"президент", "король", "королева", "эмир", "султан", "president"})
POSSESSIVES = frozenset({"его", "ее", "his", "her"})


def resolve_sentences(
    trees: Sequence[Tree], people: People, dates: Sequence[DateMention], language: Language
) -> list[Tree]:
    """The sentences with overrides for what cannot be understood without the article."""
    resolved: list[Tree] = []
    dated = group_by_sentence([tree.sentence.span for tree in trees], dates)
    for number, tree in enumerate(trees):
        overrides, people = _override_people(tree, number, people, language)
        for mention in dated[number]:
            if tree.sentence.span.contains(mention.span):
                overrides |= _override_date(tree, mention, language)
        kept = find_quoted_tokens(tree)  # nobody's words are changed
        own = {index: words for index, words in overrides.items() if index not in kept}
        resolved.append(replace(tree, overrides=own))
    return resolved


def _override_people(
    tree: Tree, number: int, people: People, language: Language
) -> tuple[dict[int, str], People]:
    overrides: dict[int, str] = {}
    named: set[str] = set()
    for index, token in enumerate(tree.tokens):
        mention = _find_person(tree, index, number, people)
        if mention is None:
            continue
        if mention.entity.key not in named:
            overrides |= _name(tree, index, people.name(mention), language)
        named.add(mention.entity.key)
        people = people.mention_again(mention, number, token.span)
    return overrides, people


def _find_person(tree: Tree, index: int, number: int, people: People) -> Mention | None:
    token = tree.tokens[index]
    if fold(token.text) in GENDERS:
        if _may_mean_thing(tree, index):
            return None
        return resolve_pronoun(people, fold(token.text), number, token.span.start)
    if _state_of_head(tree, index) is not None:
        return resolve_role(people, HEADS_OF_STATE)
    return resolve_role(people, {token.lemma}) if _is_bare_role(tree, index) else None


def _state_of_head(tree: Tree, index: int) -> int | None:
    """Of «глава государства» the second word, given the first."""
    if fold(tree.tokens[index].lemma) not in {"глава", "head"}:
        return None
    ties = [one for one in tree.children[index] if tree.tokens[one].text[0].isalnum()]
    states = [one for one in ties if fold(tree.tokens[one].lemma) in {"государство", "state"}]
    return states[0] if states and not tree.children_by(states[0], {"nmod", "amod"}) else None


def _may_mean_thing(tree: Tree, index: int) -> bool:
    """The sentence spoke of a thing before that the pronoun could stand for."""
    return any(
        tree.tokens[one].relation in THINGS
        and tree.tokens[one].part_of_speech == "NOUN"
        and tree.feature(one, "Animacy") != "Anim"
        and tree.feature(one, "Gender") == tree.feature(index, "Gender")
        for one in range(index)
    )


def _name(tree: Tree, index: int, name: str, language: Language) -> dict[int, str]:
    token = tree.tokens[index]
    case = tree.feature(index, "Case") or "Nom"
    if fold(token.text) not in GENDERS:
        last = _state_of_head(tree, index) or index
        return {last: f"{tree.tokens[last].text} {language.inflect(name, case)}"}
    if _is_possessive(tree, index):
        return _own(tree, index, name, language)
    return {index: language.inflect(name, case)}


def _is_possessive(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return fold(token.text) in POSSESSIVES and (
        token.part_of_speech == "DET" or token.relation in {"det", "nmod", "poss", "nmod:poss"}
    )


def _own(tree: Tree, index: int, name: str, language: Language) -> dict[int, str]:
    """«его борт» → «борт Токаева», "his plane" → "Tokayev's plane"."""
    noun = tree.tokens[index].head
    if language.code == "en":
        return {index: f"{name}'s"}
    if noun <= index:
        return {}
    return {index: "", noun: f"{tree.tokens[noun].text} {language.inflect(name, 'Gen')}"}


def _is_bare_role(tree: Tree, index: int) -> bool:
    """A word for a person that nothing names more closely: «глава», not «глава МИД»."""
    ties = {tree.tokens[one].relation for one in tree.children[index]}
    return (
        tree.tokens[index].part_of_speech == "NOUN"
        and tree.feature(index, "Animacy") == "Anim"
        and tree.feature(index, "Number") == "Sing"
        and not ties - {"case", "punct", "cc", "conj"}
    )


def _override_date(tree: Tree, mention: DateMention, language: Language) -> dict[int, str]:
    """«в четверг» → «12 декабря 2024 года»; a date with its year is left as it is."""
    tokens = tokens_in(tree, mention.span)
    if not tokens or not (mention.is_relative or mention.is_year_assumed):
        return {}
    if mention.is_year_assumed and _speaks_of_future(tree):
        return {}  # «включат в ноябре»: which November is not said
    before = fold(tree.tokens[tokens[0] - 1].text) if tokens[0] else ""
    written = write_date(mention, language.code, before)
    if not written:
        return {}
    dropped = [*tokens[1:]]
    if mention.is_relative and mention.first == mention.last and before in {"в", "во", "on"}:
        dropped.append(tokens[0] - 1)
    return dict.fromkeys(dropped, "") | {tokens[0]: written}


def _speaks_of_future(tree: Tree) -> bool:
    return any(tree.feature(one, "Tense") == "Fut" for one in range(len(tree.tokens)))
