"""What clients get: models made of stored records, and responses made of models."""

from datetime import date, datetime
from typing import Any, Generic, Self, TypeVar

from flask import Response, request
from pydantic import BaseModel, Field

from indexes.claims.stored import (
    JobStatus,
    Progress,
    Schedule,
    StoredArticle,
    StoredClaim,
    StoredVerdict,
)
from indexes.records import (
    ClaimKind,
    Rejection,
    Review,
    ReviewDecision,
    Source,
    Span,
    Tier,
    Verdict,
    VerdictLabel,
)
from service.errors import FieldProblem
from workers.pipeline.rejection_sentences import SENTENCES

JSON = "application/json"
T = TypeVar("T")


class ProgressAnswer(BaseModel):
    """How far an article's check is, in claims."""

    status: JobStatus
    total: int = Field(description="claims to check; 0 until the article is split")
    done: int
    failed: int
    revision: int = Field(description="grows with every change")
    failure: str = Field(description="why it failed; on a done article: what of it failed")

    @classmethod
    def of(cls, progress: Progress) -> "ProgressAnswer":
        return cls.model_validate(progress, from_attributes=True)


class SubmissionAnswer(BaseModel):
    """An article that was taken in."""

    id: str
    status: JobStatus
    is_new: bool = Field(description="false: this Idempotency-Key had brought it before")
    url: str
    events_url: str


class ArticleSummary(BaseModel):
    """An article without its text."""

    id: str
    title: str
    language: str
    published_at: date | None
    publisher: str
    url: str
    status: JobStatus
    progress: ProgressAnswer
    created_at: datetime


class ScheduleAnswer(BaseModel):
    """When a claim is checked again."""

    every: int | None
    unit: str
    cron: str
    time_zone: str
    paused: bool
    next_due_at: datetime
    last_fired_at: datetime | None

    @classmethod
    def of(cls, schedule: Schedule) -> "ScheduleAnswer":
        recurrence = schedule.recurrence
        return cls(
            every=recurrence.every,
            unit=recurrence.unit.value,
            cron=recurrence.cron,
            time_zone=recurrence.time_zone,
            paused=schedule.is_paused,
            next_due_at=schedule.next_due_at,
            last_fired_at=schedule.last_fired_at,
        )


class ClaimAnswer(BaseModel):
    """A claim with its newest verdict, the evidence, and what people did with it."""

    id: str
    article_id: str
    article_title: str
    article_published_at: date | None
    text: str = Field(description="stands alone: names instead of pronouns, years instead of days")
    quote: Span = Field(description="where the article says it, in characters of its text")
    language: str
    kind: ClaimKind
    check_worthiness: float = Field(description="probability that it is worth checking")
    rejection: Rejection | None = Field(description="why it is not checked; null: it is")
    rejection_reason: dict[str, str] | None = Field(
        description="the same as a sentence for people, by language: ru, en"
    )
    speaker: str
    context: str
    label: VerdictLabel | None = Field(description="the newest verdict's; null: no verdict yet")
    confidence: float | None = Field(
        description="probability that a careful person would agree with the label; calibrated "
        "where the verdict has a raw_confidence beside it"
    )
    verdict: Verdict | None
    review: Review | None = Field(description="the newest")
    schedule: ScheduleAnswer | None
    is_flagged: bool
    flag_reasons: list[str]
    assignee: str
    verdict_count: int
    created_at: datetime

    @classmethod
    def of(cls, stored: StoredClaim) -> "ClaimAnswer":
        claim, verdict = stored.claim, stored.verdict
        return cls(
            id=claim.id,
            article_id=claim.article_id,
            article_title=stored.article_title,
            article_published_at=stored.article_published_at,
            text=claim.text,
            quote=claim.quote,
            language=claim.language,
            kind=claim.kind,
            check_worthiness=claim.check_worthiness,
            rejection=claim.rejection,
            rejection_reason=dict(SENTENCES[claim.rejection]) if claim.rejection else None,
            speaker=claim.speaker,
            context=claim.context,
            label=verdict.now.label if verdict else None,
            confidence=verdict.now.confidence if verdict else None,
            verdict=verdict,
            review=stored.review,
            schedule=ScheduleAnswer.of(stored.schedule) if stored.schedule else None,
            is_flagged=stored.is_flagged,
            flag_reasons=list(stored.flag_reasons),
            assignee=stored.assignee,
            verdict_count=stored.verdict_count,
            created_at=stored.created_at,
        )


class ArticleAnswer(ArticleSummary):
    """An article with its text and what was found of it so far."""

    text: str
    claims: list[ClaimAnswer]
    next_claims: str | None = Field(description="address of the claims that are not in this answer")


class HistoryEntry(BaseModel):
    """One verdict of a claim's history."""

    number: int = Field(description="from 1")
    is_changed: bool = Field(description="its label is not that of the verdict before it")
    verdict: Verdict
    stored_at: datetime

    @classmethod
    def of(cls, stored: StoredVerdict) -> "HistoryEntry":
        return cls.model_validate(stored, from_attributes=True)


class HistoryAnswer(BaseModel):
    """A claim's verdicts and what people said of them, the newest first."""

    verdicts: list[HistoryEntry]
    reviews: list[Review]


class ReviewAnswer(BaseModel):
    """A person's decision on a verdict."""

    id: str
    claim_id: str
    verdict_id: str
    decision: ReviewDecision
    label: VerdictLabel = Field(description="what the person holds")
    reviewer: str
    reviewed_at: datetime
    note: str

    @classmethod
    def of(cls, review: Review) -> "ReviewAnswer":
        return cls.model_validate(review, from_attributes=True)


class JobAnswer(BaseModel):
    """Work that was taken in."""

    job_id: str


class SourceSummary(BaseModel):
    """A source without its text."""

    id: str
    title: str
    language: str
    publisher: str
    url: str
    published_at: date | None
    tier: Tier

    @classmethod
    def of(cls, source: Source) -> Self:
        return cls.model_validate(source, from_attributes=True)


class SourceAnswer(SourceSummary):
    """A source with its stored text, into which evidence counts its offsets."""

    text: str


class SourcesAnswer(BaseModel):
    """A page of the library, in the order of ids."""

    items: list[SourceSummary]
    next_after: str | None = Field(description="`after` of the next page; null: there is none")
    source_count: int
    passage_count: int


class IngestAnswer(BaseModel):
    """What became of the sources."""

    added: int
    replaced: int
    unchanged: int
    failed: int
    errors: list[FieldProblem]


class PageAnswer(BaseModel, Generic[T]):
    """A page of a list."""

    items: list[T]
    next_cursor: str | None = Field(description="`cursor` of the next page; null: there is none")


class ArticlesAnswer(PageAnswer[ArticleSummary]):
    """Articles, the newest first."""


class ClaimsAnswer(PageAnswer[ClaimAnswer]):
    """Claims of the newest article first, each article's in the order of its text."""


def describe_article(stored: StoredArticle) -> dict[str, Any]:
    """The fields that a summary and a whole article share."""
    article = stored.article
    return {
        "id": article.id,
        "title": article.title,
        "language": article.language,
        "published_at": article.published_at,
        "publisher": article.publisher,
        "url": article.url,
        "status": stored.status,
        "progress": ProgressAnswer.of(stored.progress),
        "created_at": stored.created_at,
    }


def answer(
    model: BaseModel, status: int = 200, *, headers: dict[str, str] | None = None
) -> Response:
    """The model as JSON; a GET gets an ETag, and 304 where the client has the same already."""
    response = Response(f"{model.model_dump_json()}\n", status, headers, content_type=JSON)
    if request.method in {"GET", "HEAD"} and status == 200:
        response.headers["Cache-Control"] = "no-cache"
        response.add_etag()
        response.make_conditional(request)
    return response
