"""Reasons as sentences in the interface's language."""

from collections.abc import Callable, Mapping

from flask_babel import gettext, ngettext

from indexes.records import Reason
from workers.pipeline.checks.reasons import describe

Sentence = Callable[[Mapping[str, str]], str]


def _supporting(details: Mapping[str, str]) -> str:
    sentence: str = ngettext(
        "%(num)d independent source supports it: %(publishers)s.",
        "%(num)d independent sources support it: %(publishers)s.",
        int(details.get("count", 0)),
        publishers=details.get("publishers", ""),
    )
    return sentence


def _refuting(details: Mapping[str, str]) -> str:
    sentence: str = ngettext(
        "%(num)d independent source refutes it: %(publishers)s.",
        "%(num)d independent sources refute it: %(publishers)s.",
        int(details.get("count", 0)),
        publishers=details.get("publishers", ""),
    )
    return sentence


VERDICT_REASONS: dict[str, Sentence] = {
    "sources_support": _supporting,
    "sources_refute": _refuting,
    "nothing_found": lambda _: str(
        gettext("The library has nothing on this. Silence refutes nothing.")
    ),
    "nothing_decides": lambda _: str(
        gettext("The library speaks of this, but nothing in it decides the claim.")
    ),
    "publication_date_unknown": lambda _: str(
        gettext("The article has no publication date, so nothing can be said of that day.")
    ),
}


def describe_reason(reason: Reason, language: str) -> str:
    """The sentence of a verdict's reason or of an exact check's.

    A stored verdict may give a reason that this version does not know any more: its code is shown.
    """
    if reason.code in VERDICT_REASONS:
        return VERDICT_REASONS[reason.code](reason.details)
    try:
        sentence = describe(reason, language)
    except KeyError:
        sentence = ": ".join(
            [reason.code.replace("_", " "), *filter(None, reason.details.values())]
        )
    return sentence[:1].upper() + sentence[1:]
