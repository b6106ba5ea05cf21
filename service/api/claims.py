"""Claims: list, read, history, review, check again."""

from flask import Response, url_for

from indexes.claims.claims import get_claim, list_claims
from indexes.claims.reviews import InvalidReview, add_review, list_reviews
from indexes.claims.stored import ClaimFilter, Conflict, NotStored, StoredClaim
from indexes.claims.verdicts import list_history
from indexes.records import Review
from service.api.answers import (
    ClaimAnswer,
    ClaimsAnswer,
    HistoryAnswer,
    HistoryEntry,
    JobAnswer,
    ReviewAnswer,
    answer,
)
from service.api.bodies import describe_json, read_json
from service.api.requests import MOST_PAGE_ITEMS, ClaimPath, ClaimsQuery, ReviewBody
from service.api.spec import BODY, make_api, replies
from service.errors import Problem
from service.services import current_services

claims = make_api("claims")


@claims.get("/claims", responses=replies({200: ClaimsAnswer}, "invalid_cursor"))
def index(query: ClaimsQuery) -> Response:
    """List claims: of the newest article first, each article's in the order of its text."""
    page = list_claims(
        current_services().database, _wanted(query), after=query.cursor, limit=query.limit
    )
    items = [ClaimAnswer.of(stored) for stored in page.items]
    return answer(ClaimsAnswer(items=items, next_cursor=page.next_cursor))


def _wanted(query: ClaimsQuery) -> ClaimFilter:
    return ClaimFilter(
        is_flagged=query.flagged,
        label=query.verdict,
        words=query.q,
        article_id=query.article,
        assignee=query.assignee,
        due_before=query.due,
        is_selected=not query.rejected,
    )


@claims.get("/claims/<claim_id>", responses=replies({200: ClaimAnswer}, "claim_not_found"))
def read(path: ClaimPath) -> Response:
    """Read a claim with its newest verdict and the evidence."""
    return answer(ClaimAnswer.of(find_claim(path.claim_id)))


@claims.get(
    "/claims/<claim_id>/history", responses=replies({200: HistoryAnswer}, "claim_not_found")
)
def history(path: ClaimPath) -> Response:
    """Read every verdict of a claim and every review, the newest first."""
    database = current_services().database
    claim_id = find_claim(path.claim_id).claim.id
    verdicts = [HistoryEntry.of(stored) for stored in list_history(database, claim_id)]
    reviews = list_reviews(database, claim_id=claim_id, limit=MOST_PAGE_ITEMS).items
    return answer(HistoryAnswer(verdicts=verdicts, reviews=list(reviews)))


@claims.post(
    "/claims/<claim_id>/reviews",
    request_body=describe_json(ReviewBody),
    responses=replies(
        {201: ReviewAnswer},
        "claim_not_found",
        "no_verdict_yet",
        "verdict_superseded",
        "invalid_review",
        *BODY,
    ),
)
def review(path: ClaimPath) -> Response:
    """Agree with a claim's verdict or overrule it; takes its flag away."""
    body = read_json(ReviewBody)
    if find_claim(path.claim_id).verdict is None:
        raise Problem("no_verdict_yet")
    headers = {"Location": url_for("claims.history", claim_id=path.claim_id)}
    return answer(ReviewAnswer.of(_add_review(path.claim_id, body)), 201, headers=headers)


def _add_review(claim_id: str, body: ReviewBody) -> Review:
    try:
        return add_review(current_services().database, claim_id, **body.model_dump())
    except Conflict as error:
        raise Problem("verdict_superseded") from error
    except InvalidReview as error:
        raise Problem("invalid_review", f"{error}.") from error


@claims.post("/claims/<claim_id>/recheck", responses=replies({202: JobAnswer}, "claim_not_found"))
def recheck(path: ClaimPath) -> Response:
    """Check a claim again, now, in the background; its history grows by one verdict."""
    services = current_services()
    try:
        job_id = services.recheck([path.claim_id])
    except NotStored as error:
        raise Problem("claim_not_found") from error
    headers = {"Location": url_for("claims.history", claim_id=path.claim_id)}
    return answer(JobAnswer(job_id=job_id), 202, headers=headers)


def find_claim(claim_id: str) -> StoredClaim:
    """The stored claim.

    Raises:
        Problem: there is none.
    """
    stored = get_claim(current_services().database, claim_id)
    if stored is None:
        raise Problem("claim_not_found")
    return stored
