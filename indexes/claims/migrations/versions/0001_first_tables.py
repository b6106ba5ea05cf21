"""The first tables: articles, jobs, steps, claims, verdicts, reviews, schedules."""

import sqlalchemy as sa
from alembic import op

from indexes.claims.tables import UtcTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("published_at", sa.Date(), nullable=True),
        sa.Column("job_id", sa.String(length=64), nullable=False),
        sa.Column("created_at", UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
    )
    op.create_index(
        op.f("ix_articles_created_at_id"), "articles", ["created_at", "id"], unique=False
    )
    op.create_table(
        "claims",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("article_id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("searchable", sa.Text(), nullable=False),
        sa.Column("is_selected", sa.Boolean(), nullable=False),
        sa.Column("submitted_at", UtcTime(timezone=True), nullable=False),
        sa.Column("verdict_id", sa.String(length=64), nullable=True),
        sa.Column("verdict_count", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=32), nullable=True),
        sa.Column("is_flagged", sa.Boolean(), nullable=False),
        sa.Column("flag_reasons", sa.Text(), nullable=False),
        sa.Column("review_id", sa.String(length=64), nullable=True),
        sa.Column("assignee", sa.String(length=255), nullable=False),
        sa.Column("created_at", UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_claims_article_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
    )
    op.create_index(
        op.f("ix_claims_article_id_position"), "claims", ["article_id", "position"], unique=False
    )
    op.create_index(
        op.f("ix_claims_assignee_submitted_at"),
        "claims",
        ["assignee", "submitted_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_claims_is_flagged_submitted_at"),
        "claims",
        ["is_flagged", "submitted_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_claims_label_submitted_at"), "claims", ["label", "submitted_at"], unique=False
    )
    op.create_index(
        op.f("ix_claims_submitted_at_article_id_position_id"),
        "claims",
        ["submitted_at", "article_id", "position", "id"],
        unique=False,
    )
    op.create_table(
        "jobs",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("article_id", sa.String(length=64), nullable=True),
        sa.Column("idempotency_key", sa.String(length=255), nullable=True),
        sa.Column("request_hash", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("steps_total", sa.Integer(), nullable=False),
        sa.Column("steps_settled", sa.Integer(), nullable=False),
        sa.Column("claims_total", sa.Integer(), nullable=False),
        sa.Column("claims_done", sa.Integer(), nullable=False),
        sa.Column("claims_failed", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcTime(timezone=True), nullable=False),
        sa.Column("finished_at", UtcTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_jobs_article_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_jobs_idempotency_key")),
    )
    op.create_index(op.f("ix_jobs_article_id"), "jobs", ["article_id"], unique=False)
    op.create_table(
        "schedules",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("claim_id", sa.String(length=64), nullable=False),
        sa.Column("every", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("cron", sa.String(length=255), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("is_paused", sa.Boolean(), nullable=False),
        sa.Column("next_due_at", UtcTime(timezone=True), nullable=False),
        sa.Column("last_fired_at", UtcTime(timezone=True), nullable=True),
        sa.Column("created_at", UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_schedules_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedules")),
        sa.UniqueConstraint("claim_id", name=op.f("uq_schedules_claim_id")),
    )
    op.create_index(
        op.f("ix_schedules_is_paused_next_due_at"),
        "schedules",
        ["is_paused", "next_due_at"],
        unique=False,
    )
    op.create_table(
        "steps",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("job_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("article_id", sa.String(length=64), nullable=True),
        sa.Column("claim_ids", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("not_before", UtcTime(timezone=True), nullable=False),
        sa.Column("rung_at", UtcTime(timezone=True), nullable=True),
        sa.Column("token", sa.String(length=64), nullable=True),
        sa.Column("lease_until", UtcTime(timezone=True), nullable=True),
        sa.Column("deadline_at", UtcTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("waits", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("created_at", UtcTime(timezone=True), nullable=False),
        sa.Column("settled_at", UtcTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_steps_article_id")),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_steps_job_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_steps")),
    )
    op.create_index(op.f("ix_steps_job_id"), "steps", ["job_id"], unique=False)
    op.create_index(
        op.f("ix_steps_status_lease_until"), "steps", ["status", "lease_until"], unique=False
    )
    op.create_index(
        op.f("ix_steps_status_not_before"), "steps", ["status", "not_before"], unique=False
    )
    op.create_table(
        "verdicts",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("claim_id", sa.String(length=64), nullable=False),
        sa.Column("job_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=32), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("is_changed", sa.Boolean(), nullable=False),
        sa.Column("previous_id", sa.String(length=64), nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("stored_at", UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_verdicts_claim_id")),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_verdicts_job_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdicts")),
        sa.UniqueConstraint("claim_id", "job_id", name=op.f("uq_verdicts_claim_id_job_id")),
        sa.UniqueConstraint("claim_id", "number", name=op.f("uq_verdicts_claim_id_number")),
    )
    op.create_index(op.f("ix_verdicts_job_id"), "verdicts", ["job_id"], unique=False)
    op.create_table(
        "reviews",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("claim_id", sa.String(length=64), nullable=False),
        sa.Column("verdict_id", sa.String(length=64), nullable=False),
        sa.Column("decision", sa.String(length=16), nullable=False),
        sa.Column("label", sa.String(length=32), nullable=False),
        sa.Column("reviewer", sa.String(length=255), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("reviewed_at", UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_reviews_claim_id")),
        sa.ForeignKeyConstraint(
            ["verdict_id"], ["verdicts.id"], name=op.f("fk_reviews_verdict_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
    )
    op.create_index(
        op.f("ix_reviews_claim_id_reviewed_at"),
        "reviews",
        ["claim_id", "reviewed_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_reviews_reviewed_at_id"), "reviews", ["reviewed_at", "id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_reviews_reviewed_at_id"), table_name="reviews")
    op.drop_index(op.f("ix_reviews_claim_id_reviewed_at"), table_name="reviews")
    op.drop_table("reviews")
    op.drop_index(op.f("ix_verdicts_job_id"), table_name="verdicts")
    op.drop_table("verdicts")
    op.drop_index(op.f("ix_steps_status_not_before"), table_name="steps")
    op.drop_index(op.f("ix_steps_status_lease_until"), table_name="steps")
    op.drop_index(op.f("ix_steps_job_id"), table_name="steps")
    op.drop_table("steps")
    op.drop_index(op.f("ix_schedules_is_paused_next_due_at"), table_name="schedules")
    op.drop_table("schedules")
    op.drop_index(op.f("ix_jobs_article_id"), table_name="jobs")
    op.drop_table("jobs")
    op.drop_index(op.f("ix_claims_submitted_at_article_id_position_id"), table_name="claims")
    op.drop_index(op.f("ix_claims_label_submitted_at"), table_name="claims")
    op.drop_index(op.f("ix_claims_is_flagged_submitted_at"), table_name="claims")
    op.drop_index(op.f("ix_claims_assignee_submitted_at"), table_name="claims")
    op.drop_index(op.f("ix_claims_article_id_position"), table_name="claims")
    op.drop_table("claims")
    op.drop_index(op.f("ix_articles_created_at_id"), table_name="articles")
    op.drop_table("articles")
