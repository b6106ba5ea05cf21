"""What the closed vocabularies are called in the interface."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from flask_babel import lazy_gettext

from indexes.claims.stored import JobStatus
from indexes.claims.verdicts import VERDICT_CHANGED
from indexes.records import (
    ClaimKind,
    Reason,
    Rejection,
    Stance,
    Tier,
    VerdictLabel,
)
from service.dashboard import reasons
from service.dashboard.language import current_language
from workers.pipeline.rejection_sentences import describe_rejection

PENDING = "pending"  # the tone of a claim without a verdict

NAMES: dict[type[Enum], Mapping[Any, Any]] = {
    VerdictLabel: {
        VerdictLabel.SUPPORTED: lazy_gettext("Supported"),
        VerdictLabel.REFUTED: lazy_gettext("Refuted"),
        VerdictLabel.CONFLICTING: lazy_gettext("Sources conflict"),
        VerdictLabel.NOT_ENOUGH_EVIDENCE: lazy_gettext("Not enough evidence"),
    },
    Stance: {
        Stance.SUPPORTS: lazy_gettext("supports"),
        Stance.REFUTES: lazy_gettext("refutes"),
        Stance.NEUTRAL: lazy_gettext("decides nothing"),
    },
    Tier: {
        Tier.OFFICIAL: lazy_gettext("official"),
        Tier.REFERENCE: lazy_gettext("reference"),
        Tier.NEWS: lazy_gettext("news"),
        Tier.OPINION: lazy_gettext("opinion"),
    },
    ClaimKind: {
        ClaimKind.EVENT: lazy_gettext("event"),
        ClaimKind.NUMBER: lazy_gettext("number"),
        ClaimKind.DATE: lazy_gettext("date"),
        ClaimKind.QUOTATION: lazy_gettext("quotation"),
        ClaimKind.ROLE: lazy_gettext("role"),
        ClaimKind.SUPERLATIVE: lazy_gettext("superlative"),
        ClaimKind.COMPARISON: lazy_gettext("comparison"),
        ClaimKind.CAUSE: lazy_gettext("cause"),
    },
    Rejection: {
        Rejection.HEADING: lazy_gettext("a heading"),
        Rejection.QUESTION: lazy_gettext("a question"),
        Rejection.OPINION: lazy_gettext("an opinion"),
        Rejection.FORECAST: lazy_gettext("a forecast"),
        Rejection.PLAN: lazy_gettext("a plan"),
        Rejection.CALL: lazy_gettext("a call to act"),
        Rejection.FEELING: lazy_gettext("a feeling"),
        Rejection.DEFINITION: lazy_gettext("a definition"),
        Rejection.FRAGMENT: lazy_gettext("a fragment that says nothing by itself"),
        Rejection.NOT_CHECKWORTHY: lazy_gettext("not worth checking"),
    },
    JobStatus: {
        JobStatus.QUEUED: lazy_gettext("Waiting"),
        JobStatus.RUNNING: lazy_gettext("Being checked"),
        JobStatus.DONE: lazy_gettext("Checked"),
        JobStatus.FAILED: lazy_gettext("Failed"),
        JobStatus.CANCELLED: lazy_gettext("Cancelled"),
    },
}

FLAGS = {
    VERDICT_CHANGED: lazy_gettext("The verdict has changed since the last check."),
    "flagged": lazy_gettext("The check asks for a person's eye."),
    "refuted": lazy_gettext("Sources refute the claim."),
    "conflicting": lazy_gettext("Sources contradict one another."),
    "low_confidence": lazy_gettext("The verdict is not sure."),
    "changed_since_publication": lazy_gettext(
        "Today's verdict differs from the one on the day of publication."
    ),
}

NOTICES = {
    "reviewed": lazy_gettext("Your review is stored. Thank you."),
    "assigned": lazy_gettext("The claim is assigned."),
    "scheduled": lazy_gettext("The schedule is stored."),
    "paused": lazy_gettext("The schedule is paused."),
    "resumed": lazy_gettext("The schedule runs again."),
    "unscheduled": lazy_gettext("The schedule is deleted."),
    "recheck": lazy_gettext("The claim is being checked again."),
    "cancelled": lazy_gettext("The check is cancelled. What was found so far stays."),
    "source_removed": lazy_gettext("The source is removed."),
}

LANGUAGE_NAMES = {"ru": lazy_gettext("Russian"), "en": lazy_gettext("English")}


def name_of(value: Enum) -> str:
    """An enum member's name in the interface's language."""
    return str(NAMES[type(value)][value])


def name_language(code: str) -> str:
    """A text's language; the bare code for those that have no name here."""
    return str(LANGUAGE_NAMES.get(code, code))


def name_flag(code: str) -> str:
    """Why a claim wants a person's eye, as a sentence."""
    return str(FLAGS[code]) if code in FLAGS else describe_reason(Reason(code))


def describe_reason(reason: Reason) -> str:
    """A reason as a sentence in the interface's language."""
    return reasons.describe_reason(reason, current_language())


def explain_rejection(rejection: Rejection) -> str:
    """Why something is not checked, as a sentence in the interface's language."""
    return describe_rejection(rejection, current_language())


def notice(code: str | None) -> str:
    """What a form did, to say after its redirect; "" for anything that we did not write."""
    return str(NOTICES[code]) if code in NOTICES else ""
