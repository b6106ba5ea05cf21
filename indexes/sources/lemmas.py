"""Dictionary forms of single words, the same for indexing, searching and comparing.

Cyrillic words go to the Russian dictionary whatever the text's language is, Latin ones to the
stemmer of the text's language: so «Токаева» and "Aurus" are one token in every text that has them.
"""

import re
import unicodedata
from functools import cache, lru_cache
from threading import Lock
from typing import Any, Protocol

import pymorphy3
import snowballstemmer

LONGEST_WORD = 64  # what is longer is no word; cut, so that it still matches itself

STEMMERS = {
    "ca": "catalan", "cs": "czech", "da": "danish", "nl": "dutch", "en": "english",
    "et": "estonian", "fi": "finnish", "fr": "french", "de": "german", "hu": "hungarian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "es": "spanish", "sv": "swedish", "tr": "turkish",
    "el": "greek", "hy": "armenian", "ar": "arabic", "hi": "hindi",
}  # fmt: skip

CYRILLIC = re.compile("[\u0400-\u052f]")
LATIN = re.compile("[a-z]")
INVISIBLE = re.compile(
    "[\u00ad\u0300\u0301\u0307\u200b-\u200d\u2060\ufeff]"
)  # «за́мок», soft hyphens
TO_CYRILLIC = str.maketrans("aceopxyk", "асеорхук")
TO_LATIN = str.maketrans("асеорхук", "aceopxyk")

# Endings of names that the dictionary lacks. Snowball takes the nominative's own «-ев» or «-ым»
# for an ending; of held-out first names it unifies 78 %, these 95 %.
NAME_STEMS: tuple[re.Pattern[str], ...] = (
    # «Токаев, Токаева, Токаевым»
    re.compile(r"(\w{2,}(?:[ое]в|[иы]н))(?:а|у|ым|е|ой|ою|ы|ых|ыми)?"),
    # «Зеленский, Зеленского», but not «Ибрагим», «Касым»
    re.compile(r"(\w{2,}(?:[сц]к|н))(?:[иы]й|ой|ого|ому|[иы]м|ом|ая|ую|ою|ое|[иы]е|[иы]х|[иы]ми)"),
    # «Эрдоган, Эрдогана, Эрдоганом»
    re.compile(r"(\w{3,}?)(?:ами|ями|а[хм]|я[хм]|[ое]м|[ое]й|[оеь]ю|[аяуюеыийоь])?"),
)


HYPHENS = "[-‐‑]"  # also the one that Unicode made, and the one that keeps a line together
HYPHEN = re.compile(HYPHENS)


class Stemmer(Protocol):
    """A Snowball stemmer; keeps state while it works, so one thread at a time."""

    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's name


_STEMMING = Lock()


def lemma(word: str, language: str = "") -> str:
    """The word's dictionary form or stem: lower case, ё as е. The same word gives the same form.

    A capital letter is a hint (surnames); everything else about the case is ignored.
    """
    return _lemma(word, STEMMERS.get(language, "english"))


def compound_lemmas(word: str, language: str = "") -> tuple[str, ...]:
    """The forms of the parts that hyphens join; one for a word without hyphens.

    «вице-премьера» as a whole is «вице-премьер»; its parts alone would be «вица» and «премьера».
    """
    return _compound_lemmas(word, STEMMERS.get(language, "english"))


@lru_cache(maxsize=262_144)
def _compound_lemmas(word: str, stemmer_name: str) -> tuple[str, ...]:
    parts = HYPHEN.split(word)
    if len(parts) > 1:
        whole = fold("-".join(parts))
        parse = morphology().parse(whole)[0] if CYRILLIC.search(whole) else None
        if parse is not None and parse.is_known and parse.normal_form.count("-") == len(parts) - 1:
            return tuple(fold(parse.normal_form).split("-"))
    return tuple(_lemma(part, stemmer_name) for part in parts)


@lru_cache(maxsize=262_144)
def _lemma(word: str, stemmer_name: str) -> str:
    folded = fold(word)
    if CYRILLIC.search(folded):
        return _russian_lemma(folded, is_capitalised=word[:1].isupper())
    return _stem(folded, stemmer_name) if folded.isalpha() else folded


def fold(word: str) -> str:
    """Lower case, ё as е, no stress marks or invisible characters, look-alike letters unified."""
    composed = unicodedata.normalize("NFKC", word[:LONGEST_WORD]).lower()
    if composed.isascii():
        return composed
    folded = INVISIBLE.sub("", composed.replace("ё", "е"))
    return _unify_script(folded) if LATIN.search(folded) and CYRILLIC.search(folded) else folded


def _unify_script(word: str) -> str:
    """«Pоссия» typed with a Latin letter is «Россия»; the script with more letters wins."""
    is_cyrillic = len(CYRILLIC.findall(word)) * 2 >= len(word)
    return word.translate(TO_CYRILLIC if is_cyrillic else TO_LATIN)


def _russian_lemma(word: str, *, is_capitalised: bool) -> str:
    if len(word) == 1:  # «т.», «д.»: the dictionary would make «так», «далее» of them
        return word
    parse = morphology().parse(word)[0]
    if parse.is_known and not (is_capitalised and _is_rather_a_surname(word, parse)):
        normal: str = parse.normal_form.replace("ё", "е")
        return normal
    return _name_stem(word) if is_capitalised else _stem(word, "russian")


def _name_stem(word: str) -> str:
    stems = (pattern.fullmatch(word) for pattern in NAME_STEMS)
    return next((found[1] for found in stems if found), word)


def _is_rather_a_surname(word: str, parse: Any) -> bool:  # noqa: ANN401 - pymorphy3 has no types
    """«Токаев» is not the wine's genitive (токай, токаев); «Домов» is the houses'."""
    return (
        word.endswith(("ов", "ев"))
        and {"NOUN", "inan", "plur", "gent"} in parse.tag
        and not any(map(_was_seen, parse.lexeme))
    )


def _was_seen(parse: Any) -> bool:  # noqa: ANN401 - pymorphy3 has no types
    """Whether the form occurs in the corpus that the dictionary takes its probabilities from."""
    return bool(morphology().prob_estimator.p_t_given_w.prob(parse.word, parse.tag))


def _stem(word: str, stemmer_name: str) -> str:
    with _STEMMING:
        return _stemmer(stemmer_name).stemWord(word)


@cache
def _stemmer(name: str) -> Stemmer:
    stemmer: Stemmer = snowballstemmer.stemmer(name)
    return stemmer


@cache
def morphology() -> Any:  # noqa: ANN401 - pymorphy3 has no types
    """The Russian dictionary; loads in 0.1 s, 15 MB, safe to share between threads."""
    return pymorphy3.MorphAnalyzer(lang="ru")
