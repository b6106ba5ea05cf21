"""Claims: storing what an article's split found, listing, reading, assigning."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    false,
    func,
    select,
    true,
    update,
)

from indexes.claims.database import Database, insert_new
from indexes.claims.pages import SortKey, read_page
from indexes.claims.reviews import read_review
from indexes.claims.schedules import read_schedule
from indexes.claims.stored import ClaimFilter, NotStored, Page, Schedule, StoredClaim
from indexes.claims.tables import articles, claims, reviews, schedules, verdicts
from indexes.records import Claim, Review, Verdict, from_json, to_json

NEWEST_ARTICLE_FIRST = SortKey(
    (claims.c.submitted_at, True),
    (claims.c.article_id, True),
    (claims.c.position, False),
    (claims.c.id, False),
)


def insert_claims(
    connection: Connection, article_id: str, found: Sequence[Claim], now: datetime
) -> None:
    """Store all of an article's claims; those that are stored already stay as they are."""
    created = select(articles.c.created_at).where(articles.c.id == article_id)
    submitted_at = connection.execute(created).scalar_one()
    in_order = sorted(found, key=attrgetter("quote"))  # of one quote: as the split gave them
    for position, claim in enumerate(in_order):
        insert_new(connection, claims, _claim_row(claim, position, submitted_at, now))


def _claim_row(
    claim: Claim, position: int, submitted_at: datetime, now: datetime
) -> dict[str, Any]:
    return {
        "id": claim.id,
        "article_id": claim.article_id,
        "position": position,
        "record": to_json(claim),
        "searchable": fold(claim.text),
        "is_selected": claim.is_selected,
        "submitted_at": submitted_at,
        "verdict_count": 0,
        "is_flagged": False,
        "flag_reasons": "[]",
        "assignee": "",
        "created_at": now,
    }


def fold(text: str) -> str:
    """Lower case, ё as е: what a search compares, on every database alike."""
    return text.lower().replace("ё", "е")


def get_claim(database: Database, claim_id: str) -> StoredClaim | None:
    """The claim with its newest verdict, newest review and schedule."""
    with database.reading() as connection:
        rows = connection.execute(_stored().where(claims.c.id == claim_id)).all()
        return next(iter(read_claims(connection, rows)), None)


def list_claims(
    database: Database,
    wanted: ClaimFilter | None = None,
    *,
    after: str | None = None,
    limit: int = 50,
) -> Page[StoredClaim]:
    """Claims of the newest article first, each article's in the order of its text."""
    query = _stored().where(*conditions(wanted or ClaimFilter()))
    with database.reading() as connection:
        return read_page(
            connection, query, NEWEST_ARTICLE_FIRST, read_claims, after=after, limit=limit
        )


def conditions(wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    """The filter as SQL, all of which must hold."""
    equal: tuple[tuple[ColumnElement[Any], object], ...] = (
        (claims.c.is_flagged, wanted.is_flagged),
        (claims.c.is_selected, wanted.is_selected),
        (claims.c.label, wanted.label),
        (claims.c.article_id, wanted.article_id),
        (claims.c.assignee, wanted.assignee),
    )
    found = [column == value for column, value in equal if value is not None]
    words = fold(wanted.words).split()
    found += [claims.c.searchable.contains(word, autoescape=True) for word in words]
    return found + ([_is_due(wanted.due_before)] if wanted.due_before else [])


def _is_due(moment: datetime) -> ColumnElement[bool]:
    due = select(schedules.c.claim_id).where(
        schedules.c.is_paused == false(), schedules.c.next_due_at <= moment
    )
    return claims.c.id.in_(due)


def assign_claim(database: Database, claim_id: str, assignee: str) -> None:
    """Give a claim to somebody; an empty name: to nobody.

    Raises:
        NotStored: there is no such claim.
    """
    statement = update(claims).where(claims.c.id == claim_id).values(assignee=assignee)
    with database.writing() as connection:
        if connection.execute(statement).rowcount == 0:
            raise NotStored(claim_id)


def load_claims(database: Database, claim_ids: Iterable[str]) -> list[Claim]:
    """The claims that are stored, in the order of their ids as given."""
    ids = list(claim_ids)
    query = select(claims.c.id, claims.c.record).where(claims.c.id.in_(ids))
    with database.reading() as connection:
        records = {row.id: row.record for row in connection.execute(query)}
    return [from_json(Claim, records[claim_id]) for claim_id in ids if claim_id in records]


def list_selected(database: Database, *, after: str = "", limit: int = 100) -> list[Claim]:
    """Claims that are to be checked, in the order of their ids, from the first id after `after`."""
    is_next = (claims.c.is_selected == true(), claims.c.id > after)
    query = select(claims.c.record).where(*is_next).order_by(claims.c.id).limit(limit)
    with database.reading() as connection:
        return [from_json(Claim, record) for record in connection.execute(query).scalars()]


def count_selected(database: Database) -> int:
    """How many claims are to be checked."""
    query = select(func.count()).where(claims.c.is_selected == true())
    with database.reading() as connection:
        return connection.execute(query).scalar_one()


def find_stored(database: Database, claim_ids: Sequence[str]) -> set[str]:
    """Those of the ids that are a selected claim's."""
    is_one = (claims.c.is_selected == true(), claims.c.id.in_(claim_ids))
    with database.reading() as connection:
        return set(connection.execute(select(claims.c.id).where(*is_one)).scalars())


def _stored() -> Select[Any]:
    return select(claims, articles.c.title.label("article_title"), articles.c.published_at).join(
        articles, claims.c.article_id == articles.c.id
    )


def read_claims(connection: Connection, rows: Sequence[Row[Any]]) -> list[StoredClaim]:
    """Rows of `_stored` with what belongs to them: three queries, however many rows."""
    found_verdicts = _read_verdicts(connection, [row.verdict_id for row in rows])
    found_reviews = _read_reviews(connection, [row.review_id for row in rows])
    found_schedules = _read_schedules(connection, [row.id for row in rows])
    return [_read_claim(row, found_verdicts, found_reviews, found_schedules) for row in rows]


def _read_claim(
    row: Row[Any],
    found_verdicts: Mapping[str, Verdict],
    found_reviews: Mapping[str, Review],
    found_schedules: Mapping[str, Schedule],
) -> StoredClaim:
    return StoredClaim(
        claim=from_json(Claim, row.record),
        article_title=row.article_title,
        article_published_at=row.published_at,
        verdict=found_verdicts.get(row.verdict_id),
        review=found_reviews.get(row.review_id),
        schedule=found_schedules.get(row.id),
        is_flagged=row.is_flagged,
        flag_reasons=tuple(json.loads(row.flag_reasons)),
        assignee=row.assignee,
        verdict_count=row.verdict_count,
        created_at=row.created_at,
    )


def _read_verdicts(connection: Connection, ids: Sequence[str | None]) -> dict[str, Verdict]:
    query = select(verdicts.c.id, verdicts.c.record).where(verdicts.c.id.in_(filter(None, ids)))
    return {row.id: from_json(Verdict, row.record) for row in connection.execute(query)}


def _read_reviews(connection: Connection, ids: Sequence[str | None]) -> dict[str, Review]:
    query = select(reviews).where(reviews.c.id.in_(filter(None, ids)))
    return {row.id: read_review(row) for row in connection.execute(query)}


def _read_schedules(connection: Connection, claim_ids: Sequence[str]) -> dict[str, Schedule]:
    query = select(schedules).where(schedules.c.claim_id.in_(claim_ids))
    return {row.claim_id: read_schedule(row) for row in connection.execute(query)}
