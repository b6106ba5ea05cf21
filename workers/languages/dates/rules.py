"""The engine that runs a language's ordered table of date rules over a text."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from indexes.records import Span
from workers.languages.dates.anchoring import UNRESOLVED, Anchor, Resolved
from workers.languages.dates.tenses import IsForetold
from workers.languages.language import DateMention

CLAUSE = 200  # characters looked at on either side of a date
SENTENCE_ENDS = ("!", "?", ";", "\n")
Resolve = Callable[[re.Match[str], Anchor], Resolved | None]


@dataclass(frozen=True, slots=True)
class DateRule:
    """A way to write a date. `resolve` returns None where the match is no date after all."""

    name: str
    pattern: re.Pattern[str]
    resolve: Resolve


@dataclass(frozen=True, slots=True)
class DateRules:
    """A language's rules, first come, first served, and how it tells what is to come."""

    rules: tuple[DateRule, ...]
    is_foretold: IsForetold


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date found in the text, resolved or not."""

    span: Span
    resolved: Resolved


def rule(name: str, pattern: str, resolve: Resolve) -> DateRule:
    """A rule from a verbose pattern; letters match in either case."""
    return DateRule(name, re.compile(pattern, re.IGNORECASE), resolve)


def find_written_dates(
    levelled: str, published_at: date | None, rules: DateRules
) -> list[WrittenDate]:
    """All dates in order, without overlaps: earlier rules take their places first."""
    taken = bytearray(len(levelled))
    found: list[WrittenDate] = []
    for one in rules.rules:
        for match in one.pattern.finditer(levelled):
            if any(taken[match.start() : match.end()]):
                continue
            anchor = Anchor(published_at, _ask_tense(levelled, match, rules))
            resolved = _resolve(one, match, anchor)
            if resolved is None:
                continue
            span = _span_of(match)
            taken[span.start : span.end] = b"\x01" * len(span)
            found.append(WrittenDate(span, resolved))
    return sorted(found, key=lambda written: written.span)


def to_mentions(text: str, written: Iterable[WrittenDate]) -> tuple[DateMention, ...]:
    """The resolved ones as records over the original text."""
    return tuple(
        DateMention(
            span=one.span,
            text=one.span.of(text),
            first=one.resolved.period.first,
            last=one.resolved.period.last,
            is_relative=one.resolved.is_relative,
            is_year_assumed=one.resolved.is_year_assumed,
        )
        for one in written
        if one.resolved.period
    )


def _span_of(match: re.Match[str]) -> Span:
    """The group `date` where the rule has one, else the whole match."""
    if "date" in match.re.groupindex:
        return Span(*match.span("date"))
    return Span(*match.span())


def _resolve(one: DateRule, match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """A day that the calendar lacks («31 июня») is still no quantity: unresolved."""
    try:
        return one.resolve(match, anchor)
    except (ValueError, OverflowError):
        return UNRESOLVED


def _ask_tense(levelled: str, match: re.Match[str], rules: DateRules) -> Callable[[], bool]:
    """Asked only by dates without a year; the sentence is cut within `CLAUSE` characters."""

    def ask() -> bool:
        left, right = max(0, match.start() - CLAUSE), min(len(levelled), match.end() + CLAUSE)
        start = max(levelled.rfind(mark, left, match.start()) for mark in SENTENCE_ENDS) + 1
        ends = [levelled.find(mark, match.end(), right) for mark in (*SENTENCE_ENDS, ". ")]
        end = min((one for one in ends if one >= 0), default=right)
        start = max(start, left)
        return rules.is_foretold(levelled[start:end], match.start() - start)

    return ask
