"""Shares in words: «девять из десяти», "a third of", which are percentages."""

import re
from dataclasses import replace

from indexes.records import Span
from workers.languages.numerals.reader import Number
from workers.languages.numerals.vocabulary import Role

_LINKS = {"ru": (" из ",), "en": (" out of ", " in ")}
_ROUND_WHOLES = frozenset({10.0, 100.0, 1000.0})
_ARTICLE_BEFORE = re.compile(r"\b(?:a|one)[ -]$", re.IGNORECASE)
_EVERY_BEFORE = re.compile(r"\b(?:кажд[а-я]{2,3}|every) $", re.IGNORECASE)
_REACH = 9


def join_shares(numbers: list[Number], readable: str, code: str) -> list[Number]:
    """«девять из десяти» is nine tenths; «семь из 38» stays two numbers."""
    joined: list[Number] = []
    for number in _read_ordinal_shares(numbers, readable, code):
        top = joined[-1] if joined else None
        if top and _is_share(top, number, readable, code):
            joined[-1] = Number(
                Span(top.span.start, number.span.end),
                top.value / number.value,
                role=Role.FRACTION,
                digits=top.digits,
            )
        else:
            joined.append(number)
    return joined


def _is_share(top: Number, bottom: Number, readable: str, code: str) -> bool:
    link = readable[top.span.end : bottom.span.start]
    is_part = bottom.value in _ROUND_WHOLES and top.value < bottom.value
    return link in _LINKS.get(code, ()) and is_part and not bottom.is_loose


def _read_ordinal_shares(numbers: list[Number], readable: str, code: str) -> list[Number]:
    """In English "a third of" is written as an ordinal; «каждый пятый», "every fifth" are too."""
    return [
        replace(one, role=Role.FRACTION, value=1 / one.value)
        if _is_ordinal_share(one, readable, code)
        else one
        for one in numbers
    ]


def _is_ordinal_share(number: Number, readable: str, code: str) -> bool:
    if number.role is not Role.ORDINAL or number.value < 2:
        return False
    start, end = number.span.start, number.span.end
    before = readable[max(0, start - _REACH) : start]
    if _EVERY_BEFORE.search(before):
        return True
    is_followed = code == "en" and number.value >= 3 and readable.startswith(" of", end)
    return is_followed and _ARTICLE_BEFORE.search(before) is not None
