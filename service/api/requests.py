"""What clients send: bodies, parameters and headers."""

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from indexes.claims.pages import LONGEST_PAGE
from indexes.claims.recurrence import IntervalUnit
from indexes.records import ReviewDecision, Tier, VerdictLabel
from service.api.fields import FilledName, LanguageCode, Line, Name, Words

MOST_PAGE_ITEMS = LONGEST_PAGE


class Strict(BaseModel):
    """A field or parameter that we do not know is a mistake, not a wish to be ignored."""

    model_config = ConfigDict(extra="forbid")


class ArticleDetails(Strict):
    """What is known of an article beside its text."""

    title: Line = Field("", description="headline", examples=["Государственный визит"])
    published_at: date | None = Field(
        None, description="day of publication; sources of later days do not count for it"
    )
    url: Line = Field("", description="where it was published; never used as evidence for itself")
    publisher: Name = Field("", description="who published it")
    language: LanguageCode = Field("", description="ISO 639 code; left out: detected")


class ArticleBody(ArticleDetails):
    """An article to be checked."""

    text: Words = Field(
        description="the article's text; claims are found in it by character offsets",
        examples=["12 ноября 2025 года Токаев и Путин подписали декларацию."],
    )


class SubmitHeaders(BaseModel):
    """Headers of a submission."""

    model_config = ConfigDict(populate_by_name=True)

    idempotency_key: Annotated[
        str | None, StringConstraints(min_length=1, max_length=255, pattern=r"^[\x21-\x7e]+$")
    ] = Field(
        None,
        alias="Idempotency-Key",
        description="the same key with the same article gives the first submission back",
    )


class PageQuery(Strict):
    """Which stretch of a list."""

    cursor: Name | None = Field(None, description="`next_cursor` of the page before")
    limit: int = Field(50, ge=1, le=MOST_PAGE_ITEMS, description="items on a page")


class ClaimsQuery(PageQuery):
    """Which claims."""

    flagged: bool | None = Field(None, description="whether it wants a person's eye")
    verdict: VerdictLabel | None = Field(None, description="label of the newest verdict")
    q: Line = Field("", description="words that the claim has; ё = е, case does not matter")
    article: Name | None = Field(None, description="an article's id")
    assignee: Name | None = Field(None, description="who looks after it; empty: nobody")
    due: AwareDatetime | None = Field(
        None, description="has a re-check scheduled by then", examples=["2026-01-01T00:00:00Z"]
    )
    rejected: bool = Field(
        default=False, description="instead, the stretches of text that are not checked, with why"
    )


class ArticlePath(BaseModel):
    """An article."""

    article_id: str


class ClaimPath(BaseModel):
    """A claim."""

    claim_id: str


class SourcePath(BaseModel):
    """A source."""

    source_id: str


class ProblemPath(BaseModel):
    """A code of the table of problems."""

    code: str


class ReviewBody(Strict):
    """A person's decision on a claim's newest verdict."""

    decision: ReviewDecision
    reviewer: FilledName = Field(description="who decides", examples=["aigerim"])
    label: VerdictLabel | None = Field(None, description="overruling: what the person holds")
    note: Annotated[Line, Field(description="why")] = ""
    verdict_id: Name | None = Field(
        None, description="the verdict that the person saw; refused if a newer one has come"
    )


class ScheduleBody(Strict):
    """When to check again: `every` with its unit, or `cron` with its time zone."""

    every: int | None = Field(None, ge=1, le=100_000, description="every so many hours or days")
    unit: IntervalUnit = IntervalUnit.HOURS
    cron: Name = Field("", description="minute hour day month weekday", examples=["0 6 * * 1-5"])
    time_zone: Name = Field("UTC", description="IANA name, of the cron line")
    paused: bool = Field(default=False, description="keep it, but do not fire")


class SourceBody(Strict):
    """A published document for the reference library."""

    id: Annotated[Name, Field(min_length=1, description="yours; the same id replaces")]
    text: Words
    title: Line = ""
    language: LanguageCode = Field("", description="ISO 639 code; left out: detected")
    publisher: Name = ""
    url: Line = ""
    published_at: date | None = Field(None, description="undated sources count only for now")
    tier: Tier = Field(Tier.NEWS, description="how close to the facts it stands")


class SourcesQuery(Strict):
    """Which stretch of the library."""

    after: Line = Field("", description="`next_after` of the page before: an id")
    limit: int = Field(50, ge=1, le=MOST_PAGE_ITEMS, description="items on a page")
