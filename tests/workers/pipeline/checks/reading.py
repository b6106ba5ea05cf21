"""Reads a claim and its evidence with the real languages and runs one check on them."""

from datetime import date
from functools import lru_cache

from indexes.records import CheckResult
from workers.languages.factory import open_language
from workers.pipeline.checks import CheckInput, Facts, gather, read_facts
from workers.pipeline.checks.check import Check

PUBLISHED = date(2025, 11, 13)


def run(check: Check, claim: str, evidence: str, code: str = "ru") -> CheckResult:
    """The check's answer on two texts of one language."""
    return run_across(check, (claim, code), (evidence, code))


def run_across(check: Check, claim: tuple[str, str], evidence: tuple[str, str]) -> CheckResult:
    """The check's answer on two (text, language code)."""
    read = _read(*evidence)
    return check(CheckInput(_read(*claim), read, gather([read])))


def run_in_passage(check: Check, claim: str, sentences: list[str], code: str = "ru") -> CheckResult:
    """The check's answer on the first sentence, with the others beside it."""
    read = [_read(text, code) for text in sentences]
    return check(CheckInput(_read(claim, code), read[0], gather(read)))


@lru_cache(maxsize=4096)
def _read(text: str, code: str) -> Facts:
    """Many cases share a sentence."""
    return read_facts(text, open_language(code), PUBLISHED)
