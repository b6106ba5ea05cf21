"""Words as the checks compare them: lemmas and roots of what carries meaning."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from workers.languages.language import Token

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "ADV", "X"})
# Words that say nothing of what a number or a date is about.
EMPTY_TEXT = (
    "быть стать являться становиться составить составлять год месяц день человек также весь этот "
    "который свой около более менее примерно сообщить рассказать заявить отметить данные "
    "be have do year month day person also all this which its about more less say tell "
    "report"
)
EMPTY = frozenset(EMPTY_TEXT.split())
_PREFIX = re.compile(
    r"(?:пере|пред|при|про|по|за|вы|на|об|о|от|под|раз|рас|с|у|до|из|ис|в|не)(?=.{5})"
)
_CYRILLIC = re.compile(r"[а-я]")
RUSSIAN_LETTERS, OTHER_LETTERS = 4, 6


def plain_lemma(token: Token) -> str:
    return token.lemma.lower().replace("ё", "е")


def content_lemmas(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        lemma = plain_lemma(token)
        is_content = token.part_of_speech in CONTENT or not token.part_of_speech
        if is_content and lemma not in EMPTY and len(lemma) > 1 and not lemma[0].isdigit():
            yield lemma


@lru_cache(maxsize=50_000)
def root_of(lemma: str) -> str:
    """Four letters of a Russian lemma after its prefix, six of any other.

    «построить», «постройка» and «стройка» have one root. It only tells that two texts speak of
    like things, never that they say the same.
    """
    plain = lemma.lower().replace("ё", "е").replace("й", "и")
    if not _CYRILLIC.match(plain):
        return plain[:OTHER_LETTERS]
    prefix = _PREFIX.match(plain)
    return plain[prefix.end() if prefix else 0 :][:RUSSIAN_LETTERS]


def roots_of(tokens: Iterable[Token]) -> frozenset[str]:
    """The roots of the words that carry meaning."""
    return frozenset(map(root_of, content_lemmas(tokens)))
