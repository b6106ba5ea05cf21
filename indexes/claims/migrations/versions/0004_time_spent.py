"""What a settled step spent its time on, and the trace that a job belongs to."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("jobs", sa.Column("traceparent", sa.String(length=64), nullable=True))
    op.add_column("steps", sa.Column("spent", sa.Text(), nullable=True))
    op.create_index(op.f("ix_steps_settled_at"), "steps", ["settled_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_steps_settled_at"), table_name="steps")
    op.drop_column("steps", "spent")
    op.drop_column("jobs", "traceparent")
