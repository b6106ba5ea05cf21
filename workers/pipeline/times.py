"""Dates that the article leaves to its reader, written out."""

import calendar
from datetime import date

from workers.languages.language import DateMention

RU_MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
RU_IN_MONTHS = (
    *("январе", "феврале", "марте", "апреле", "мае", "июне"),
    *("июле", "августе", "сентябре", "октябре", "ноябре", "декабре"),
)
YEAR_FORMS = {"в": "году", "во": "году", "к": "году", "за": "год", "на": "год", "через": "год"}


def write_date(mention: DateMention, language: str, before: str = "") -> str:
    """The mention with its year; "" where the language or the period has no plain form.

    `before` is the word in front, which in Russian decides the case.
    """
    if mention.is_year_assumed and not mention.is_relative:
        return _add_year(mention, language)
    if mention.first == mention.last:
        return write_day(mention.first, language)
    if language != "ru":
        return ""
    if _is_month(mention):
        month = (RU_IN_MONTHS if before in {"в", "во"} else RU_MONTHS)[mention.first.month - 1]
        return f"{month} {mention.first.year} года"
    if _is_year(mention):
        return f"{mention.first.year} {YEAR_FORMS.get(before, 'года')}"
    return ""


def write_day(day: date, language: str) -> str:
    if language == "ru":
        return f"{day.day} {RU_MONTHS[day.month - 1]} {day.year} года"
    return f"{calendar.month_name[day.month]} {day.day}, {day.year}"


def _add_year(mention: DateMention, language: str) -> str:
    """«21 ноября» → «21 ноября 2024 года»; "12 November" → "12 November 2025"."""
    year = mention.last.year
    return f"{mention.text} {year} года" if language == "ru" else f"{mention.text} {year}"


def _is_month(mention: DateMention) -> bool:
    last = calendar.monthrange(mention.first.year, mention.first.month)[1]
    return mention.first.day == 1 and mention.last == mention.first.replace(day=last)


def _is_year(mention: DateMention) -> bool:
    year = mention.first.year
    return (mention.first, mention.last) == (date(year, 1, 1), date(year, 12, 31))
