"""Doers: one deed done to one thing, by somebody else."""

from indexes.records import CheckResult
from workers.languages.language import Token
from workers.pipeline.checks.check import CheckInput, Match, differs
from workers.pipeline.checks.contexts import is_on_topic
from workers.pipeline.checks.counted import counts_the_same
from workers.pipeline.checks.events import Event, Part
from workers.pipeline.checks.facts import Facts

ROLES = "roles"
# Words that may mean anybody that the text has named: «гость посетит», "the man signed".
_ANYBODY_TEXT = (
    "гость глава лидер политик чиновник представитель ведомство компания фирма автор мужчина "
    "женщина житель человек сторона группа команда делегация власть руководство участник "
    "основатель продавец покупатель владелец супруг партнер коллега остальной другой тот сам он "
    "она они это все мы я guest head leader politician official man woman person side group team "
    "company firm author owner partner other he she they it we i that this who one some "
    "министр президент премьер губернатор мэр minister president premier governor mayor"
)
ANYBODY = frozenset(_ANYBODY_TEXT.split())


def find_other_doer(given: CheckInput) -> CheckResult | None:
    """«иск подали жители», «иск подал застройщик»; None where the texts do not tell."""
    if not given.is_one_language or not is_on_topic(given.claim, given.passage):
        return None
    for claim in given.claim.events:
        for evidence in given.evidence.events:
            if _is_one_deed(claim, evidence) and _are_others(given, claim.doer, evidence.doer):
                return _differ(given, claim, evidence)
    return None


def _is_one_deed(claim: Event, evidence: Event) -> bool:
    """One verb and one thing; neither is denied or only planned."""
    if claim.verb != evidence.verb or claim.thing is None or evidence.thing is None:
        return False
    is_told = not (claim.is_denied or evidence.is_denied)
    is_told = is_told and not (claim.is_planned or evidence.is_planned)
    if claim.thing.modifiers and evidence.thing.modifiers:
        is_told = is_told and not claim.thing.modifiers.isdisjoint(evidence.thing.modifiers)
    return is_told and claim.thing.root == evidence.thing.root


def _are_others(given: CheckInput, claim: Part | None, evidence: Part | None) -> bool:
    """Two living beings, none of which may be the other by another word."""
    if claim is None or evidence is None or {claim.lemma, evidence.lemma} & ANYBODY:
        return False
    if ({claim.root} | claim.modifiers) & ({evidence.root} | evidence.modifiers):
        return False
    if counts_the_same(claim.lemma, evidence.lemma):
        return False
    ours, theirs = _find_token(given.claim, claim), _find_token(given.evidence, evidence)
    if ours is None or theirs is None or not (_is_animate(ours) and _is_animate(theirs)):
        return False
    return ours.part_of_speech == theirs.part_of_speech  # «тренер» and «Карпин» may be one


def _find_token(facts: Facts, part: Part) -> Token | None:
    return next((one for one in facts.tokens if one.span == part.span), None)


def _is_animate(token: Token) -> bool:
    """People; English tells of no noun whether it lives, so there only names are compared."""
    return token.part_of_speech == "PROPN" or (token.features or {}).get("Animacy") == "Anim"


def _differ(given: CheckInput, claim: Event, evidence: Event) -> CheckResult | None:
    if claim.doer is None or evidence.doer is None:
        return None
    return differs(
        ROLES,
        "doer_differs",
        Match(claim.doer.span, evidence.doer.span),
        claim=claim.doer.span.of(given.claim.text),
        evidence=evidence.doer.span.of(given.evidence.text),
    )
