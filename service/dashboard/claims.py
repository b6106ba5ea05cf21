"""A claim's page: its verdict, evidence, history and schedule, and the forms that change them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from indexes.claims.articles import get_article
from indexes.claims.claims import get_claim
from indexes.claims.reviews import InvalidReview, add_review, list_reviews
from indexes.claims.stored import Conflict, NotStored, StoredClaim
from indexes.claims.verdicts import list_history
from service.dashboard.excerpts import cut_excerpt
from service.dashboard.forms import InvalidForm, TypedReview, read_review
from service.dashboard.history import tell_history
from service.dashboard.navigation import go_back, remember
from service.dashboard.verdicts import show_verdict
from service.services import current_services

REVIEWER_COOKIE = "sverka_reviewer"
REVIEWS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form on the page held when it came back with errors."""

    form: str = ""  # "review" or "schedule"
    fields: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


def add_routes(blueprint: Blueprint) -> None:
    """The page, reviews and checking again."""
    blueprint.get("/claims/<claim_id>")(claim)
    blueprint.post("/claims/<claim_id>/reviews")(review)
    blueprint.post("/claims/<claim_id>/recheck")(recheck)


def claim(claim_id: str) -> str:
    """Everything that is known of one claim."""
    return show_claim(load_claim(claim_id), Typed())


def load_claim(claim_id: str) -> StoredClaim:
    """The claim, or 404."""
    return get_claim(current_services().database, claim_id) or abort(404)


def show_claim(stored: StoredClaim, typed: Typed) -> str:
    services, claim_id = current_services(), stored.claim.id
    verdicts = list_history(services.database, claim_id)
    reviews = list_reviews(services.database, claim_id=claim_id, limit=REVIEWS_SHOWN).items
    article = get_article(services.database, stored.claim.article_id)
    return render_template(
        "claim.html",
        stored=stored,
        said=cut_excerpt(article.article.text, stored.claim.quote, 150) if article else None,
        shown=show_verdict(stored.verdict, services.library) if stored.verdict else None,
        events=tell_history(verdicts, reviews),
        typed=typed,
    )


def review(claim_id: str) -> BaseResponse | tuple[str, int]:
    """Store a person's decision; a mistake shows the claim's page with what was typed."""
    stored = load_claim(claim_id)
    try:
        typed = read_review(request.form)
        _store(claim_id, typed)
    except InvalidForm as form:
        return show_claim(stored, Typed("review", request.form, form.errors)), 422
    response = go_back("reviewed", url_for("dashboard.claim", claim_id=claim_id))
    if isinstance(response, Response):
        remember(response, REVIEWER_COOKIE, typed.reviewer)
    return response


def _store(claim_id: str, typed: TypedReview) -> None:
    """Raises:
    InvalidForm: what the store refuses, in words for the person.
    """
    try:
        add_review(
            current_services().database,
            claim_id,
            typed.decision,
            reviewer=typed.reviewer,
            label=typed.label,
            note=typed.note,
            verdict_id=typed.verdict_id,
        )
    except InvalidReview as error:
        same = gettext("This is the verdict's own label: agree with it, or choose another.")
        raise InvalidForm({"label": same}) from error
    except Conflict as error:
        newer = gettext("Meanwhile the claim was checked again. Look at the new verdict first.")
        raise InvalidForm({"decision": newer}) from error
    except NotStored as error:
        unchecked = gettext("The claim has no verdict yet.")
        raise InvalidForm({"decision": unchecked}) from error


def recheck(claim_id: str) -> BaseResponse:
    """Check the claim again, now."""
    services = current_services()
    try:
        services.recheck([claim_id])
    except NotStored:
        abort(404)
    return go_back("recheck", url_for("dashboard.claim", claim_id=claim_id))
