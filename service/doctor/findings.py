"""What a check found: one line, and what to do if it is not well."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit


class Level(StrEnum):
    """How bad it is. `WARN`: it works, or will once it is used."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """`advice` is empty where nothing is to be done."""

    level: Level
    says: str
    advice: str = ""


def fine(says: str) -> Finding:
    """Nothing is to be done."""
    return Finding(Level.OK, says)


def warn(says: str, advice: str) -> Finding:
    """It works without."""
    return Finding(Level.WARN, says, advice)


def fail(says: str, advice: str) -> Finding:
    """It does not work."""
    return Finding(Level.FAIL, says, advice)


def show_place(url: str) -> str:
    """A URL that may be shown: its password is not."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
