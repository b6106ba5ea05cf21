"""Whether the clause around a yearless date speaks of what was or of what is to come."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from workers.languages.morphology.russian_words import dictionary

IsForetold = Callable[[str, int], bool]  # (sentence, where in it the date starts)
PAST, FUTURE = "past", "future"
_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")
_CLAUSE_BREAKS = ",:;—"
# Words of plans, whatever their own tense: «обещали закончить 15 ноября».
_RUSSIAN_PLANS = re.compile(
    r"(?:планир|запланир|намеч|намер|ожида|предсто|обеща|назначен|долж[ен]|собира|готов|анонсир)[а-я]*"
    r"|будет|будут|позднее",
    re.IGNORECASE,
)
# What was put off lies ahead, though it was put off in the past: «продлил арест до 19 июля».
_RUSSIAN_PUT_OFF = re.compile(
    r"\b(?:продл|перен[её]с|перенос|отлож|отклад|отсроч)[а-я]*\b[^,;:—]*\b(?:до|на) $",
    re.IGNORECASE,
)
_ENGLISH_PUT_OFF = re.compile(
    r"\b(?:extended|prolonged|postponed|delayed|rescheduled|adjourned|moved)\b[^,;:—]*"
    r"\b(?:until|till|to|for) $",
    re.IGNORECASE,
)
_ENGLISH_FUTURE = re.compile(
    r"will|'ll|due|scheduled|planned|plans?|expected|expects?|upcoming|next|promised?|must|should"
    r"|restart|going",
    re.IGNORECASE,
)
_ENGLISH_PAST = re.compile(
    r"was|were|had|went|took|began|became|made|died|won|lost|left|met|held|came|gave|rose|fell"
    r"|broke|saw|opened|[a-z]{3,}ed",
    re.IGNORECASE,
)


def is_foretold_in_russian(sentence: str, place: int) -> bool:
    """By the verbs of the clause, else by the verb that stands nearest."""
    is_put_off = _RUSSIAN_PUT_OFF.search(sentence, 0, place) is not None
    return is_put_off or _is_foretold(sentence, place, read_russian_tense)


def is_foretold_in_english(sentence: str, place: int) -> bool:
    is_put_off = _ENGLISH_PUT_OFF.search(sentence, 0, place) is not None
    return is_put_off or _is_foretold(sentence, place, read_english_tense)


def is_never_foretold(_: str, __: int) -> bool:
    """Where the language is not known."""
    return False


def _is_foretold(sentence: str, place: int, read_tense: Callable[[str], str]) -> bool:
    start, end = _clause(sentence, place)
    told = list(_tenses(sentence, start, end, read_tense))
    told = told or list(_tenses(sentence, 0, len(sentence), read_tense))
    if not told:
        return False
    nearest = min(told, key=lambda one: abs(one[0] - place))
    return nearest[1] == FUTURE


def _clause(sentence: str, place: int) -> tuple[int, int]:
    start = max(sentence.rfind(mark, 0, place) for mark in _CLAUSE_BREAKS) + 1
    ends = (sentence.find(mark, place) for mark in _CLAUSE_BREAKS)
    return start, min((end for end in ends if end >= 0), default=len(sentence))


def _tenses(
    sentence: str, start: int, end: int, read_tense: Callable[[str], str]
) -> Iterator[tuple[int, str]]:
    for match in _WORD.finditer(sentence, start, end):
        tense = read_tense(match[0].lower())
        if tense:
            yield match.start(), tense


@lru_cache(maxsize=20_000)
def read_russian_tense(word: str) -> str:
    """`PAST`, `FUTURE` or "" for a word in lower case."""
    if _RUSSIAN_PLANS.fullmatch(word):
        return FUTURE
    tag = dictionary().parse(word)[0].tag
    if tag.POS not in {"VERB", "PRTS"}:
        return ""
    return FUTURE if "futr" in tag else PAST if "past" in tag else ""


def read_english_tense(word: str) -> str:
    """`PAST`, `FUTURE` or "" for a word in lower case."""
    if _ENGLISH_FUTURE.fullmatch(word):
        return FUTURE
    return PAST if _ENGLISH_PAST.fullmatch(word) else ""
