"""Text to index tokens: what matches what, the same for every back end.

«1 234,5» is one token, «Су-35» is two («су», «35», so «Су 35» and «Су35» match it), words become
lemmas (`lemmas.py`). A back end indexes the tokens as they are, split at white space.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from indexes.sources.lemmas import HYPHEN, HYPHENS, compound_lemmas, fold


class IndexToken(NamedTuple):
    """One token; `start` and `end` are offsets into the analysed text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class QueryTerms:
    """A text query after analysis."""

    words: tuple[str, ...]  # any of them, each once
    phrases: tuple[tuple[str, ...], ...]  # all of them, each as it stands


# \u00a0, \u2009, \u202f: the spaces that typesetters put between groups of digits
DATE = r"(?P<date>(?<![\d.])\d{1,2}\.\d{1,2}\.\d{4}(?![\d.]))"
GROUPS = (
    r"(?P<groups>(?<![\d.,])\d{1,3}"
    r"(?:(?:[ \u00a0\u2009\u202f'’]\d{3})+|(?:,\d{3}){2,}|(?:\.\d{3}){2,})(?!\d)"
    r"(?:[.,]\d+(?![.,]?\d))?)"
)
COMMA_GROUP = r"(?P<comma>(?<![\d.,])\d{1,3},\d{3}(?!\d)(?:\.\d+)?)"
DECIMAL = r"(?P<decimal>(?<![\d.,])\d+[.,]\d+(?![.,]?\d))"
INTEGER = r"(?P<integer>\d+)"
ORDINAL = (  # 5th, 5-го, 90-х: the number alone is what is looked for
    r"(?:(?:st|nd|rd|th)\b"
    r"|[-‑](?:о?го|о?му|[иоы]?й|[оы]?м|[ая]?я|[оы]?е|[иы]?х|[иы]?ми|ю|ти|и)\b)?"
)
LETTERS = "[^\\W\\d_\u00b2\u00b3\u00b9\u2070-\u2089\u00bc-\u00be\u2150-\u218b]"  # no ², no ½
MARKS = "[\u0300-\u036f\u00ad\u200b-\u200d\u2060]"
PART = rf"{LETTERS}(?:{LETTERS}|{MARKS})*"
WORD = rf"(?P<word>{PART}(?:{HYPHENS}{PART})*)(?:['’]s\b)?"

DECIMAL_COMMA = re.compile(
    rf"(?:{DATE}|{GROUPS}|{DECIMAL}|{INTEGER}){ORDINAL}|{WORD}", re.IGNORECASE
)
GROUPING_COMMA = re.compile(
    rf"(?:{DATE}|{GROUPS}|{COMMA_GROUP}|{DECIMAL}|{INTEGER}){ORDINAL}|{WORD}", re.IGNORECASE
)
COMMA_GROUPS = frozenset({"", "en", "he", "hi", "ja", "ko", "th", "und", "zh"})  # «4,523» = 4523

PHRASE = re.compile('«([^«»]+)»|“([^“”]+)”|„([^„“”]+)[“”]|"([^"]+)"')
MOST_QUERY_WORDS = 200  # a claim has twenty; a million-character sentence has to end somewhere
LONGEST_NUMBER = 40  # digits; what is longer is an identifier and stays as written

# Found in every text; in a query they only cost time and, in a small library, lift noise.
RUSSIAN_FUNCTION_WORDS = (
    "а бы быть в весь вот все вы да для до его ее же за и из или им их к как который ли мы на не "
    "но о об он она они оно от по при с свой себя со так также такой то тот ты у что чтобы это "
    "этот я"
)
ENGLISH_FUNCTION_WORDS = (
    "a an and are as at be been by did do doe for from had has have he her his i in is it of on "
    "or our she so that the their them they this to was we were which who with you"
)
FUNCTION_WORDS = frozenset(f"{RUSSIAN_FUNCTION_WORDS} {ENGLISH_FUNCTION_WORDS}".split())


def index_tokens(text: str, language: str = "") -> list[IndexToken]:
    """The text's words and numbers as tokens, in order, not overlapping."""
    return list(_tokens(text, language))


def index_text(text: str, language: str = "") -> str:
    """The tokens with a space between: what a back end with a white-space analyser indexes."""
    return " ".join(token.text for token in _tokens(text, language))


def query_terms(text: str, language: str = "") -> QueryTerms:
    """Quoted phrases («…», “…”, "…") and the other words; function words only if all are."""
    quoted = (next(filter(None, found.groups())) for found in PHRASE.finditer(text))
    phrases = (tuple(one.text for one in _tokens(phrase, language)) for phrase in quoted)
    words = dict.fromkeys(one.text for one in _tokens(PHRASE.sub(" ", text), language))
    wanted = tuple(filter(None, phrases))
    content = [word for word in words if word not in FUNCTION_WORDS]
    asked = content if content or wanted else list(words)
    return QueryTerms(words=tuple(asked[:MOST_QUERY_WORDS]), phrases=wanted)


def _tokens(text: str, language: str) -> Iterator[IndexToken]:
    pattern = GROUPING_COMMA if language in COMMA_GROUPS else DECIMAL_COMMA
    for found in pattern.finditer(text):
        word = found["word"]
        if word is None:
            yield from _number_tokens(found)
            continue
        start = found.start("word")
        for written, form in zip(HYPHEN.split(word), compound_lemmas(word, language), strict=True):
            yield IndexToken(form, start, start + len(written))
            start += len(written) + 1


def _number_tokens(found: re.Match[str]) -> Iterator[IndexToken]:
    kind = found.lastgroup or "integer"
    start, end = found.span(kind)
    if kind == "date":
        for part in re.finditer(r"\d+", found[kind]):
            yield IndexToken(_plain(part[0]), start + part.start(), start + part.end())
    else:
        yield IndexToken(NUMBER_FORMS[kind](found[kind]), start, end)


def _plain(digits: str) -> str:
    """«08» is 8; digits of any script are ours."""
    return str(int(digits)) if len(digits) <= LONGEST_NUMBER else digits[:LONGEST_NUMBER]


def _decimal(text: str) -> str:
    whole, fraction = re.split("[.,]", text)
    rest = fold(fraction).rstrip("0")
    return f"{_plain(whole)}.{rest}" if rest else _plain(whole)


def _grouped(text: str) -> str:
    """«1 234 567,8»: the last comma or dot is a decimal sign unless it also stands earlier."""
    groups = re.fullmatch(r"(\d+(?:([^\d])\d{3})(?:\2\d{3})*)(?:[.,](\d+))?", text)
    if groups is None:  # a space and a narrow space mixed
        return _plain(re.sub(r"\D", "", text))
    whole = re.sub(r"\D", "", groups[1])
    return _decimal(f"{whole}.{groups[3]}") if groups[3] else _plain(whole)


NUMBER_FORMS = {
    "groups": _grouped,
    "comma": _grouped,
    "decimal": _decimal,
    "integer": _plain,
}
