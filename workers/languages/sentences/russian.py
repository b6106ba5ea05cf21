"""Russian sentences: razdel, with rules of our own tried before its rules.

A rule looks at one place where a sentence might end (a razdel `SentSplit`: `left`, `delimiter`,
`right` and the `buffer` of the sentence so far) and says SPLIT, JOIN or, by None, nothing.
"""

import re
from collections.abc import Callable
from typing import Any, Literal, Protocol

from razdel.rule import FunctionRule
from razdel.segmenters.sentenize import RULES as RAZDEL_RULES
from razdel.segmenters.sentenize import SentSegmenter, SentSplitter

from indexes.records import Span
from workers.languages.morphology.russian_words import read_word
from workers.languages.sentences.lines import split_lines
from workers.languages.sentences.russian_abbreviations import (
    BEFORE_NUMBERS,
    CLOSING,
    CLOSING_PAIRS,
    DATES,
    OPENING,
    OPENING_PAIRS,
    SENTENCE_OPENERS,
)


class Split(Protocol):
    """A place where razdel would ask whether a sentence ends."""

    left: str
    delimiter: str
    right: str
    buffer: str  # the sentence so far
    right_space_prefix: bool


Answer = Literal["join", "split"] | None
Rule = Callable[[Split], Answer]
JOIN: Literal["join"] = "join"  # razdel's words
SPLIT: Literal["split"] = "split"

WINDOW_CHARACTERS = 40
MOST_CHARACTERS_BACK = 400  # where a verb is looked for
LAST_WORD = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)?)$")
LAST_PAIR = re.compile(r"(?<!\w)([^\W\d_])\s?\.\s?([^\W\d_])$")
NUMBER_BEFORE = re.compile(r"\d\s*(?:-\s*)?[^\W\d_]+$")
NEXT_WORD = re.compile(r"^[\s«„“\"'(—–-]*([^\W\d_]+)(\.?)")
CLAUSE_BREAK = re.compile(r"[,;:—–(]")
CYRILLIC_WORD = re.compile(r"[А-Яа-яЁё-]+")
TITLE_BEFORE = re.compile(r"[^\W\d_,:.!?—–-]\s+[«\"„“][^«»\"„“”]*$")
PREDICATES = frozenset({"VERB", "PRTS", "PRED", "ADJS"})


def split_sentences(text: str) -> tuple[Span, ...]:
    """Spans of the sentences, in order."""
    return split_lines(text, lambda line: (Span(one.start, one.stop) for one in SEGMENTER(line)))


def missing_space(split: Split) -> Answer:
    """«…заявил он.Путин ответил»: a full stop between a small and a capital Cyrillic word."""
    if split.delimiter not in ".!?…" or split.right_space_prefix or _is_abbreviation(split):
        return None
    if re.search(r"[а-яё]{2}$", split.left) and re.match(r"[А-ЯЁ][а-яё]+\s", split.right):
        return SPLIT if re.search(r"(?:^|\s)[а-яё-]+$", split.left) else None
    return None


def semicolon(split: Split) -> Answer:
    """«1) школы; 2) больницы»: the parts of a list stay together."""
    return JOIN if split.delimiter == ";" else None


def opening_pair(split: Split) -> Answer:
    """«т. е. Россия», «в т. ч. Москва»."""
    return JOIN if _pair(split) in OPENING_PAIRS else None


def initials(split: Split) -> Answer:
    """«А. С. Пушкин» goes on, but «витамин С. Он» does not."""
    if split.delimiter != "." or not re.search(r"(?<!\w)[А-ЯЁA-Z]$", split.left):
        return None
    return SPLIT if _opens_sentence(split) else JOIN


def number_goes_on(split: Split) -> Answer:
    """«5 руб. 20 коп.», «2 тыс. 300 человек»."""
    if _abbreviation(split) in BEFORE_NUMBERS and split.right.lstrip()[:1].isdigit():
        return JOIN
    return None


def document_number(split: Split) -> Answer:
    """«от 12 мая 2009 г. № 537», «от 1 июня 2010 г. N 5»."""
    if split.delimiter == "." and re.match(r"\s*(?:№|N\s*\d|ФЗ|\()", split.right):
        return JOIN
    return None


def closing_abbreviation(split: Split) -> Answer:
    """«Школу открыли в 2007 г. Путин…» ends, «12 ноября 2025 г. Путин…» has no verb yet."""
    if not _may_close(split) or _next_is_small(split):
        return None
    if _opens_sentence(split) or _abbreviation(split) in CLOSING - DATES:
        return SPLIT
    is_list = bool(_pair(split))  # «школы, дороги и т. д.»: the verb stands before the list
    sentence = split.buffer[-MOST_CHARACTERS_BACK:]
    clause = sentence if is_list else CLAUSE_BREAK.split(sentence)[-1]
    return SPLIT if _has_predicate(clause) else JOIN


def opening_abbreviation(split: Split) -> Answer:
    """«им. Ленина», «ул. Мира», «г. Москва»."""
    return JOIN if _abbreviation(split) in OPENING | {"г", "гг"} else None


def title_in_quotes(split: Split) -> Answer:
    """«фильм «Ну, погоди!» Вячеслава Котёночкина»: the mark belongs to the title."""
    if split.delimiter not in '»”"“' or not split.left or split.left[-1] not in "!?…":
        return None
    if _opens_sentence(split) or not TITLE_BEFORE.search(split.buffer[-MOST_CHARACTERS_BACK:]):
        return None
    return JOIN


RULES: tuple[Rule, ...] = (
    missing_space,
    semicolon,
    opening_pair,
    initials,
    number_goes_on,
    document_number,
    closing_abbreviation,
    opening_abbreviation,
    title_in_quotes,
)
SEGMENTER: Any = SentSegmenter(
    SentSplitter(window=WINDOW_CHARACTERS), [*map(FunctionRule, RULES), *RAZDEL_RULES]
)


def _abbreviation(split: Split) -> str:
    """The word before a full stop, small; "" elsewhere."""
    found = LAST_WORD.search(split.left) if split.delimiter == "." else None
    return found.group(1).lower() if found else ""


def _pair(split: Split) -> str:
    found = LAST_PAIR.search(split.left) if split.delimiter == "." else None
    return f"{found.group(1)} {found.group(2)}".lower() if found else ""


def _is_abbreviation(split: Split) -> bool:
    return _abbreviation(split) in OPENING | CLOSING or bool(_pair(split))


def _may_close(split: Split) -> bool:
    """A measure or year after its number, «и др.», «и т. д.»."""
    if _pair(split) in CLOSING_PAIRS:
        return True
    word = _abbreviation(split)
    if word in {"др", "проч"}:
        return True
    return word in CLOSING and bool(NUMBER_BEFORE.search(split.left) or _follows_roman(split.left))


def _follows_roman(left: str) -> bool:
    """«в XIX в.», «5 млн руб.»"""
    return bool(re.search(r"(?:\b[IVXLC]+|\b(?:тыс|млн|млрд|трлн)\.?)\s+[^\W\d_]+$", left))


def _next_is_small(split: Split) -> bool:
    """The next word is no capital one: razdel's rules know better."""
    found = NEXT_WORD.match(split.right)
    return found is None or found.group(1)[0].islower()


def _opens_sentence(split: Split) -> bool:
    """The next word is a capital one that is no name and no initial: «В», «Он», «По»."""
    found = NEXT_WORD.match(split.right)
    if found is None or found.group(1)[0].islower():
        return False
    is_initial = len(found.group(1)) == 1 and found.group(2) == "."
    return not is_initial and found.group(1).lower() in SENTENCE_OPENERS


def _has_predicate(clause: str) -> bool:
    return any(_is_predicate(word) for word in CYRILLIC_WORD.findall(clause))


def _is_predicate(word: str) -> bool:
    return str(read_word(word.lower())[0].tag.POS) in PREDICATES
