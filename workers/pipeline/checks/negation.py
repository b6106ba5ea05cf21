"""Polarity: whether the evidence says of the same event that it did, or that it did not, happen."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from indexes.records import CheckResult
from workers.pipeline.checks.check import CheckInput, Match, agrees, differs, silent
from workers.pipeline.checks.contexts import is_on_topic, sentence_of, share_found
from workers.pipeline.checks.denials import NEGATIVE_WORDS
from workers.pipeline.checks.events import Event, Part, event_at, is_one_verb
from workers.pipeline.checks.facts import Facts
from workers.pipeline.checks.frames import clause_of, frames_of
from workers.pipeline.checks.opposites import OPPOSITES
from workers.pipeline.checks.times import is_compatible_in_time
from workers.pipeline.checks.words import root_of

NEGATION = "negation"
LEAST_SHARED = 0.6  # of a predicate's words where no thing tells that both speak of one
FEWEST_SHARED = 2
FORM = 5  # letters: «закрытый» of «закрыть», whatever part of speech the tagger sees
# «все, кроме Венгрии», «окончательно», «раньше, чем»: the claim speaks of more or less than all.
_EXCEPT = re.compile(
    r"\b(?:кроме|исключ|окончательно|полностью|целиком|отдельн|остальн|лишь|только|не все\b|ни одн"
    r"|раньше|позже|прежде|снова|вновь|опять|сначала|затем|потом|больше не|other|except|only|until"
    r"|again|rest\b|earlier|later|first\b|fully|finally)",
    re.IGNORECASE,
)
TIME_LIGHTS = frozenset({"before"})
_EXCEPTION = re.compile(r"\b(?:кроме|исключени|except)", re.IGNORECASE)
_SOME = re.compile(
    r"\b(?:остальн|прочи|част[ьи]|некотор|отдельн|rest|others?|some|part)\b",
    re.IGNORECASE,
)
_MEASURES_TEXT = (
    "доля число количество объём цена стоимость часть рост price number share rate level"
)
MEASURES = frozenset(map(root_of, _MEASURES_TEXT.split()))


@dataclass(frozen=True, slots=True)
class Pair:
    """An event of the claim and one of the evidence."""

    language: str
    claim: Event
    evidence: Event

    @property
    def is_same_verb(self) -> bool:
        return is_one_verb(self.claim.verb, self.evidence.verb)

    @property
    def is_same_polarity(self) -> bool:
        return self.claim.is_denied == self.evidence.is_denied


def check_negation(given: CheckInput) -> CheckResult:
    """Compares the claim's events with the evidence's; what is met anywhere is not denied."""
    if not given.is_one_language:
        return silent(NEGATION)
    pairs = [pair for pair in _pairs(given) if is_one_matter(pair)]
    met = [pair for pair in pairs if says_same(pair)]
    told = {pair.claim.span for pair in met}
    denied = next(
        (pair for pair in pairs if says_opposite(pair) and pair.claim.span not in told), None
    )
    if denied and _can_deny(given) and not _is_in_part(given, denied):
        return _answer(given, denied, differs, "polarity_differs")
    return _answer(given, met[0], agrees, "polarity_agrees") if met else silent(NEGATION)


def _pairs(given: CheckInput) -> Iterator[Pair]:
    language = given.claim.language
    opposites = OPPOSITES.get(language, {})
    # «закрытый участок открыли»: the claim knows of both.
    told = {token.lemma[:FORM] for token in given.claim.tokens if token.part_of_speech == "ADJ"}
    for claim in given.claim.events:
        against = opposites.get(claim.verb, frozenset())
        for evidence in given.evidence.events:
            is_turned = evidence.verb in against and evidence.verb[:FORM] not in told
            is_one = is_turned or is_one_verb(claim.verb, evidence.verb)
            if is_one and claim.is_planned == evidence.is_planned:
                yield Pair(language, claim, evidence)


def is_one_matter(pair: Pair) -> bool:
    """What is done to is one, or enough of the words around are, and nobody else does it."""
    claim, evidence = pair.claim, pair.evidence
    if clash(claim.thing, evidence.thing):
        return False
    if claim.core and evidence.core and claim.core.root == evidence.core.root:
        return not _have_other_modifiers(claim.core, evidence.core)
    if clash(claim.doer, evidence.doer):
        return False
    shared = claim.words & evidence.words
    return len(shared) >= FEWEST_SHARED and share_found(claim.words, evidence.words) >= LEAST_SHARED


def clash(one: Part | None, other: Part | None) -> bool:
    """Two different nouns in one place: «суд признал», «подсудимый признал»."""
    if one is None or other is None or one.root == other.root:
        return False
    return one.root not in other.modifiers and other.root not in one.modifiers


def _have_other_modifiers(one: Part, other: Part) -> bool:
    """«доля женщин» is no «доля студентов»; of an «закон» less has to be said."""
    if one.root not in MEASURES:
        return False
    return bool(one.modifiers and other.modifiers) and one.modifiers.isdisjoint(other.modifiers)


def says_same(pair: Pair) -> bool:
    return pair.is_same_verb and pair.is_same_polarity


def says_opposite(pair: Pair) -> bool:
    """«подписал» and «не подписал»; «вырос» and «упал», neither of them denied."""
    if pair.is_same_verb:
        return not pair.is_same_polarity
    return not (pair.claim.is_denied or pair.evidence.is_denied)


def _can_deny(given: CheckInput) -> bool:
    """Of one topic and one time, and neither speaks of exceptions."""
    if not is_on_topic(given.claim, given.passage):
        return False
    if _EXCEPT.search(given.claim.text):
        return False
    return is_compatible_in_time(given.claim, given.evidence, given.passage)


def _is_in_part(given: CheckInput, pair: Pair) -> bool:
    """«выполнив план на 97 %» does not deny «план не выполнил»; nor do all but one sign."""
    if pair.is_same_verb:
        done, facts = (
            (pair.evidence, given.evidence) if pair.claim.is_denied else (pair.claim, given.claim)
        )
        if any(event_at((done,), one.span) for one in facts.quantities):
            return True
    sentence = sentence_of(given.evidence, pair.evidence.span)
    if sentence and _EXCEPTION.search(sentence.span.of(given.evidence.text)):
        return True
    if _has_other_light(given, pair):
        return True
    clause = clause_of(given.evidence, pair.evidence.span)
    return _SOME.search(clause.of(given.evidence.text)) is not None


def _has_other_light(given: CheckInput, pair: Pair) -> bool:
    """«годом ранее экономика выросла» says nothing of this year."""
    claim = frames_of(given.claim, pair.claim.span) & TIME_LIGHTS
    return claim != frames_of(given.evidence, pair.evidence.span) & TIME_LIGHTS


def _answer(
    given: CheckInput, pair: Pair, say: Callable[..., CheckResult], code: str
) -> CheckResult:
    match = Match(pair.claim.span, pair.evidence.span)
    return say(
        NEGATION,
        code,
        match,
        claim=_words_of(given.claim, pair.claim),
        evidence=_words_of(given.evidence, pair.evidence),
    )


def _words_of(facts: Facts, event: Event) -> str:
    """The verb as written, with its «не»."""
    verb = event.span.of(facts.text)
    before = facts.text[: event.span.start].rstrip().rpartition(" ")[2]
    return f"{before} {verb}" if before.lower() in NEGATIVE_WORDS else verb
