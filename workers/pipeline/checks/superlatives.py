"""Superlatives and firsts: a claim that is stronger than its evidence is not confirmed by it."""

from dataclasses import dataclass

from indexes.records import CheckResult, Reason, Span
from workers.languages.numerals.levelling import level
from workers.pipeline.checks.check import CheckInput, Match, agrees, silent
from workers.pipeline.checks.facts import Facts
from workers.pipeline.checks.superlative_words import SUPERLATIVES as WORDS

SUPERLATIVES = "superlatives"


@dataclass(frozen=True, slots=True)
class Superlative:
    """A word that says more than all others."""

    group: str  # what it claims: first, only, most, all, record
    span: Span


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
        for group, pattern in WORDS.get(facts.language, ())
        for match in pattern.finditer(levelled)
    ]
    return sorted(found, key=lambda one: one.span)
