"""What the stance model reads: the evidence in its source, the claim in its article."""

from datetime import date

SEPARATOR = " | "


def write_premise(
    evidence: str, title: str = "", published_at: date | None = None, publisher: str = ""
) -> str:
    """«Title | publisher | 2022-05-20 | evidence»; what is unknown is left out.

    Training reads the same.
    """
    return _join(title, publisher, _write_day(published_at), evidence)


def write_hypothesis(
    claim: str, title: str = "", published_at: date | None = None, before: str = ""
) -> str:
    """«Article's title | 2022-05-21 | sentence before | claim»; what is unknown is left out.

    «Против высказались шестеро» can be judged by who knows what was voted on, and when.
    """
    return _join(title, _write_day(published_at), before, claim)


def _join(*parts: str) -> str:
    return SEPARATOR.join(part.strip() for part in parts if part.strip())


def _write_day(day: date | None) -> str:
    return day.isoformat() if day else ""
