"""In what light a number, a date or a deed stands: a plan, the past, a part, a difference.

Two numbers said in different lights do not contradict: «вырос на 5 %» and «составил 7 %».
"""

import re

from indexes.records import Span
from workers.pipeline.checks.contexts import sentence_of
from workers.pipeline.checks.facts import Facts

Frames = frozenset[str]
_BREAK = re.compile(r"[;:—()]|, | – | - ")


def _any_of(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})", re.IGNORECASE)


# In the clause around the number or date.
CLAUSE_FRAMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "plan",  # «намечено построить 12 школ»
        _any_of(
            r"план|намеч|намер|ожида|прогноз|предполаг|рассчит|обеща|предлож|предлаг|прос[ияе]"
            r"|попрос|требов|потреб|долж[ен]|хот[еи]л|собира|по плану|норм[аеуы]"
            r"|expect|plan|forecast|propos|ask(?:s|ed|ing)?\b|seek|demand|target|promis|should"
        ),
    ),
    (
        "before",  # «в прошлом году 12», «против 2200 годом ранее»
        _any_of(
            r"предыдущ|прежн|прошл|ранее|раньше|до этого|до того|перед этим|изначальн|первоначальн"
            r"|стартов|против|вместо|годом|неделей|месяцем|previous|earlier|before|initial|original"
            r"|instead|from|compared|last year"
        ),
    ),
    (
        "compared",  # «на 12 больше», «вдвое дешевле»
        _any_of(
            r"больше|меньше|выше|ниже|дороже|дешевле|старше|младше|моложе|раньше|позже|позднее|превы"
            r"|уступ|опере[жд]|отста[лв]|вдвое|втрое|вчетверо|more than|higher|lower|older|younger"
            r"|later|twice|fewer|exceed|half as"
        ),
    ),
    (
        "part",  # «из них 12», «в среднем 12», «ещё 12»
        _any_of(
            r"из них|в том числе|включая|кажд|в среднем|средн|ещ[её] |остал|друг|кроме|вместе"
            r"|в сумме|всего|итого|по \d|на одн[ао]|на душу|из котор|лишь|только"
            r"|of them|including|each|average|another|rest|remaining|per |total|altogether|only"
            r"|just "
        ),
    ),
    (
        "first",  # «первые 12», «последние пять»
        _any_of(r"перв[ыа-я]+ |последн|минимум|максимум|рекорд|first|last|record"),
    ),
    ("ago", _any_of(r"назад|спустя|через|лет со|ago\b|later|after")),
    ("every", _any_of(r"раз в|в день|в сутки|в год\b|в неделю|в месяц|a (?:day|week|month|year)")),
    ("against", _any_of(r"против\b|воздержал|against|abstain")),
)
_NOT = re.compile(r"\b(?:не|нет|not|no) (?:[а-яёa-z]+ )?$", re.IGNORECASE)
_OF = re.compile(r"\b(?:из|of|out of) (?:[а-яё]+ )?$", re.IGNORECASE)
_DELTA = re.compile(
    r"\bна (?:[а-я]+ ){0,2}$"
    r"|\b(?:r[oi]se|fell|fall|gr[eo]w|up|down|increas|decreas|cut|reduc|drop|climb|declin|jump|shr[aiu]nk"
    r"|lower|rais|gain|slid|slip|surg)[a-z]*\b[^.;]{0,40}\bby (?:[a-z]+ ){0,2}$",
    re.IGNORECASE,
)
_DELTA_INSIDE = re.compile(r"(?:[а-яё]+ ){0,2}(?:на|by) ", re.IGNORECASE)


def clause_of(facts: Facts, span: Span) -> Span:
    """From comma to comma around the span, within its sentence."""
    sentence = sentence_of(facts, span)
    if sentence is None:
        return Span(0, len(facts.text))
    start, end = sentence.span.start, sentence.span.end
    for mark in _BREAK.finditer(facts.text, start, end):
        if mark.end() <= span.start:
            start = mark.end()
        elif mark.start() >= span.end:
            end = mark.start()
            break
    return Span(start, end)


def frames_of(facts: Facts, span: Span) -> Frames:
    """The lights in which what the span says stands."""
    clause = clause_of(facts, span)
    outside = facts.text[clause.start : span.start] + " # " + facts.text[span.end : clause.end]
    found = {name for name, pattern in CLAUSE_FRAMES if pattern.search(outside)}
    before = facts.text[clause.start : span.start]
    if _DELTA.search(before) or _DELTA_INSIDE.match(span.of(facts.text)):
        found.add("delta")
    if _NOT.search(before):
        found.add("not")  # «не 12, а 20»
    if _OF.search(before):
        found.add("whole")  # «из пяти судов»
    return frozenset(found)
