"""Polarity: whether the evidence says of the same event that it did, or that it did not, happen."""

from collections.abc import Iterator
from dataclasses import dataclass

from indexes.records import CheckResult, Span
from workers.languages.language import Sentence, Token
from workers.pipeline.checks.check import CheckInput, Match, agrees, differs, silent
from workers.pipeline.checks.contexts import content_lemmas, plain_lemma, share_found
from workers.pipeline.checks.facts import Facts
from workers.pipeline.checks.opposites import OPPOSITES

NEGATION = "negation"
LEAST_SHARED = 0.6  # of the words around the claim's predicate
FEWEST_SHARED = 2
NEGATIVE_WORDS = frozenset({"не", "ни", "not", "n't", "never", "no", "никогда", "neither"})
# «отказался подписать», "failed to sign": the verb below them did not happen.
REFUSALS_TEXT = (
    "отказаться отказываться запретить раздумать передумать избежать fail refuse decline forget"
)
REFUSALS = frozenset(REFUSALS_TEXT.split())
# Negation here belongs to another word: «не только», «не менее», "not only".
_NO_NEGATION = frozenset(
    {"только", "менее", "более", "меньше", "больше", "ранее", "only", "just", "less"}
)
_UNTIL = frozenset({"пока", "больше", "уже", "longer", "until"})  # «больше не»: it did before
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass"})
_VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb with whether it is denied and the content words of its sentence."""

    lemma: str
    span: Span
    is_denied: bool
    words: frozenset[str]
    subject: str = ""  # its lemma; a name's key is not needed, names are lemmas too


def check_negation(given: CheckInput) -> CheckResult:
    """Compares the claim's predicates with the evidence's; a claim met anywhere is not denied."""
    if not given.is_one_language:
        return silent(NEGATION)
    pairs = [
        (claim, evidence)
        for claim in _predicates(given.claim)
        for evidence in _predicates(given.evidence)
        if _is_one_matter(claim, evidence)
    ]
    for is_same, relation in ((True, _says_same), (False, _says_opposite)):
        for claim, evidence in pairs:
            if relation(given.claim.language, claim, evidence):
                return _answer(given, claim, evidence, is_same=is_same)
    return silent(NEGATION)


def _predicates(facts: Facts) -> Iterator[Predicate]:
    for sentence in facts.sentences:
        words = frozenset(content_lemmas(sentence.tokens))
        for place, token in enumerate(sentence.tokens):
            if token.part_of_speech in _VERBAL and plain_lemma(token) not in REFUSALS:
                lemma = plain_lemma(token)
                denied = _is_denied(sentence, place)
                subject = _find_subject(sentence, place)
                yield Predicate(lemma, token.span, denied, words - {lemma}, subject)


def _find_subject(sentence: Sentence, place: int) -> str:
    """What did it, or what it was done to in the passive; "" where the tree does not tell."""
    return next(
        (
            plain_lemma(token)
            for token in sentence.tokens
            if token.head == place
            and token.relation in _SUBJECTS
            and token.part_of_speech in {"NOUN", "PROPN"}
        ),
        "",
    )


def _is_denied(sentence: Sentence, place: int) -> bool:
    """Whether a «не» or a refusal stands over the verb."""
    below = [(number, token) for number, token in enumerate(sentence.tokens) if token.head == place]
    has_negative = any(
        token.text.lower() in NEGATIVE_WORDS and not _is_idiom(sentence, number)
        for number, token in below
    )
    return has_negative != _is_refused(sentence, sentence.tokens[place])


def _is_idiom(sentence: Sentence, place: int) -> bool:
    """«не только», and «пока не закрыли», which says that it was closed."""
    following = [one.text.lower() for one in sentence.tokens[place + 1 : place + 2]]
    before = {one.text.lower() for one in sentence.tokens[max(0, place - 3) : place]}
    return not _NO_NEGATION.isdisjoint(following) or not _UNTIL.isdisjoint(before)


def _is_refused(sentence: Sentence, verb: Token) -> bool:
    if verb.relation not in {"xcomp", "csubj", "ccomp"} or not 0 <= verb.head < len(
        sentence.tokens
    ):
        return False
    return plain_lemma(sentence.tokens[verb.head]) in REFUSALS


def _is_one_matter(claim: Predicate, evidence: Predicate) -> bool:
    """Enough shared words, and no two different subjects."""
    if claim.subject and evidence.subject and claim.subject != evidence.subject:
        return False
    shared = claim.words & evidence.words
    return len(shared) >= FEWEST_SHARED and share_found(claim.words, evidence.words) >= LEAST_SHARED


def _says_same(_: str, claim: Predicate, evidence: Predicate) -> bool:
    return claim.lemma == evidence.lemma and claim.is_denied == evidence.is_denied


def _says_opposite(language: str, claim: Predicate, evidence: Predicate) -> bool:
    """«подписал» and «не подписал»; «вырос» and «упал», neither of them denied."""
    if claim.lemma == evidence.lemma:
        return claim.is_denied != evidence.is_denied
    opposites = OPPOSITES.get(language, {}).get(claim.lemma, frozenset())
    return evidence.lemma in opposites and not (claim.is_denied or evidence.is_denied)


def _answer(
    given: CheckInput, claim: Predicate, evidence: Predicate, *, is_same: bool
) -> CheckResult:
    match = Match(claim.span, evidence.span)
    say, code = (agrees, "polarity_agrees") if is_same else (differs, "polarity_differs")
    return say(
        NEGATION,
        code,
        match,
        claim=_words_of(given.claim, claim),
        evidence=_words_of(given.evidence, evidence),
    )


def _words_of(facts: Facts, predicate: Predicate) -> str:
    """The verb as written, with its «не»."""
    verb = predicate.span.of(facts.text)
    before = facts.text[: predicate.span.start].rstrip().rpartition(" ")[2]
    return f"{before} {verb}" if before.lower() in NEGATIVE_WORDS else verb
