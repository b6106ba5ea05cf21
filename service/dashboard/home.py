"""The front page: the form for an article, and the articles that came last."""

import uuid
from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from indexes.claims.articles import list_articles, submit_article
from indexes.claims.counts import count_labels
from service.dashboard.forms import InvalidForm, read_article, submission_key
from service.services import current_services, current_settings

ARTICLES_SHOWN = 20
NOTHING: Mapping[str, str] = {}


def add_routes(blueprint: Blueprint) -> None:
    """The front page and its form."""
    blueprint.get("/")(home)
    blueprint.post("/articles")(submit)


def home() -> str:
    """The form and the newest articles."""
    return _show(NOTHING, NOTHING)


def submit() -> Response | tuple[str, int]:
    """Store the article, ring for its first step and go to its page."""
    services = current_services()
    try:
        article = read_article(request.form, current_settings().longest_text)
    except InvalidForm as form:
        return _show(request.form, form.errors), 422
    key = submission_key(request.form, article)
    traceparent = services.tracer.traceparent()
    submission = submit_article(
        services.database, article, idempotency_key=key, traceparent=traceparent
    )
    services.bell.ring(submission.steps)
    return redirect(url_for("dashboard.article", article_id=submission.article_id), code=303)


def _show(typed: Mapping[str, str], errors: Mapping[str, str]) -> str:
    database = current_services().database
    page = list_articles(database, after=request.args.get("after"), limit=ARTICLES_SHOWN)
    return render_template(
        "home.html",
        typed=typed,
        errors=errors,
        form_id=uuid.uuid4().hex,
        page=page,
        counts=count_labels(database, [stored.article.id for stored in page.items]),
    )
