"""The tables of the claims store. What is filtered or sorted is a column; records are JSON text."""

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC, whatever zone a server or session is set to.

    SQLite keeps no zone, so it gets none and gets it back here.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


def _id(name: str = "id") -> Column[str]:
    return Column(name, String(64), primary_key=True)


articles = Table(
    "articles",
    metadata,
    _id(),
    Column("record", Text, nullable=False),  # Article
    Column("title", Text, nullable=False),
    Column("published_at", Date),
    Column("job_id", String(64), nullable=False),  # the job that checks it
    Column("created_at", UtcTime, nullable=False),
    Index(None, "created_at", "id"),
)

jobs = Table(
    "jobs",
    metadata,
    _id(),
    Column("article_id", ForeignKey("articles.id")),  # None: a recheck over many articles
    Column("idempotency_key", String(255), unique=True),
    Column("request_hash", String(64), nullable=False),
    Column("status", String(16), nullable=False),
    Column("failure", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("steps_total", Integer, nullable=False),  # the join step is not counted
    Column("steps_settled", Integer, nullable=False),  # done, dead and cancelled
    Column("claims_total", Integer, nullable=False),
    Column("claims_done", Integer, nullable=False),
    Column("claims_failed", Integer, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("finished_at", UtcTime),
    Column("traceparent", String(64)),  # of the request that led to it, as W3C writes it
    Index(None, "article_id"),
)

steps = Table(
    "steps",
    metadata,
    _id(),
    Column("job_id", ForeignKey("jobs.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("article_id", ForeignKey("articles.id")),
    Column("claim_ids", Text, nullable=False),  # JSON list
    Column("status", String(16), nullable=False),
    Column("not_before", UtcTime, nullable=False),
    Column("rung_at", UtcTime),  # None: nobody has been told that it is ready
    Column("token", String(64)),
    Column("lease_until", UtcTime),
    Column("deadline_at", UtcTime),
    Column("attempts", Integer, nullable=False),
    Column("waits", Integer, nullable=False),  # times put back because of an outage
    Column("error", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("settled_at", UtcTime),
    Column("spent", Text),  # JSON: seconds by stage of the attempt that settled it
    Index(None, "job_id"),
    Index(None, "settled_at"),
    Index(None, "status", "not_before"),
    Index(None, "status", "lease_until"),
)

claims = Table(
    "claims",
    metadata,
    _id(),
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("position", Integer, nullable=False),  # among its article's, by the text
    Column("record", Text, nullable=False),  # Claim
    Column("searchable", Text, nullable=False),  # lower case, ё as е
    Column("is_selected", Boolean, nullable=False),
    Column("submitted_at", UtcTime, nullable=False),  # the article's created_at: lists sort by it
    Column("verdict_id", String(64)),  # the newest
    Column("verdict_count", Integer, nullable=False),
    Column("label", String(32)),
    Column("is_flagged", Boolean, nullable=False),
    Column("flag_reasons", Text, nullable=False),  # JSON list
    Column("review_id", String(64)),  # the newest
    Column("assignee", String(255), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Index(None, "article_id", "position"),
    Index(None, "submitted_at", "article_id", "position", "id"),
    Index(None, "is_flagged", "submitted_at"),
    Index(None, "label", "submitted_at"),
    Index(None, "assignee", "submitted_at"),
)

verdicts = Table(
    "verdicts",
    metadata,
    _id(),
    Column("claim_id", ForeignKey("claims.id"), nullable=False),
    Column("job_id", ForeignKey("jobs.id"), nullable=False),
    Column("number", Integer, nullable=False),  # from 1 in the claim's history
    Column("label", String(32), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("is_changed", Boolean, nullable=False),
    Column("previous_id", String(64)),
    Column("record", Text, nullable=False),  # Verdict
    Column("stored_at", UtcTime, nullable=False),
    UniqueConstraint("claim_id", "number"),
    UniqueConstraint("claim_id", "job_id"),
    Index(None, "job_id"),
)

reviews = Table(
    "reviews",
    metadata,
    _id(),
    Column("claim_id", ForeignKey("claims.id"), nullable=False),
    Column("verdict_id", ForeignKey("verdicts.id"), nullable=False),
    Column("decision", String(16), nullable=False),
    Column("label", String(32), nullable=False),
    Column("reviewer", String(255), nullable=False),
    Column("note", Text, nullable=False),
    Column("reviewed_at", UtcTime, nullable=False),
    Index(None, "claim_id", "reviewed_at"),
    Index(None, "reviewed_at", "id"),
)

schedules = Table(
    "schedules",
    metadata,
    _id(),
    Column("claim_id", ForeignKey("claims.id"), nullable=False, unique=True),
    Column("every", Integer),
    Column("unit", String(16), nullable=False),
    Column("cron", String(255), nullable=False),
    Column("time_zone", String(64), nullable=False),
    Column("is_paused", Boolean, nullable=False),
    Column("next_due_at", UtcTime, nullable=False),
    Column("last_fired_at", UtcTime),
    Column("created_at", UtcTime, nullable=False),
    Index(None, "is_paused", "next_due_at"),
    Index(None, "last_fired_at"),
)
