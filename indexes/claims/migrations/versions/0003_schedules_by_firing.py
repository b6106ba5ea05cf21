"""Schedules are looked for by when they fired: those of a clock that was set back."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_schedules_last_fired_at"), "schedules", ["last_fired_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_schedules_last_fired_at"), table_name="schedules")
