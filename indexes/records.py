"""The vocabulary of Sverka: what is stored, passed between stages and shown.

Every record is frozen. Every `Span` counts Unicode characters (code points) in the *stored* text
of its article or source, so `text[span.start:span.end]` is byte for byte what was written there.
Records become JSON with `to_json` and come back, validated, with `from_json`.
"""

import hashlib
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

R = TypeVar("R")


class InvalidRecord(ValueError):
    """Outside data that is no valid record; the message says which field and why."""


class Stance(StrEnum):
    """What one passage says of one claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    NEUTRAL = "neutral"


class VerdictLabel(StrEnum):
    """What the library says of a claim. Abstaining is an answer."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    CONFLICTING = "conflicting"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"


class ClaimKind(StrEnum):
    """What a claim turns on; decides which checks matter most."""

    EVENT = "event"
    NUMBER = "number"
    DATE = "date"
    QUOTATION = "quotation"
    ROLE = "role"
    SUPERLATIVE = "superlative"
    COMPARISON = "comparison"
    CAUSE = "cause"


class Rejection(StrEnum):
    """Why a stretch of the article is not checked."""

    HEADING = "heading"
    QUESTION = "question"
    OPINION = "opinion"
    FORECAST = "forecast"
    PLAN = "plan"
    CALL = "call"
    FEELING = "feeling"
    DEFINITION = "definition"
    FRAGMENT = "fragment"
    NOT_CHECKWORTHY = "not_checkworthy"


class Tier(StrEnum):
    """How close to the facts a source stands."""

    OFFICIAL = "official"
    REFERENCE = "reference"
    NEWS = "news"
    OPINION = "opinion"


class CheckOutcome(StrEnum):
    """What an exact check says of claim and evidence."""

    AGREES = "agrees"
    DIFFERS = "differs"
    SILENT = "silent"


class ReviewDecision(StrEnum):
    """What a person says of a verdict."""

    AGREE = "agree"
    OVERRULE = "overrule"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character range in a stored text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not {self.start}:{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters that the span covers."""
        return text[self.start : self.end]

    def shifted(self, offset: int) -> "Span":
        return Span(self.start + offset, self.end + offset)

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlap(self, other: "Span") -> int:
        """How many characters the two spans share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True, slots=True)
class Article:
    """A text to be checked, stored as it came. `published_at` None: not known."""

    id: str
    text: str
    title: str = ""
    language: str = ""
    published_at: date | None = None
    publisher: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement that stands alone, or, with `rejection`, a stretch not checked."""

    id: str
    article_id: str
    text: str  # stands alone: names instead of pronouns, years instead of "yesterday"
    quote: Span  # where the article says it
    language: str
    kind: ClaimKind
    check_worthiness: float  # probability
    rejection: Rejection | None = None
    speaker: str = ""  # who is said to have said it
    context: str = ""  # what the claim's resolution took from the article, for people

    @property
    def is_selected(self) -> bool:
        return self.rejection is None


@dataclass(frozen=True, slots=True)
class Source:
    """A published document in the reference library."""

    id: str
    text: str
    title: str = ""
    language: str = ""
    publisher: str = ""
    url: str = ""
    published_at: date | None = None
    tier: Tier = Tier.NEWS

    @property
    def content_hash(self) -> str:
        """SHA-256 over everything the library stores, so equal means nothing to do."""
        fields = (self.title, self.text, self.language, self.publisher, self.url)
        rest = (str(self.published_at), self.tier.value)
        return hashlib.sha256("\x1f".join((*fields, *rest)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Passage:
    """An indexed stretch of a source, with what search results need of the source itself."""

    id: str
    source_id: str
    span: Span  # in the source's text
    text: str
    language: str = ""
    title: str = ""
    publisher: str = ""
    url: str = ""
    published_at: date | None = None
    tier: Tier = Tier.NEWS


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage with the back end's number; comparable within one search only."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that retrieval proposes for a claim, before its stance is judged."""

    passage: Passage
    fused_score: float
    text_rank: int | None = None  # from 1; None: words did not find it
    vector_rank: int | None = None
    rerank_score: float = 0.0


@dataclass(frozen=True, slots=True)
class Reason:
    """One named ground of a stance or a verdict. `code` is stable; `details` fill its sentence."""

    code: str  # e.g. "number_differs"
    details: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one exact check found between a claim and an evidence sentence."""

    check: str  # e.g. "numbers"
    outcome: CheckOutcome
    reason: Reason | None = None
    claim_span: Span | None = None  # in the claim's text
    evidence_span: Span | None = None  # in the evidence's quoted text


@dataclass(frozen=True, slots=True)
class StanceProbabilities:
    """A stance scorer's belief; the three sum to one."""

    supports: float
    refutes: float
    neutral: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage with a stance to one claim, and the exact words that carry it."""

    claim_id: str
    passage_id: str
    source_id: str
    quote: Span  # in the source's stored text
    quoted_text: str  # byte for byte that span
    stance: Stance
    probabilities: StanceProbabilities
    candidate_score: float
    checks: tuple[CheckResult, ...] = ()
    origin: str = ""  # sources that repeat one another share it
    title: str = ""
    publisher: str = ""
    url: str = ""
    published_at: date | None = None
    tier: Tier = Tier.NEWS
    language: str = ""  # the passage's


@dataclass(frozen=True, slots=True)
class Judgement:
    """A label, how sure we are of it, and why."""

    label: VerdictLabel
    confidence: float  # probability that a careful person would agree
    reasons: tuple[Reason, ...] = ()
    raw_confidence: float | None = None  # before calibration; None: it was not calibrated


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a verdict rests on, enough to replay it."""

    models: dict[str, str]  # role -> name and version
    library_version: str
    rules_version: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the library said of a claim, once. A claim's history is a list of these."""

    id: str
    claim_id: str
    now: Judgement
    at_publication: Judgement
    evidence: tuple[Evidence, ...]
    provenance: Provenance
    reached_at: datetime
    is_flagged: bool = False  # wants a person's eye
    flag_reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """A person's decision on a verdict."""

    id: str
    claim_id: str
    verdict_id: str
    decision: ReviewDecision
    label: VerdictLabel  # what the person holds: the verdict's own when they agree
    reviewer: str
    reviewed_at: datetime
    note: str = ""


def make_id(*parts: str) -> str:
    """A deterministic id: the same parts give the same 32 hexadecimal characters."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


@cache
def _adapter(record_type: Any) -> TypeAdapter[Any]:  # noqa: ANN401 - any record class
    return TypeAdapter(record_type)


def to_json(record: object) -> str:
    """The record as JSON text; dates in ISO 8601."""
    return _adapter(cast("Hashable", type(record))).dump_json(record).decode()


def to_dict(record: object) -> dict[str, Any]:
    """The record as JSON-ready dictionaries and lists."""
    dumped: dict[str, Any] = _adapter(cast("Hashable", type(record))).dump_python(
        record, mode="json"
    )
    return dumped


def from_json(record_type: type[R], text: str | bytes) -> R:
    """Read and validate one record.

    Raises:
        InvalidRecord: naming the field that is missing or wrong.
    """
    try:
        record: R = _adapter(cast("Hashable", record_type)).validate_json(text)
    except ValidationError as error:
        raise InvalidRecord(describe_errors(error)) from error
    return record


def from_dict(record_type: type[R], fields: object) -> R:
    """Like `from_json`, from already parsed JSON."""
    try:
        record: R = _adapter(cast("Hashable", record_type)).validate_python(fields)
    except ValidationError as error:
        raise InvalidRecord(describe_errors(error)) from error
    return record


def describe_errors(error: ValidationError) -> str:
    """One line: every wrong field and what is wrong with it."""
    return "; ".join(
        f"{'.'.join(map(str, one['loc'])) or 'record'}: {one['msg']}" for one in error.errors()
    )
