"""Numbers: the same thing counted or measured, the same or another number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from indexes.records import CheckResult, Span
from workers.languages.language import Quantity
from workers.pipeline.checks.check import CheckInput, Match, agrees, differs, silent
from workers.pipeline.checks.contexts import is_on_topic, read_surroundings, share_found
from workers.pipeline.checks.counted import counts_the_same
from workers.pipeline.checks.directions import find_direction
from workers.pipeline.checks.events import event_at
from workers.pipeline.checks.facts import Facts
from workers.pipeline.checks.frames import clause_of, frames_of
from workers.pipeline.checks.magnitudes import Fit, compare, is_derivable
from workers.pipeline.checks.times import is_compatible_in_time
from workers.pipeline.checks.words import root_of, roots_of

NUMBERS = "numbers"
_BEST_FIRST = (Fit.MATCHES, Fit.COMPATIBLE, Fit.DIFFERS)
TIME_UNITS = frozenset({"s", "month"})
LEAST_SHARED_TO_AGREE = 0.2  # «50 школ» is not met by «50 рублей» or by anybody's 50
# Of the claim's roots, in the passage: a counted noun tells more than a unit.
LEAST_ON_TOPIC, LEAST_ON_TOPIC_OF_COUNTS = 0.6, 0.4


@dataclass(frozen=True, slots=True)
class _Pair:
    """A number of the claim with the evidence's that fits it best."""

    claim: Quantity
    evidence: Quantity | None
    fit: Fit


def check_numbers(given: CheckInput) -> CheckResult:
    """Agrees where every number of the claim is met, differs where one stands against another."""
    wanted, offered = plain_numbers(given.claim), plain_numbers(given.evidence)
    if not wanted or not offered:
        return silent(NUMBERS)
    pairs = [_fit_best(given, one, offered) for one in wanted]
    for pair in pairs:
        taken = [one.evidence for one in pairs if one.fit is not Fit.DIFFERS]
        free = [one for one in offered if one not in taken]
        answer = _find_turned(given, pair) or _find_rival(given, pair, free)
        if answer:
            return answer
    met = [one for one in pairs if one.fit is Fit.MATCHES and not _go_apart(given, one)]
    if len(met) < len(wanted) or met[0].evidence is None:
        return silent(NUMBERS)
    return _answer(agrees, "number_agrees", met[0].claim, met[0].evidence)


def plain_numbers(facts: Facts) -> list[Quantity]:
    return [one for one in facts.quantities if not one.is_ordinal]


def _answer(
    say: Callable[..., CheckResult], code: str, claim: Quantity, evidence: Quantity
) -> CheckResult:
    match = Match(claim.span, evidence.span)
    return say(NUMBERS, code, match, claim=claim.text, evidence=evidence.text)


def _fit_best(given: CheckInput, wanted: Quantity, offered: Sequence[Quantity]) -> _Pair:
    pairs = [
        _Pair(wanted, one, compare(wanted, one))
        for one in offered
        if _is_comparable(given, wanted, one)
    ]
    nothing = _Pair(wanted, None, Fit.DIFFERS)
    return min(pairs, key=lambda pair: _BEST_FIRST.index(pair.fit), default=nothing)


def _is_comparable(given: CheckInput, wanted: Quantity, offered: Quantity) -> bool:
    """One unit; plain numbers of different nouns only where the sentences share more than that."""
    if wanted.unit != offered.unit:
        return False
    if wanted.unit or counts_the_same(wanted.counted, offered.counted):
        return True
    if not given.is_one_language:
        return not (wanted.counted and offered.counted)
    claim = read_surroundings(given.claim, wanted.span)
    evidence = read_surroundings(given.evidence, offered.span)
    return share_found(claim.words, evidence.words) >= LEAST_SHARED_TO_AGREE


def _find_turned(given: CheckInput, pair: _Pair) -> CheckResult | None:
    """«на 6 % больше» and «на 6 % меньше»: one number, the other way round."""
    if pair.evidence is None or pair.fit is not Fit.MATCHES or not pair.claim.unit:
        return None
    claim = find_direction(given.claim, pair.claim)
    evidence = find_direction(given.evidence, pair.evidence)
    if claim is None or evidence is None or claim[0] == evidence[0]:
        return None
    if not is_on_topic(given.claim, given.passage) or _are_of_others(given, pair):
        return None
    match = Match(_over(claim[1], pair.claim.span), _over(evidence[1], pair.evidence.span))
    details = {
        "claim": match.claim_span.of(given.claim.text),
        "evidence": match.evidence_span.of(given.evidence.text),
    }
    return differs(NUMBERS, "direction_differs", match, **details)


def _go_apart(given: CheckInput, pair: _Pair) -> bool:
    """One up, the other down."""
    if pair.evidence is None or not pair.claim.unit:
        return False
    claim = find_direction(given.claim, pair.claim)
    evidence = find_direction(given.evidence, pair.evidence)
    return claim is not None and evidence is not None and claim[0] != evidence[0]


def _are_of_others(given: CheckInput, pair: _Pair) -> bool:
    """«рис подорожал на 4 %», «гречка подешевела на 4 %»."""
    if not given.is_one_language or pair.evidence is None:
        return False
    claim = event_at(given.claim.events, pair.claim.span)
    evidence = event_at(given.evidence.events, pair.evidence.span)
    if claim is None or evidence is None or claim.core is None or evidence.core is None:
        return False
    one, other = (core.modifiers | {core.root} for core in (claim.core, evidence.core))
    return one.isdisjoint(other)


def _over(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


def _find_rival(given: CheckInput, pair: _Pair, offered: Sequence[Quantity]) -> CheckResult | None:
    """The evidence's one other number for the very thing that the claim counts."""
    wanted = pair.claim
    if pair.fit is not Fit.DIFFERS or not (wanted.unit or wanted.counted):
        return None
    if _is_met(wanted, given.passage.quantities) or is_derivable(wanted, given.passage.quantities):
        return None
    rivals = [one for one in offered if _measures_the_same(wanted, one)]
    rivals = [one for one in rivals if _can_conflict(_Rivals(given, wanted, one))]
    return _answer(differs, "number_differs", wanted, rivals[0]) if len(rivals) == 1 else None


def _is_met(wanted: Quantity, offered: Sequence[Quantity]) -> bool:
    return any(
        wanted.unit == one.unit and compare(wanted, one) is not Fit.DIFFERS
        for one in offered
        if not one.is_ordinal
    )


def _measures_the_same(wanted: Quantity, offered: Quantity) -> bool:
    if wanted.unit or offered.unit:
        return wanted.unit == offered.unit
    return counts_the_same(wanted.counted, offered.counted)


@dataclass(frozen=True)
class _Rivals:
    """Two numbers in one unit that are not the same, and what stands around them."""

    given: CheckInput
    wanted: Quantity
    offered: Quantity

    @cached_property
    def near(self) -> frozenset[str]:
        """Roots that both clauses share."""
        claim = _clause_roots(self.given.claim, self.wanted.span)
        shared = claim & _clause_roots(self.given.evidence, self.offered.span)
        return shared - {root_of(self.wanted.counted), root_of(self.offered.counted)}

    @cached_property
    def has_one_head(self) -> bool:
        """Whether one noun or verb governs both."""
        claim = read_surroundings(self.given.claim, self.wanted.span, self.wanted.counted)
        evidence = read_surroundings(self.given.evidence, self.offered.span, self.offered.counted)
        return not claim.heads.isdisjoint(evidence.heads)

    @cached_property
    def is_one_event(self) -> bool:
        """Whether the verbs of both clauses have one root."""
        claim = event_at(self.given.claim.events, self.wanted.span)
        evidence = event_at(self.given.evidence.events, self.offered.span)
        return claim is not None and evidence is not None and claim.verb == evidence.verb


def _clause_roots(facts: Facts, span: Span) -> frozenset[str]:
    clause = clause_of(facts, span)
    return roots_of(
        token
        for token in facts.tokens
        if clause.start <= token.span.start < clause.end and not token.span.overlap(span)
    )


def _can_conflict(rivals: _Rivals) -> bool:
    """One topic, one time, one light, and the neighbourhood that this kind of number needs."""
    given = rivals.given
    if not given.is_one_language:
        return False
    least = LEAST_ON_TOPIC if rivals.wanted.unit else LEAST_ON_TOPIC_OF_COUNTS
    if not is_on_topic(given.claim, given.passage, least):
        return False
    if frames_of(given.claim, rivals.wanted.span) != frames_of(given.evidence, rivals.offered.span):
        return False
    if not is_compatible_in_time(given.claim, given.evidence, given.passage):
        return False
    return next(rule(rivals) for is_of_kind, rule in KINDS if is_of_kind(rivals.wanted))


def is_near_by_one_word(rivals: _Rivals) -> bool:
    """A counted noun is nearly enough: «ранены двое сапёров», «ранены четверо сапёров»."""
    return bool(rivals.near)


def is_of_one_verb(rivals: _Rivals) -> bool:
    """Many things last and many have ages: «проработал 53 минуты», «работал 23 минуты»."""
    return rivals.is_one_event or rivals.has_one_head


def is_near_by_two_words(rivals: _Rivals) -> bool:
    """Money and measures: «картину за 3 млн евро купил музей»."""
    return rivals.has_one_head or len(rivals.near) > 1


KINDS: tuple[tuple[Callable[[Quantity], bool], Callable[[_Rivals], bool]], ...] = (
    (lambda one: not one.unit, is_near_by_one_word),
    (lambda one: one.unit in TIME_UNITS, is_of_one_verb),
    (lambda one: bool(one.unit), is_near_by_two_words),
)
