"""Evidence to a verdict, by rules that no model may override (DESIGN.md, "Verdicts").

A rule looks at the decisive evidence, one voice an origin, and either gives a label or passes.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from indexes.records import Evidence, Judgement, Reason, Stance, VerdictLabel

RULES_VERSION = "2"
LOW_CONFIDENCE = 0.6  # below, a person should look
CORRECTION_SHARE = 0.7  # a voice's later word counts when it is that strong against its strongest
CONFLICT_SHARE = 0.6  # the weaker side counts when it is that strong against the stronger


@dataclass(frozen=True, slots=True)
class Sides:
    """What every voice says, for and against."""

    supporting: tuple[Evidence, ...]
    refuting: tuple[Evidence, ...]
    strongest_neutral: Evidence | None = None

    @property
    def support(self) -> float:
        return combine(one.probabilities.supports for one in self.supporting)

    @property
    def refutation(self) -> float:
        return combine(one.probabilities.refutes for one in self.refuting)


def combine(probabilities: Iterable[float]) -> float:
    """That at least one of independent voices is right (noisy or)."""
    doubt = 1.0
    for one in probabilities:
        doubt *= 1.0 - one
    return 1.0 - doubt


def take_sides(evidence: Sequence[Evidence]) -> Sides:
    """One voice an origin, and one a publisher: the evidence that speaks for it."""
    decisive = [one for one in evidence if one.stance is not Stance.NEUTRAL]
    ranked = sorted(map(choose_word, group_voices(decisive)), key=strength, reverse=True)
    neutral = [one for one in evidence if one.stance is Stance.NEUTRAL]
    return Sides(
        tuple(one for one in ranked if one.stance is Stance.SUPPORTS),
        tuple(one for one in ranked if one.stance is Stance.REFUTES),
        max(neutral, key=lambda one: one.candidate_score, default=None),
    )


def group_voices(evidence: Sequence[Evidence]) -> list[list[Evidence]]:
    """Evidence of one origin together, and what one publisher printed in several notes."""
    voices: dict[str, list[Evidence]] = {}
    voice_of: dict[str, str] = {}  # origin or publisher → the voice it was first met in
    for one in evidence:
        marks = [f"origin {one.origin or one.source_id}"]
        marks += [f"publisher {one.publisher}"] if one.publisher else []
        known = next((voice_of[mark] for mark in marks if mark in voice_of), marks[0])
        for mark in marks:
            voice_of.setdefault(mark, known)
        voices.setdefault(known, []).append(one)
    return list(voices.values())


def choose_word(voice: Sequence[Evidence]) -> Evidence:
    """The strongest; if the same voice later says the opposite about as surely, its last word."""
    strongest = max(voice, key=strength)
    corrections = [one for one in voice if corrects(one, strongest)]
    return max(corrections, key=strength, default=strongest)


def corrects(later: Evidence, earlier: Evidence) -> bool:
    """«Сводка от 17 февраля исправлена»: the same voice, another day, the other way."""
    return (
        later.stance is not earlier.stance
        and later.published_at is not None
        and earlier.published_at is not None
        and later.published_at > earlier.published_at
        and strength(later) >= CORRECTION_SHARE * strength(earlier)
    )


def strength(evidence: Evidence) -> float:
    """How sure the evidence's own stance is."""
    by_stance = {
        Stance.SUPPORTS: evidence.probabilities.supports,
        Stance.REFUTES: evidence.probabilities.refutes,
        Stance.NEUTRAL: evidence.probabilities.neutral,
    }
    return by_stance[evidence.stance]


def judge(evidence: Sequence[Evidence]) -> Judgement:
    """The label that the evidence carries, how sure, and why."""
    sides = take_sides(evidence)
    for rule in RULES:
        judgement = rule(sides)
        if judgement is not None:
            return judgement
    return abstain(sides)


def has_conflict(sides: Sides) -> Judgement | None:
    """Independent sources stand on both sides, neither far stronger."""
    weaker, stronger = sorted((sides.support, sides.refutation))
    if not weaker or weaker < CONFLICT_SHARE * stronger:
        return None
    reasons = (
        _count("sources_support", sides.supporting),
        _count("sources_refute", sides.refuting),
    )
    return Judgement(VerdictLabel.CONFLICTING, weaker, reasons)


def is_refuted(sides: Sides) -> Judgement | None:
    if not sides.refuting or sides.refutation <= sides.support:
        return None
    reasons = (_count("sources_refute", sides.refuting), *_deciding(sides.refuting))
    return Judgement(VerdictLabel.REFUTED, sides.refutation, reasons)


def is_supported(sides: Sides) -> Judgement | None:
    if not sides.supporting:
        return None
    reasons = (_count("sources_support", sides.supporting), *_deciding(sides.supporting))
    return Judgement(VerdictLabel.SUPPORTED, sides.support, reasons)


def abstain(sides: Sides) -> Judgement:
    """Silence decides nothing; the nearest passage says what was missing."""
    nearest = sides.strongest_neutral
    if nearest is None:
        return Judgement(VerdictLabel.NOT_ENOUGH_EVIDENCE, 0.95, (Reason("nothing_found"),))
    confidence = 1.0 - max(nearest.probabilities.supports, nearest.probabilities.refutes)
    reasons = (Reason("nothing_decides"), *_deciding((nearest,)))
    return Judgement(VerdictLabel.NOT_ENOUGH_EVIDENCE, confidence, reasons)


RULES: tuple[Callable[[Sides], Judgement | None], ...] = (has_conflict, is_refuted, is_supported)


def _count(code: str, evidence: Sequence[Evidence]) -> Reason:
    publishers = dict.fromkeys(one.publisher or one.source_id for one in evidence)
    return Reason(code, {"count": str(len(evidence)), "publishers": ", ".join(publishers)})


def _deciding(evidence: Sequence[Evidence]) -> tuple[Reason, ...]:
    """The checks' reasons behind the strongest evidence."""
    return tuple(check.reason for check in evidence[0].checks if check.reason is not None)


def judge_at_publication(evidence: Sequence[Evidence], published_at: date | None) -> Judgement:
    """The verdict on what was known when the article came out; undated sources do not count."""
    if published_at is None:
        return Judgement(
            VerdictLabel.NOT_ENOUGH_EVIDENCE, 0.5, (Reason("publication_date_unknown"),)
        )
    known = [one for one in evidence if one.published_at and one.published_at <= published_at]
    return judge(known)


def find_flags(now: Judgement, then: Judgement, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """Why a person should look at the verdict; () where nobody needs to."""
    flags = (
        (now.label is VerdictLabel.REFUTED, "refuted"),
        (now.label is VerdictLabel.CONFLICTING, "conflicting"),
        (
            now.label is not VerdictLabel.NOT_ENOUGH_EVIDENCE and now.confidence < LOW_CONFIDENCE,
            "low_confidence",
        ),
        (_is_known_since(now, then, evidence), "changed_since_publication"),
    )
    return tuple(code for holds, code in flags if holds)


def _is_known_since(now: Judgement, then: Judgement, evidence: Sequence[Evidence]) -> bool:
    codes = {reason.code for reason in then.reasons}
    return (
        bool(evidence) and now.label is not then.label and "publication_date_unknown" not in codes
    )
