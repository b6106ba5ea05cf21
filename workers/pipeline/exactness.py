"""How much of what a claim says exactly stands anywhere in a passage.

Softer than the checks: they compare two statements of one thing and must not err; these shares only
make a scorer doubt. A claim whose number no passage has cannot be called supported with confidence.
"""

from collections.abc import Iterable, Sequence

from indexes.records import Span
from workers.languages.language import DateMention, Entity, EntityKind, Quantity
from workers.pipeline.checks.facts import Facts
from workers.pipeline.checks.magnitudes import Fit, compare
from workers.pipeline.checks.persons import is_one_name
from workers.pipeline.checks.times import Meeting, meet

DOERS = frozenset({EntityKind.PERSON, EntityKind.ORGANISATION})


def share_of_missing_numbers(claim: Facts, passage: Sequence[Facts]) -> float:
    """Of the claim's numbers, the share that no number of the passage could be."""
    offered = [one for facts in passage for one in facts.quantities]
    return _share(_is_missing(wanted, offered) for wanted in _numbers(claim))


def share_of_met_numbers(claim: Facts, passage: Sequence[Facts]) -> float:
    """Of the claim's numbers, the share that a number of the passage could be; 0 without any."""
    offered = [one for facts in passage for one in facts.quantities]
    return _share(not _is_missing(wanted, offered) for wanted in _numbers(claim))


def share_of_rivalled_numbers(claim: Facts, passage: Sequence[Facts]) -> float:
    """Of the claim's numbers, the share that is missing while another one counts the same."""
    offered = [one for facts in passage for one in facts.quantities]
    return _share(
        _is_missing(wanted, offered) and any(_counts_the_same(wanted, one) for one in offered)
        for wanted in _numbers(claim)
    )


def pair_rivalling_numbers(claim: Facts, sentence: Facts) -> list[tuple[Span, Span]]:
    """Each missing number of the claim beside each other number of the sentence in its unit."""
    return [
        (wanted.span, one.span)
        for wanted in _numbers(claim)
        if _is_missing(wanted, sentence.quantities)
        for one in _numbers(sentence)
        if _counts_the_same(wanted, one) and _is_missing(one, _numbers(claim))
    ]


def pair_rivalling_dates(claim: Facts, sentence: Facts) -> list[tuple[Span, Span]]:
    """Each date of the claim that the sentence does not meet beside each of its own."""
    return [
        (wanted.span, one.span)
        for wanted in claim.dates
        if not _is_met(wanted, sentence.dates)
        for one in sentence.dates
        if not _is_met(one, claim.dates)
    ]


def share_of_rivalled_dates(claim: Facts, passage: Sequence[Facts]) -> float:
    """Of the claim's dates, the share that the passage does not meet though it names others."""
    offered = [one for facts in passage for one in facts.dates]
    return _share(bool(offered) and not _is_met(wanted, offered) for wanted in claim.dates)


def share_of_challenged_numbers(claim: Facts, passage: Sequence[Facts]) -> float:
    """Of the claim's numbers, the share that is missing where another one may count the same.

    «шестеро против», «„против“ — 4»: what a number counts is often left out, or said in another
    language; numbers that the claim has itself challenge nothing.
    """
    numbers = _numbers(claim)
    offered = [
        one
        for facts in passage
        for one in _numbers(facts)
        if all(_is_missing(wanted, [one]) for wanted in numbers)
    ]
    languages = {facts.language for facts in passage}
    is_one_language = languages == {claim.language}
    return _share(
        _is_missing(wanted, [one for facts in passage for one in facts.quantities])
        and any(
            _may_count_the_same(wanted, one, is_one_language=is_one_language) for one in offered
        )
        for wanted in numbers
    )


def _may_count_the_same(wanted: Quantity, offered: Quantity, *, is_one_language: bool) -> bool:
    if wanted.unit or offered.unit:
        return wanted.unit == offered.unit
    is_bare = not (wanted.counted and offered.counted)
    return is_bare or not is_one_language or wanted.counted == offered.counted


def share_of_met_dates(claim: Facts, passage: Sequence[Facts]) -> float:
    """Of the claim's dates, the share that a date of the passage could be; 0 without any."""
    offered = [one for facts in passage for one in facts.dates]
    return _share(_is_met(wanted, offered) for wanted in claim.dates)


def share_of_met_names(claim: Facts, passage: Sequence[Facts]) -> float:
    """Of the claim's names, the share that the passage has; 0 without any."""
    offered = [one for facts in passage for one in facts.entities]
    return _share(_is_named(wanted, offered) for wanted in claim.entities)


def count_met(claim: Facts, sentence: Facts) -> int:
    """How many of the claim's numbers, dates and names the sentence has."""
    numbers = sum(not _is_missing(one, sentence.quantities) for one in _numbers(claim))
    dates = sum(_is_met(one, sentence.dates) for one in claim.dates)
    names = sum(_is_named(one, sentence.entities) for one in claim.entities)
    return numbers + dates + names


def share_of_rivalled_names(claim: Facts, passage: Sequence[Facts]) -> float:
    """Of the claim's people and firms, the share that is missing where there are others."""
    offered = [one for facts in passage for one in facts.entities if one.kind in DOERS]
    wanted = [one for one in claim.entities if one.kind in DOERS]
    return _share(
        any(other.kind is one.kind for other in offered) and not _is_named(one, offered)
        for one in wanted
    )


def _is_named(wanted: Entity, offered: Iterable[Entity]) -> bool:
    return any(is_one_name(wanted, one) for one in offered)


def _numbers(facts: Facts) -> list[Quantity]:
    return [one for one in facts.quantities if not one.is_ordinal]


def _is_missing(wanted: Quantity, offered: Iterable[Quantity]) -> bool:
    return not any(
        wanted.unit == one.unit and compare(wanted, one) is not Fit.DIFFERS for one in offered
    )


def _counts_the_same(wanted: Quantity, offered: Quantity) -> bool:
    if wanted.unit or offered.unit:
        return wanted.unit == offered.unit
    return bool(wanted.counted) and wanted.counted == offered.counted


def _is_met(wanted: DateMention, offered: Iterable[DateMention]) -> bool:
    return any(meet(wanted, one) is not Meeting.APART for one in offered)


def _share(answers: Iterable[bool]) -> float:
    known = list(answers)
    return sum(known) / len(known) if known else 0.0
