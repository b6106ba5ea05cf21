"""Evidence with its neighbours, and evidence that is silent on a claim though it shares a word."""

import random
import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from workers.models.training.stance.rules.statement import Statement

NAMED = frozenset({"NOUN", "PROPN", "NUM"})
WORD = re.compile(r"\w{4,}")
ALONE = 0.55  # of the evidence is one sentence without its neighbours
MOST_SHARED = 0.34  # of the claim's words may stand in evidence that is silent on it
TRIES = 12
STEM = 5
COMMON = 60  # a lemma of so many statements joins nothing
MOST_CHARACTERS = 600


@dataclass(frozen=True, slots=True)
class Passage:
    """Evidence as it will be read."""

    text: str
    title: str


class Corpus:
    """All statements by their text and by the names and nouns in them."""

    def __init__(self, texts: Sequence[tuple[str, Sequence[Statement]]]) -> None:
        """`texts`: title and usable statements of each text, in order."""
        self._titles: dict[str, str] = {}
        self._by_text: dict[str, Sequence[Statement]] = {}
        self._by_lemma: defaultdict[str, list[Statement]] = defaultdict(list)
        for title, statements in texts:
            for statement in statements:
                self._titles[statement.text] = title
                self._by_text[statement.text] = statements
                for lemma in find_names(statement):
                    self._by_lemma[lemma].append(statement)

    def surround(
        self, statement: Statement, sentence: str, touched: Collection[int], chance: random.Random
    ) -> Passage:
        """The sentence alone, or with neighbours that say nothing of the tokens touched."""
        title = self._titles.get(statement.text, "")
        if chance.random() < ALONE:
            return Passage(sentence, title if chance.random() < ALONE else "")
        words = {stem for place in touched for stem in stems(statement.word(place))}
        before, after = (self._neighbour(statement, step, words, chance) for step in (-1, 1))
        text = " ".join(part for part in (before, sentence, after) if part)
        return Passage(text if len(text) <= MOST_CHARACTERS else sentence, title)

    def find_silent(
        self, statement: Statement, claim: str, chance: random.Random
    ) -> Passage | None:
        """A statement of the same text, or one that shares a name, and does not speak of it."""
        own = [one for one in self._by_text[statement.text] if one is not statement]
        lemmas = [one for one in find_names(statement) if len(self._by_lemma[one]) <= COMMON]
        others = [one for lemma in lemmas for one in self._by_lemma[lemma]]
        found = self._pick_silent(own, statement, claim, chance)
        return found or self._pick_silent(others, statement, claim, chance)

    def _pick_silent(
        self, choice: Sequence[Statement], statement: Statement, claim: str, chance: random.Random
    ) -> Passage | None:
        wanted = stems(claim)
        for _ in range(TRIES if choice else 0):
            one = chance.choice(choice)
            passage = self.surround(one, one.written, (), chance)
            shared = len(wanted & stems(passage.text)) / max(len(wanted), 1)
            if statement.written not in passage.text and 0 < shared <= MOST_SHARED:
                return passage
        return None

    def _neighbour(
        self, statement: Statement, step: int, words: set[str], chance: random.Random
    ) -> str:
        number = statement.number + step
        found = [one for one in self._by_text[statement.text] if one.number == number]
        if not found or chance.random() < 1 / 3 or words & stems(found[0].written):
            return ""
        return found[0].written


def find_names(statement: Statement) -> list[str]:
    """Lemmas of its names, nouns and numbers."""
    return [one.lemma for one in statement.tree.tokens if one.part_of_speech in NAMED]


def stems(text: str) -> set[str]:
    """Beginnings of the longer words, and all numbers: alike in most forms of a word."""
    words = {word[:STEM].lower().replace("ё", "е") for word in WORD.findall(text)}
    return words | set(re.findall(r"\d+", text))
