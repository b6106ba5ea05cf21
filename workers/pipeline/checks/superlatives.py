"""Superlatives and firsts: a claim that is stronger than its evidence is not confirmed by it."""

import re
from dataclasses import dataclass

from indexes.records import CheckResult, Reason, Span
from workers.languages.numerals.levelling import level
from workers.pipeline.checks.check import CheckInput, Match, agrees, silent
from workers.pipeline.checks.facts import Facts

SUPERLATIVES = "superlatives"


@dataclass(frozen=True, slots=True)
class Superlative:
    """A word that says more than all others."""

    group: str  # what it claims: first, only, most, all, record
    span: Span


_ENDINGS = r"(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ым|им|ом|ем|ую|юю|ых|их|ыми|ими)"
_PATTERNS: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "ru": tuple(
        (group, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE))
        for group, pattern in (
            # «первый вице-премьер» and «первая половина» are no firsts.
            (
                "first",
                r"впервые|перв(?:ый|ого|ому|ым|ом|ая|ую|ое|ой|ые|ых|ым|ыми)"
                r"(?! (?:вице|зам|секретар|половин|полугод|квартал|тайм|чтени|леди|очеред|взгляд"
                    r"|раз\b|класс|этаж|мест|лиц|ряд))[а-я-]*",
            ),
            ("only", rf"единственн{_ENDINGS}"),
            (
                "most",
                (rf"сам{_ENDINGS} [а-я]+{_ENDINGS}|наи[а-я]+{_ENDINGS}|[а-я]+(?:ейш|айш){_ENDINGS}"
                    rf"|больше всего|меньше всего"),
            ),
            ("record", rf"рекорд[а-я]*|беспрецедентн{_ENDINGS}|исторический максимум"),
        )
    ),
    "en": tuple(
        (group, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE))
        for group, pattern in (
            ("first", (r"(?:the|its|his|her|their|country's|world's) (?:very )?first(?! (?:half|quarter"
                r"|lady|name|deputy|time\b))|first ever|first-ever|for the first time")),
            ("only", r"the only|the sole"),
            ("most", (r"the most|the least|(?:the|world's|country's|europe's) (?:[a-z]+-)?(?:largest"
                r"|biggest|highest|smallest|lowest|oldest|youngest|longest|tallest|best|worst"
                r"|fastest|richest|poorest|deepest|greatest|shortest|busiest)")),
            ("record", r"record(?:-breaking| high| low)?|unprecedented"),
        )
    ),
}  # fmt: skip
# «высший», «ближайший», «дальнейший» have the form but not the meaning.
_NO_SUPERLATIVE = re.compile(
    r"(?:ближайш|дальнейш|младш|старш|нижайш|высочайш|святейш|мельчайш|сам[а-я]+ перв)",
    re.IGNORECASE,
)


def check_superlatives(given: CheckInput) -> CheckResult:
    """Agrees where the evidence claims the same; a silent answer carries why it does not."""
    wanted = find_superlatives(given.claim)
    if not wanted:
        return silent(SUPERLATIVES)
    offered = find_superlatives(given.evidence)
    missing = None
    for one in wanted:
        same = next((other for other in offered if other.group == one.group), None)
        if same is None:
            missing = missing or one
    if missing:
        details = {"claim": missing.span.of(given.claim.text)}
        return silent(SUPERLATIVES, Reason("superlative_unconfirmed", details))
    first = wanted[0]
    same = next(other for other in offered if other.group == first.group)
    details = {
        "claim": first.span.of(given.claim.text),
        "evidence": same.span.of(given.evidence.text),
    }
    return agrees(SUPERLATIVES, "superlative_agrees", Match(first.span, same.span), **details)


def find_superlatives(facts: Facts) -> list[Superlative]:
    """In order of the text."""
    levelled = level(facts.text)
    found = [
        Superlative(group, Span(*match.span()))
        for group, pattern in _PATTERNS.get(facts.language, ())
        for match in pattern.finditer(levelled)
        if not _NO_SUPERLATIVE.match(match[0])
    ]
    return sorted(found, key=lambda one: one.span)
