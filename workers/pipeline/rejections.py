"""Why a stretch of an article is not checked: an ordered list of named rules, then the head.

Each rule stands for a property of the whole wording, not for a topic; what share of the training
sentences that it meets are indeed no claims is printed when the head is trained (0.94 and more).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from indexes.records import Rejection
from workers.models.heads import Standard
from workers.pipeline.features import Features

CLOSING = "»\"”)]'’ "
SENTENCE_ENDS = (".", "!", "?", "…", ":", ";", ",")
MOST_HEADING_WORDS = 25
LEAST_KIND_PROBABILITY = 0.25  # below it the head only knows that it is no claim, not why
CONTENT = (
    *("has_number", "has_year", "has_date"),
    *("has_person", "has_place", "has_organisation"),
)
NO_CLAIM_KINDS = frozenset(one.value for one in Rejection if one is not Rejection.NOT_CHECKWORTHY)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence or clause as the article has it, with its final mark where it has one."""

    text: str
    is_own_line: bool = False  # nothing else stands on its line


@dataclass(frozen=True, slots=True)
class Belief:
    """What the head holds of one stretch."""

    check_worthiness: float  # calibrated
    kinds: Mapping[str, float]  # kind -> probability


Rule = Callable[[Features], bool]


def is_heading(stretch: Stretch) -> bool:
    """A line of its own without a sentence's final mark."""
    is_open = not stretch.text.rstrip(CLOSING).endswith(SENTENCE_ENDS)
    return stretch.is_own_line and is_open and len(stretch.text.split()) <= MOST_HEADING_WORDS


def is_question(features: Features) -> bool:
    """It ends with a question mark; «„Когда?“ — спросил он.» does not."""
    return bool(features.get("question_mark"))


def is_call(features: Features) -> bool:
    """Its main verb is a command: «Сравните сами!»"""
    return bool(features.get("imperative"))


def is_forecast(features: Features) -> bool:
    """Its main verb is in the future and nobody is named who says so."""
    return bool(features.get("future_predicate") and not features.get("speech"))


def is_own_opinion(features: Features) -> bool:
    """It says itself that it is somebody's view: «по-моему», «на наш взгляд»."""
    return bool(features.get("own_view") and not features.get("speech"))


def is_own_feeling(features: Features) -> bool:
    """A first person with a word of feeling: «Мне жаль», «Мы гордимся»."""
    speaks_of_self = features.get("first_person_verb") or features.get("first_person")
    return bool(features.get("feeling") and speaks_of_self and not features.get("speech"))


def is_fragment(features: Features) -> bool:
    """A few words without a verb, a number or a name."""
    has_content = any(features.get(name) for name in CONTENT)
    return bool(features.get("no_finite_verb") and features.get("is_short") and not has_content)


RULES: tuple[tuple[Rejection, Rule], ...] = (
    (Rejection.QUESTION, is_question),
    (Rejection.CALL, is_call),
    (Rejection.OPINION, is_own_opinion),
    (Rejection.FEELING, is_own_feeling),
    (Rejection.FORECAST, is_forecast),
    (Rejection.FRAGMENT, is_fragment),
)


# Read from single words, so a head that is sure enough knows better: "I think we have lost 2.7
# million jobs". How sure it must be is measured for each language.
YIELDING = frozenset({Rejection.CALL, Rejection.OPINION, Rejection.FEELING, Rejection.FORECAST})


def judge_rejection(
    stretch: Stretch, features: Features, belief: Belief, standard: Standard
) -> Rejection | None:
    """The first rule that holds; else the head's reason where its probability is too low."""
    if is_heading(stretch):
        return Rejection.HEADING
    is_sure = belief.check_worthiness >= standard.sure
    for rejection, holds in RULES:
        if holds(features) and not (is_sure and rejection in YIELDING):
            return _name_future(rejection, belief)
    if belief.check_worthiness >= standard.threshold:
        return None
    return _likeliest_reason(belief)


def _name_future(rejection: Rejection, belief: Belief) -> Rejection:
    """A main verb in the future is a forecast or a plan; the head knows the wordings of plans."""
    if rejection is not Rejection.FORECAST:
        return rejection
    is_plan = belief.kinds.get(Rejection.PLAN, 0.0) > belief.kinds.get(Rejection.FORECAST, 0.0)
    return Rejection.PLAN if is_plan else Rejection.FORECAST


def _likeliest_reason(belief: Belief) -> Rejection:
    reasons = {kind: share for kind, share in belief.kinds.items() if kind in NO_CLAIM_KINDS}
    kind = max(reasons, key=lambda one: reasons[one], default="")
    is_clear = kind and reasons[kind] >= LEAST_KIND_PROBABILITY
    return Rejection(kind) if is_clear else Rejection.NOT_CHECKWORTHY
