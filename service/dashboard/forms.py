"""What people type, read into records; what is wrong is said beside the field it is wrong in."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

from flask_babel import gettext

from indexes.claims.recurrence import IntervalUnit, InvalidRecurrence, Recurrence, read_zone
from indexes.records import Article, ReviewDecision, Tier, VerdictLabel, make_id
from service.api.fields import UNSTORABLE

LONGEST_LINE = 500  # of a title, a name, an address
LONGEST_NOTE = 5_000

Fields = Mapping[str, str]
E = TypeVar("E", bound=StrEnum)


class TextLanguage(StrEnum):
    """What a form offers; left open, the language is detected."""

    RUSSIAN = "ru"
    ENGLISH = "en"


class InvalidForm(ValueError):
    """Field → what is wrong with it, in the interface's language."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {error}" for name, error in errors.items()))
        self.errors = errors


class FieldReader:
    """Reads fields one after the other and collects what is wrong with all of them."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields
        self.errors: dict[str, str] = {}

    def line(self, name: str, *, required: str = "", longest: int = LONGEST_LINE) -> str:
        """One line without space around it; `required`: what to say when it is missing."""
        return self._checked(name, self._fields.get(name, "").strip(), required, longest)

    def text(self, name: str, *, longest: int, required: str = "") -> str:
        """Several lines; browsers send \\r\\n where the person wrote \\n."""
        typed = self._fields.get(name, "").replace("\r\n", "\n").strip()
        return self._checked(name, typed, required, longest)

    def _checked(self, name: str, typed: str, required: str, longest: int) -> str:
        if not typed and required:
            self.errors[name] = required
        if len(typed) > longest:
            self.errors[name] = gettext(
                "This is too long: %(length)d characters, at most %(longest)d are possible.",
                length=len(typed),
                longest=longest,
            )
        if UNSTORABLE.search(typed):
            self.errors[name] = gettext("There are characters in it that no text has.")
        return typed

    def day(self, name: str) -> date | None:
        """A date as YYYY-MM-DD; None where nothing is typed."""
        typed = self.line(name)
        try:
            return date.fromisoformat(typed) if typed else None
        except ValueError:
            self.errors[name] = gettext("Write the date as YYYY-MM-DD.")
            return None

    def address(self, name: str) -> str:
        """A web address, or nothing."""
        typed = self.line(name, longest=2_000)
        if typed and not is_web_address(typed):
            self.errors[name] = gettext("An address starts with http:// or https://.")
        return typed

    def choice(self, name: str, choices: type[E], *, required: str = "") -> E | None:
        """A member of a closed vocabulary; None where nothing was chosen."""
        typed = self.line(name, required=required)
        try:
            return choices(typed) if typed else None
        except ValueError:
            self.errors[name] = gettext("Choose one of the list.")
            return None

    def finish(self) -> None:
        """Raises:
        InvalidForm: something that was read is wrong.
        """
        if self.errors:
            raise InvalidForm(self.errors)


def is_web_address(typed: str) -> bool:
    try:
        parts = urlsplit(typed)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def read_article(fields: Fields, longest: int) -> Article:
    """The article that was typed in, of at most `longest` characters; it has no id yet.

    Raises:
        InvalidForm: no text, too much of it, or a date or address that is none.
    """
    reader = FieldReader(fields)
    article = Article(
        id="",
        text=reader.text(
            "text", required=gettext("Paste the text that shall be checked."), longest=longest
        ),
        title=reader.line("title"),
        language=reader.choice("language", TextLanguage) or "",
        published_at=reader.day("published_at"),
        publisher=reader.line("publisher"),
        url=reader.address("url"),
    )
    reader.finish()
    return article


def submission_key(fields: Fields, article: Article) -> str:
    """The same page sent twice with the same text is one submission; edited, it is another."""
    page = fields.get("form_id") or uuid.uuid4().hex
    typed = (article.text, article.title, article.url, str(article.published_at))
    return make_id("form", page, *typed, article.language, article.publisher)


@dataclass(frozen=True, slots=True)
class TypedReview:
    """A review as it was typed."""

    decision: ReviewDecision
    label: VerdictLabel | None
    reviewer: str
    note: str
    verdict_id: str | None


def read_review(fields: Fields) -> TypedReview:
    """Agreeing needs no label, overruling does.

    Raises:
        InvalidForm: no name, no decision, or overruling with no label.
    """
    reader = FieldReader(fields)
    decision = reader.choice("decision", ReviewDecision, required=gettext("Agree or overrule."))
    label = _overruling_label(reader) if decision is ReviewDecision.OVERRULE else None
    reviewer = reader.line("reviewer", required=gettext("Say who you are."), longest=200)
    note = reader.text("note", longest=LONGEST_NOTE)
    verdict_id = reader.line("verdict_id") or None
    reader.finish()
    return TypedReview(decision or ReviewDecision.AGREE, label, reviewer, note, verdict_id)


def _overruling_label(reader: FieldReader) -> VerdictLabel | None:
    required = gettext("To overrule, choose the verdict that you hold.")
    return reader.choice("label", VerdictLabel, required=required)


def read_recurrence(fields: Fields) -> Recurrence:
    """Every N hours or days, or a cron line in a time zone.

    Raises:
        InvalidForm: neither can be read.
    """
    reader = FieldReader(fields)
    read = _read_cron if reader.line("rhythm") == "cron" else _read_interval
    return read(reader)


def _read_interval(reader: FieldReader) -> Recurrence:
    unit = reader.choice("unit", IntervalUnit) or IntervalUnit.HOURS
    typed = reader.line("every", longest=9)
    reader.finish()
    try:
        return Recurrence(every=int(typed), unit=unit)
    except ValueError as error:
        wrong = gettext("A whole number: from one hour to ten years.")
        raise InvalidForm({"every": wrong}) from error


def _read_cron(reader: FieldReader) -> Recurrence:
    zone, cron = reader.line("time_zone") or "UTC", reader.line("cron", longest=255)
    reader.finish()
    try:
        read_zone(zone)
    except InvalidRecurrence as error:
        wrong = gettext("No such time zone. Example: Asia/Almaty.")
        raise InvalidForm({"time_zone": wrong}) from error
    try:
        return Recurrence(cron=cron, time_zone=zone)
    except InvalidRecurrence as error:
        wrong = gettext(
            "Five fields: minute, hour, day, month, weekday. Example: 0 9 * * 1 (Mondays at 9:00)."
        )
        raise InvalidForm({"cron": wrong}) from error


def read_source(fields: Fields, longest: int) -> dict[str, str]:
    """A source's fields as they were typed in, each checked; the text has at most `longest`.

    Raises:
        InvalidForm: no text or title, or a date or address that is none.
    """
    reader = FieldReader(fields)
    text = reader.text(
        "text", required=gettext("Paste the source's text, or choose a file."), longest=longest
    )
    day = reader.day("published_at")
    read = {
        "text": text,
        "title": reader.line("title", required=gettext("Give the source a title.")),
        "publisher": reader.line("publisher"),
        "url": reader.address("url"),
        "language": reader.choice("language", TextLanguage) or "",
        "published_at": day.isoformat() if day else "",
        "tier": reader.choice("tier", Tier) or Tier.NEWS,
    }
    reader.finish()
    return read
