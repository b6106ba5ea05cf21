"""Articles: submit, list, read, follow, cancel."""

from dataclasses import replace

from flask import Response, url_for

from indexes.claims.articles import cancel_article, get_article, list_articles, submit_article
from indexes.claims.claims import list_claims
from indexes.claims.stored import ClaimFilter, Conflict, JobStatus, NotStored, StoredArticle
from indexes.records import Article
from service.api.answers import (
    ArticleAnswer,
    ArticlesAnswer,
    ArticleSummary,
    ClaimAnswer,
    SubmissionAnswer,
    answer,
    describe_article,
)
from service.api.bodies import (
    JSON,
    PLAIN_TEXT,
    describe_json,
    parse_fields,
    read_json,
    read_text,
    require_length,
    require_type,
)
from service.api.events import stream_progress
from service.api.requests import (
    ArticleBody,
    ArticleDetails,
    ArticlePath,
    PageQuery,
    SubmitHeaders,
)
from service.api.spec import BODY, event_stream, make_api, replies
from service.errors import Problem
from service.services import app_state, current_services
from workers.languages.detection import detect_language

MOST_CLAIMS = 500  # in one answer; the rest by cursor

articles = make_api("articles")


@articles.post(
    "/articles",
    request_body=describe_json(
        ArticleBody, {PLAIN_TEXT: "the article's text; its details as query"}
    ),
    responses=replies(
        {202: SubmissionAnswer},
        *BODY,
        "empty_text",
        "text_too_long",
        "unknown_language",
        "idempotency_conflict",
    ),
)
def submit(header: SubmitHeaders, query: ArticleDetails) -> Response:
    """Submit an article; it is checked in the background."""
    body = _read_article(query)
    require_length(body.text)
    services = current_services()
    article = Article(id="", **body.model_dump())
    article = replace(article, language=article.language or detect_language(article.text))
    try:
        submission = submit_article(
            services.database,
            article,
            idempotency_key=header.idempotency_key,
            traceparent=services.tracer.traceparent(),
        )
    except Conflict as error:
        raise Problem("idempotency_conflict") from error
    services.bell.ring(submission.steps)
    return _answer_submission(submission.article_id, is_new=submission.is_new)


def _read_article(details: ArticleDetails) -> ArticleBody:
    """JSON, or plain text with its details in the query."""
    if require_type(JSON, PLAIN_TEXT) == JSON:
        return read_json(ArticleBody)
    return parse_fields(ArticleBody, details.model_dump() | {"text": read_text()})


def _answer_submission(article_id: str, *, is_new: bool) -> Response:
    stored = _find(article_id)
    url = url_for("articles.read", article_id=article_id)
    submission = SubmissionAnswer(
        id=article_id,
        status=stored.status,
        is_new=is_new,
        url=url,
        events_url=url_for("articles.follow", article_id=article_id),
    )
    return answer(submission, 202, headers={"Location": url})


@articles.get("/articles", responses=replies({200: ArticlesAnswer}, "invalid_cursor"))
def index(query: PageQuery) -> Response:
    """List articles, the newest first."""
    page = list_articles(current_services().database, after=query.cursor, limit=query.limit)
    items = [ArticleSummary(**describe_article(stored)) for stored in page.items]
    return answer(ArticlesAnswer(items=items, next_cursor=page.next_cursor))


@articles.get(
    "/articles/<article_id>", responses=replies({200: ArticleAnswer}, "article_not_found")
)
def read(path: ArticlePath) -> Response:
    """Read an article: status, progress, claims with verdict, evidence and confidence."""
    stored = _find(path.article_id)
    found = list_claims(
        current_services().database, ClaimFilter(article_id=path.article_id), limit=MOST_CLAIMS
    )
    return answer(
        ArticleAnswer(
            **describe_article(stored),
            text=stored.article.text,
            claims=[ClaimAnswer.of(claim) for claim in found.items],
            next_claims=_next_claims(path.article_id, found.next_cursor),
        )
    )


def _next_claims(article_id: str, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    return url_for("claims.index", article=article_id, cursor=cursor, limit=MOST_CLAIMS)


@articles.get(
    "/articles/<article_id>/events",
    responses=replies(
        {200: event_stream("`progress` at every change, `end` when the check has ended")},
        "article_not_found",
        "too_many_streams",
    ),
)
def follow(path: ArticlePath) -> Response:
    """Follow an article's check: server-sent events with its progress."""
    return stream_progress(app_state(), _find(path.article_id).article.id)


@articles.post(
    "/articles/<article_id>/cancel",
    responses=replies({200: ArticleSummary}, "article_not_found", "already_finished"),
)
def cancel(path: ArticlePath) -> Response:
    """Stop an article's check; what was found so far stays. Twice is no error."""
    services = current_services()
    try:
        steps = cancel_article(services.database, path.article_id)
    except NotStored as error:
        raise Problem("article_not_found") from error
    services.bell.ring(steps or ())
    stored = _find(path.article_id)
    if steps is None and stored.status is not JobStatus.CANCELLED:
        raise Problem("already_finished", f"Its status is {stored.status}.")
    return answer(ArticleSummary(**describe_article(stored)))


def _find(article_id: str) -> StoredArticle:
    stored = get_article(current_services().database, article_id)
    if stored is None:
        raise Problem("article_not_found")
    return stored
