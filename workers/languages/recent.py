"""Answers already computed for texts seen lately: several stages ask about the same text."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

R = TypeVar("R")


class RecentResults(Generic[R]):
    """A function of a text that remembers its answers for the latest texts.

    Bounded by the characters remembered rather than by their number: an article weighs more than
    a claim. Threads may compute one answer twice, but never wait for one another's computing.
    """

    def __init__(self, compute: Callable[[str], R], most_characters: int = 400_000) -> None:
        self._compute = compute
        self._room = most_characters
        self._answers: OrderedDict[str, R] = OrderedDict()
        self._lock = Lock()

    def __call__(self, text: str) -> R:
        with self._lock:
            if text in self._answers:
                self._answers.move_to_end(text)
                return self._answers[text]
        answer = self._compute(text)
        with self._lock:
            self._remember(text, answer)
        return answer

    def _remember(self, text: str, answer: R) -> None:
        if text in self._answers:
            return
        self._answers[text] = answer
        self._room -= len(text)
        while self._room < 0 and len(self._answers) > 1:
            forgotten, _ = self._answers.popitem(last=False)
            self._room += len(forgotten)
