"""Finds the dates of a text with the rules of its language."""

from datetime import date

from indexes.records import Span
from workers.languages.dates.english import ENGLISH_DATES
from workers.languages.dates.neutral import NEUTRAL_DATES
from workers.languages.dates.rules import DateRules, find_written_dates, to_mentions
from workers.languages.dates.russian import RUSSIAN_DATES
from workers.languages.language import DateMention
from workers.languages.numerals.levelling import level

RULES: dict[str, DateRules] = {"ru": RUSSIAN_DATES, "en": ENGLISH_DATES}


def find_dates(text: str, published_at: date | None, code: str) -> tuple[DateMention, ...]:
    """Dates and periods in order. Without `published_at` only those that stand on their own."""
    rules = RULES.get(code, NEUTRAL_DATES)
    return to_mentions(text, find_written_dates(level(text), published_at, rules))


def find_date_spans(text: str, code: str) -> tuple[Span, ...]:
    """Where dates are written, resolvable or not: no quantities are to be found there."""
    rules = RULES.get(code, NEUTRAL_DATES)
    return tuple(one.span for one in find_written_dates(level(text), None, rules))
