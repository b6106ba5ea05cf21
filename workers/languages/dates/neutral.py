"""Dates that any language writes alike: 2025-11-12, 12.11.2025, 2025年11月12日."""

import re

from workers.languages.dates.anchoring import Anchor, Resolved, fixed
from workers.languages.dates.periods import day_of, months_of
from workers.languages.dates.rules import DateRule, DateRules, rule
from workers.languages.dates.tenses import is_never_foretold

ISO_DATE = (
    r"(?<![\d./-])(?P<year>\d{4})(?P<mark>[-./])(?P<month>\d\d?)(?P=mark)(?P<day>\d"
    r"\d?)(?![\d/-])(?!\.\d)"
)
DAY_MONTH_YEAR = (
    r"(?<![\d./-])(?P<day>\d\d?)(?P<mark>[./-])(?P<month>\d\d?)(?P=mark)(?P<year>(?:1"
    r"\d|20|21)\d\d)(?![\d/-])(?!\.\d)"
    r"(?: ?г\.)?"
)
_CHINESE_DAY = r"(?P<year>\d{4}) ?年 ?(?P<month>\d\d?) ?月(?: ?(?P<day>\d\d?) ?日)?"


def read_day_month_year(match: re.Match[str], _: Anchor) -> Resolved:
    return fixed(day_of(int(match["year"]), int(match["month"]), int(match["day"])))


def _chinese_day(match: re.Match[str], _: Anchor) -> Resolved:
    year, month = int(match["year"]), int(match["month"])
    if match["day"]:
        return fixed(day_of(year, month, int(match["day"])))
    return fixed(months_of(year, month, month))


RULES: tuple[DateRule, ...] = (
    rule("ISO", ISO_DATE, read_day_month_year),
    rule("day.month.year", DAY_MONTH_YEAR, read_day_month_year),
    rule("Chinese or Japanese", _CHINESE_DAY, _chinese_day),
)
NEUTRAL_DATES = DateRules(RULES, is_never_foretold)
