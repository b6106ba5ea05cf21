"""What the stance model reads of a source: its title and date, then the evidence."""

from datetime import date

SEPARATOR = " | "


def write_premise(evidence: str, title: str = "", published_at: date | None = None) -> str:
    """«Title | 2022-05-20 | evidence»; what is unknown is left out. Training reads the same."""
    day = published_at.isoformat() if published_at else ""
    return SEPARATOR.join(part for part in (title.strip(), day, evidence.strip()) if part)
