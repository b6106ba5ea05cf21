"""Directions: whether a change by so much is said to go up or down."""

import re

from indexes.records import Span
from workers.languages.language import Quantity
from workers.pipeline.checks.facts import Facts
from workers.pipeline.checks.frames import clause_of

UP, DOWN = "up", "down"
_RUSSIAN_UP = (
    r"(?:вы|воз|под|на)?рос(?:л[аои]?|ш[а-я]+)?|(?:вы|воз|под)?раст(?:ет|ут|[ауи]|и)|рост(?:а|у|ом|е)?|приро[а-я]+"
    r"|увелич[а-я]+|повы[сш][а-я]+|подня[лт][а-я]*|подним[а-я]+|подорожа[а-я]+|дорожа[а-я]+|прибав[а-я]+|подскоч[а-я]+"
    r"|ускори[а-я]+|укрепи[а-я]+|усили[а-я]+|расшири[а-я]+|больше|выше|дороже|опере[дж][а-я]+|превы[а-я]+|лучше"
)
_RUSSIAN_DOWN = (
    r"упа[лд][а-я]*|паден[а-я]+|спад[а-я]*|сни[зж][а-я]+|сокра[тщ][а-я]+|уменьш[а-я]+|понизи[а-я]+|подешеве[а-я]+"
    r"|дешеве[а-я]+|потеря[а-я]+|просе[лд][а-я]*|обвали[а-я]+|урез[а-я]+|замедли[а-я]+|ослаб[а-я]+|меньше|ниже|дешевле"
    r"|уступ[а-я]+|отста[а-я]+|хуже|убав[а-я]+|убы[лв][а-я]*"
)
_ENGLISH_UP = (
    r"r[oi]se|rises|rising|risen|gr[eo]ws?|grown|growing|growth|increas\w+|climb\w*|jump\w*|gain\w*|surg\w+|soar\w*"
    r"|up|higher|more|expand\w*|above|raise[ds]?|added|dearer"
)
_ENGLISH_DOWN = (
    r"fell|falls?|fallen|falling|drop\w*|declin\w+|decreas\w+|shr[iau]nk\w*|los[est]\w*|slump\w*|slid|slip\w*|plung\w+"
    r"|down|lower\w*|less|fewer|below|cut|cuts|reduc\w+|contract\w+|cheaper|shed"
)


def _words(up: str, down: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
        for name, words in ((UP, up), (DOWN, down))
    )


DIRECTIONS = {
    "ru": _words(_RUSSIAN_UP, _RUSSIAN_DOWN),
    "en": _words(_ENGLISH_UP, _ENGLISH_DOWN),
}
CHANGE_UNITS = frozenset({"percent", "times", "percentage point"})
_NOT = re.compile(r"\b(?:не|без|not|n't|no)\b", re.IGNORECASE)
_BY = re.compile(r"\b(?:на|в|by) (?:[а-яa-z]+ ){0,2}$", re.IGNORECASE)
_BY_INSIDE = re.compile(r"(?:[а-яё]+ ){0,2}(?:на|в|by) ", re.IGNORECASE)
# "up 6%", "6% higher", "a 6% rise": in English the change needs no preposition.
REACH = 60


def find_direction(facts: Facts, quantity: Quantity) -> tuple[str, Span] | None:
    """Where the change by this quantity goes, and the word that says so; None for no change."""
    patterns = DIRECTIONS.get(facts.language)
    if patterns is None or not _is_change(facts, quantity):
        return None
    clause = clause_of(facts, quantity.span)
    start, end = max(clause.start, quantity.span.start - REACH), quantity.span.end + REACH
    found = [
        (_distance(quantity.span, Span(*match.span())), name, Span(*match.span()))
        for name, pattern in patterns
        for match in pattern.finditer(facts.text, start, min(clause.end, end))
    ]
    if not found or _NOT.search(facts.text, start, min(clause.end, end)):
        return None
    _, name, span = min(found)
    return name, span


def _is_change(facts: Facts, quantity: Quantity) -> bool:
    before = facts.text[: quantity.span.start]
    if _BY.search(before) or _BY_INSIDE.match(quantity.text):
        return True
    return facts.language == "en" and quantity.unit in CHANGE_UNITS


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
