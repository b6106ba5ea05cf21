"""Dates in running text, absolute or relative to the publication date."""

from workers.languages.dates.finding import find_date_spans, find_dates

__all__ = ["find_date_spans", "find_dates"]
