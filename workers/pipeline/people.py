"""Whom an article names, in what role, and which of them a pronoun or a bare role means."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from indexes.records import Span
from workers.languages.language import Entity, EntityKind
from workers.pipeline.placing import group_by_sentence
from workers.pipeline.trees import SUBJECTS, Tree

LOOK_BACK = 2  # sentences in which a pronoun's name is looked for
GENDERS = {
    "он": "Masc", "его": "Masc", "ему": "Masc", "им": "Masc", "нем": "Masc", "нему": "Masc",
    "него": "Masc", "ним": "Masc", "she": "Fem", "her": "Fem", "he": "Masc", "his": "Masc",
    "him": "Masc", "она": "Fem", "ее": "Fem", "ей": "Fem", "ней": "Fem", "нее": "Fem",
}  # fmt: skip
NAME_RELATIONS = frozenset({"appos", "flat", "flat:name", "nmod", "compound"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named in the article."""

    entity: Entity
    sentence: int  # its number
    gender: str  # "" where the words do not tell
    is_subject: bool
    role: str = ""  # lemma of the noun in front: «президент»


@dataclass(frozen=True, slots=True)
class People:
    """All mentions of people, in the order of the text, with the fullest name of each."""

    mentions: tuple[Mention, ...]
    full_names: dict[str, str]  # entity key -> longest normal form

    def name(self, mention: Mention) -> str:
        return self.full_names[mention.entity.key]

    def mention_again(self, mention: Mention, sentence: int, span: Span) -> "People":
        """With a pronoun at `span` counted as one more mention of the same person."""
        again = replace(
            mention, entity=replace(mention.entity, span=span), sentence=sentence, is_subject=True
        )
        return replace(self, mentions=(*self.mentions, again))


def find_people(trees: Sequence[Tree], entities: Iterable[Entity]) -> People:
    """Read every person's mentions out of the article's sentences."""
    persons = [one for one in entities if one.kind is EntityKind.PERSON]
    spans = [tree.sentence.span for tree in trees]
    mentions: list[Mention] = []
    full_names: dict[str, str] = {}
    for number, own in enumerate(group_by_sentence(spans, persons)):
        for entity in own:
            if tokens_in(trees[number], entity.span):
                mentions.append(_read_mention(trees[number], number, entity))
                longest = max(full_names.get(entity.key, ""), entity.normal, key=len)
                full_names[entity.key] = longest
    return People(tuple(mentions), full_names)


def _read_mention(tree: Tree, number: int, entity: Entity) -> Mention:
    tokens = tokens_in(tree, entity.span)
    head = find_head(tree, tokens)
    genders = [tree.feature(one, "Gender") for one in tokens if tree.feature(one, "Gender")]
    role = tree.tokens[head].head
    holds_role = role >= 0 and tree.tokens[head].relation in NAME_RELATIONS
    is_subject = _is_subject(tree, role if holds_role else head) or _is_subject(tree, head)
    return Mention(
        entity,
        number,
        genders[0] if genders else "",
        is_subject,
        tree.tokens[role].lemma if holds_role and role < head else "",
    )


def _is_subject(tree: Tree, index: int) -> bool:
    """A subject, or one more of several: «Лапин и Громов встретились»."""
    token = tree.tokens[index]
    if token.relation == "conj" and token.head >= 0:
        return tree.tokens[token.head].relation in SUBJECTS
    return token.relation in SUBJECTS


def tokens_in(tree: Tree, span: Span) -> tuple[int, ...]:
    return tuple(i for i, token in enumerate(tree.tokens) if span.contains(token.span))


def find_head(tree: Tree, tokens: Sequence[int]) -> int:
    """The token whose head lies outside the group."""
    inside = frozenset(tokens)
    return next((one for one in tokens if tree.tokens[one].head not in inside), tokens[0])


def resolve_pronoun(people: People, word: str, sentence: int, before: int) -> Mention | None:
    """The person that a third-person pronoun means; None where more than one could be meant."""
    gender = GENDERS.get(fold(word))
    if gender is None:
        return None
    near = [
        one
        for one in people.mentions
        if sentence - LOOK_BACK <= one.sentence <= sentence
        and one.entity.span.end <= before
        and one.gender in {gender, ""}
    ]
    nearest = max((one.sentence for one in near), default=0)
    return _choose([one for one in near if one.sentence == nearest])


def _choose(mentions: Sequence[Mention]) -> Mention | None:
    """The only person named, or the only subject among several."""
    if len({one.entity.key for one in mentions}) == 1:
        return mentions[-1]
    subjects = [one for one in mentions if one.is_subject]
    return subjects[-1] if len({one.entity.key for one in subjects}) == 1 else None


def resolve_role(people: People, roles: Collection[str]) -> Mention | None:
    """The one person in the article who holds such a role; None where nobody or several do."""
    holders = [one for one in people.mentions if one.role in roles]
    return holders[0] if len({one.entity.key for one in holders}) == 1 else None


def fold(text: str) -> str:
    """Lower case, е for ё; the length stays."""
    return text.lower().replace("ё", "е")
