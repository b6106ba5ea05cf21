"""How many claims carry which verdict: small sums for lists, without reading any verdict."""

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import func, select, true

from indexes.claims.database import Database
from indexes.claims.tables import claims
from indexes.records import VerdictLabel

LabelCounts = Counter[VerdictLabel | None]  # None: not checked yet


def count_labels(database: Database, article_ids: Iterable[str]) -> dict[str, LabelCounts]:
    """Selected claims of each article by their newest verdict's label."""
    counts: dict[str, LabelCounts] = {article_id: Counter() for article_id in article_ids}
    query = (
        select(claims.c.article_id, claims.c.label, func.count())
        .where(claims.c.article_id.in_(list(counts)), claims.c.is_selected == true())
        .group_by(claims.c.article_id, claims.c.label)
    )
    with database.reading() as connection:
        for article_id, label, count in connection.execute(query):
            counts[article_id][VerdictLabel(label) if label else None] = count
    return counts


def count_flagged(database: Database) -> int:
    """Claims that want a person's eye."""
    query = select(func.count()).where(claims.c.is_flagged == true())
    with database.reading() as connection:
        return int(connection.execute(query).scalar_one())
