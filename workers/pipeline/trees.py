"""Questions to a sentence's dependency tree; Universal Dependencies and spaCy's English labels."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from indexes.records import Span
from workers.languages.language import Sentence, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "csubj", "csubj:pass", "csubjpass"})
RELATIVES = frozenset({"acl:relcl", "relcl"})
JOINERS = frozenset({"cc", "mark", "punct"})
PREDICATE_TAGS = frozenset({"VERB", "AUX"})


@dataclass(frozen=True)
class Tree:
    """A sentence with its children looked up once. Tokens are named by their index.

    `overrides` gives tokens other words (a name for a pronoun); "" leaves a token out.
    """

    sentence: Sentence
    overrides: Mapping[int, str] = field(default_factory=dict)

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.sentence.tokens

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        found: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head >= 0:
                found[token.head].append(index)
        return tuple(tuple(one) for one in found)

    @cached_property
    def roots(self) -> tuple[int, ...]:
        return tuple(index for index, token in enumerate(self.tokens) if token.head < 0)

    def children_by(self, index: int, relations: Iterable[str]) -> tuple[int, ...]:
        wanted = frozenset(relations)
        return tuple(one for one in self.children[index] if self.tokens[one].relation in wanted)

    def subtree(self, index: int) -> tuple[int, ...]:
        """The token and everything that hangs on it, in the order of the text."""
        found, waiting = {index}, [index]
        while waiting:
            new = [one for one in self.children[waiting.pop()] if one not in found]
            found.update(new)
            waiting.extend(new)
        return tuple(sorted(found))

    def feature(self, index: int, name: str) -> str:
        return (self.tokens[index].features or {}).get(name, "")

    def subject_of(self, index: int) -> int | None:
        found = self.children_by(index, SUBJECTS)
        return found[0] if found else None

    def is_finite(self, index: int) -> bool:
        """A verb that can head a clause: finite, or a short passive participle («подписан»)."""
        token = self.tokens[index]
        if token.part_of_speech not in PREDICATE_TAGS:
            return self.feature(index, "Variant") == "Short" and token.part_of_speech == "ADJ"
        form = self.feature(index, "VerbForm")
        return form in {"Fin", ""} or self.feature(index, "Variant") == "Short"

    def is_predicate(self, index: int) -> bool:
        return self.is_finite(index) or self.subject_of(index) is not None

    def span(self, indexes: Iterable[int]) -> Span:
        """The stretch of text from the first to the last of these tokens."""
        ordered = sorted(indexes)
        return Span(self.tokens[ordered[0]].span.start, self.tokens[ordered[-1]].span.end)
