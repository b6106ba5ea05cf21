"""A claim's position is its place among its article's claims; it was where its quote starts."""

import json
from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

articles = sa.table("articles", sa.column("id", sa.String))
claims = sa.table(
    "claims",
    sa.column("id", sa.String),
    sa.column("article_id", sa.String),
    sa.column("position", sa.Integer),
    sa.column("record", sa.Text),
)
Place = tuple[int, int, str]  # where its quote starts and ends, its id


def upgrade() -> None:
    for places in _by_article():
        _store([(number, claim_id) for number, (_, _, claim_id) in enumerate(places)])


def downgrade() -> None:
    for places in _by_article():
        _store([(start, claim_id) for start, _, claim_id in places])


def _by_article() -> Iterator[list[Place]]:
    """Each article's claims in the order of its text; of one place by id, as they were listed."""
    connection = op.get_bind()
    for article_id in connection.execute(sa.select(articles.c.id)).scalars().all():
        query = sa.select(claims.c.id, claims.c.record).where(claims.c.article_id == article_id)
        yield sorted(_read_place(row.id, row.record) for row in connection.execute(query))


def _read_place(claim_id: str, record: str) -> Place:
    quote = json.loads(record)["quote"]
    return quote["start"], quote["end"], claim_id


def _store(positions: Sequence[tuple[int, str]]) -> None:
    statement = (
        sa.update(claims)
        .where(claims.c.id == sa.bindparam("claim_id"))
        .values(position=sa.bindparam("place"))
    )
    rows = [{"place": place, "claim_id": claim_id} for place, claim_id in positions]
    if rows:
        op.get_bind().execute(statement, rows)
