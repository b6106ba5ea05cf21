"""Quotations: whether the quoted words stand in the evidence, whole, shortened or changed."""

import re
from difflib import SequenceMatcher

from indexes.records import CheckResult, Span
from workers.languages.numerals.levelling import level
from workers.pipeline.checks.check import CheckInput, Match, agrees, differs, silent
from workers.pipeline.checks.facts import Facts

QUOTATIONS = "quotations"
FEWEST_WORDS = 4  # shorter stretches in quotation marks are mostly names
LEAST_ALIKE = 0.75  # of the words in order: less is another statement rather than an altered one
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_ELLIPSIS = re.compile(r"<?\[?\(?(?:\.\.\.|…)\)?\]?>?")


def check_quotations(given: CheckInput) -> CheckResult:
    """Only words in quotation marks, and only within one language."""
    if not given.is_one_language:
        return silent(QUOTATIONS)
    for quotation in given.claim.quotations:
        quoted = quotation.quoted.of(given.claim.text)
        if quotation.is_direct and len(_find_words(quoted)) >= FEWEST_WORDS:
            return _compare(given, quotation.quoted, quoted, _find_words(given.evidence.text))
    return silent(QUOTATIONS)


def _compare(
    given: CheckInput, span: Span, quoted: str, evidence: list[tuple[str, Span]]
) -> CheckResult:
    whole = _find_stretch(_plain_words(quoted), evidence, 0)
    if whole:
        return _agree("quotation_verbatim", given.evidence, span, quoted, whole)
    pieces = [_plain_words(piece) for piece in _ELLIPSIS.split(quoted) if _plain_words(piece)]
    elided = _find_pieces(pieces, evidence) if len(pieces) > 1 else None
    if elided:
        return _agree("quotation_elided", given.evidence, span, quoted, elided)
    altered = _find_altered(given.evidence, _plain_words(quoted))
    if altered is None:
        return silent(QUOTATIONS)
    details = {"claim": quoted, "evidence": altered.of(given.evidence.text)}
    return differs(QUOTATIONS, "quotation_altered", Match(span, altered), **details)


def _agree(code: str, evidence: Facts, span: Span, quoted: str, found: Span) -> CheckResult:
    details = {"claim": quoted, "evidence": found.of(evidence.text)}
    return agrees(QUOTATIONS, code, Match(span, found), **details)


def _find_words(text: str) -> list[tuple[str, Span]]:
    levelled = level(text).lower()
    if len(levelled) != len(text):  # a letter whose small form is longer: offsets would slip
        levelled = level(text)
    return [(match[0], Span(*match.span())) for match in _WORD.finditer(levelled)]


def _plain_words(text: str) -> list[str]:
    return [word for word, _ in _find_words(text)]


def _find_stretch(words: list[str], evidence: list[tuple[str, Span]], start: int) -> Span | None:
    """Where the words follow one another in the evidence."""
    for place in range(start, len(evidence) - len(words) + 1):
        if [word for word, _ in evidence[place : place + len(words)]] == words:
            return Span(evidence[place][1].start, evidence[place + len(words) - 1][1].end)
    return None


def _find_pieces(pieces: list[list[str]], evidence: list[tuple[str, Span]]) -> Span | None:
    """Where all the pieces come in their order."""
    first, after = -1, 0
    for piece in pieces:
        found = _find_stretch(piece, evidence, after)
        if found is None:
            return None
        first = found.start if first < 0 else first
        after = next(n for n, (_, span) in enumerate(evidence) if span.end == found.end) + 1
    return Span(first, evidence[after - 1][1].end)


def _find_altered(evidence: Facts, words: list[str]) -> Span | None:
    """The evidence's quotation that is nearly the claim's."""
    best: tuple[float, Span] | None = None
    for quotation in evidence.quotations:
        offered = _plain_words(quotation.quoted.of(evidence.text))
        alike = SequenceMatcher(None, words, offered, autojunk=False).ratio()
        if quotation.is_direct and alike >= LEAST_ALIKE and (best is None or alike > best[0]):
            best = (alike, quotation.quoted)
    return best[1] if best else None
